import type { Feature } from '../platform/feature';
import { OrganizationAffiliation, organizationAffiliations } from './organization-affiliation.entity';
import { organizations } from './organization.entity';
import './organization.relations';
import { OrganizationResolver } from './organization.resolver';

export const organizationsFeature: Feature = {
  name: 'organizations',
  models: [organizations, organizationAffiliations],
  resolvers: [new OrganizationResolver()],
  orphanedTypes: [OrganizationAffiliation],
};
