import type { Feature } from '../platform/feature';
import { linkMutations, mergeMutation, recordMutations } from '../platform/writing';
import { affiliationWrites } from './organization-affiliation.writes';
import { setOrganizationParent } from './organization.mutations';
import { organizationWrites } from './organization.writes';
import { OrganizationAffiliation, organizationAffiliations } from './organization-affiliation.entity';
import { organizations } from './organization.entity';
import './organization.relations';
import { OrganizationResolver } from './organization.resolver';

export const organizationsFeature: Feature = {
  name: 'organizations',
  models: [organizations, organizationAffiliations],
  resolvers: [new OrganizationResolver()],
  mutations: [
    ...recordMutations(organizationWrites),
    mergeMutation(organizationWrites),
    setOrganizationParent,
    ...linkMutations(affiliationWrites),
  ],
  orphanedTypes: [OrganizationAffiliation],
};
