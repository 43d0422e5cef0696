import type { Feature } from '../platform/feature';
import { recordMutations } from '../platform/writing';
import { organizationWrites } from './organization.writes';
import { OrganizationAffiliation, organizationAffiliations } from './organization-affiliation.entity';
import { organizations } from './organization.entity';
import './organization.relations';
import { OrganizationResolver } from './organization.resolver';

export const organizationsFeature: Feature = {
  name: 'organizations',
  models: [organizations, organizationAffiliations],
  resolvers: [new OrganizationResolver()],
  mutations: recordMutations(organizationWrites),
  orphanedTypes: [OrganizationAffiliation],
};
