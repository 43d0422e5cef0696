import type { Feature } from '../platform/domain';
import { listField, recordField } from '../platform/reading/schema/root-fields';
import { linkMutations, mergeMutation, recordMutations, upsertMutation } from '../platform/writing';
import { organizationAffiliations } from './organization-affiliation.entity';
import { affiliationWrites } from './organization-affiliation.writes';
import { organizations } from './organization.entity';
import { setOrganizationParent } from './organization.mutations';
import { organizationQuality } from './organization.quality';
import { organizationRelations } from './organization.relations';
import { OrganizationResolver } from './organization.resolver';
import { organizationWrites } from './organization.writes';

export const organizationsFeature: Feature = {
  name: 'organizations',
  models: [organizations, organizationAffiliations],
  relations: organizationRelations,
  records: [organizationWrites],
  links: [affiliationWrites],
  quality: organizationQuality,
  roots: () => [
    recordField(organizations, 'One organization by its id or slug; null if there is none.'),
    listField(organizations, 'The organizations of the network. The default order is by name.'),
    listField(
      organizationAffiliations,
      'The links between organizations other than from a part to its parent. The default order is by type.',
    ),
  ],
  resolvers: () => [new OrganizationResolver()],
  mutations: ({ writes }) => [
    ...recordMutations(organizationWrites),
    mergeMutation(organizationWrites),
    upsertMutation(organizationWrites, writes),
    setOrganizationParent(),
    ...linkMutations(affiliationWrites),
  ],
};
