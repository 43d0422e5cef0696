import { organizationWrites } from '../organizations';
import type { Feature } from '../platform/feature';
import { linkMutations, mergeMutation, recordMutations, upsertMutation } from '../platform/writing';
import { organizationRoleWrites } from './organization-role.writes';
import { programRelationshipWrites } from './program-relationship.writes';
import { programWrites } from './program.writes';
import { Identifier, identifiers } from './identifier.entity';
import { OrganizationRole, organizationRoles } from './organization-role.entity';
import './organization-role.relations';
import { ProgramRelationship, programRelationships } from './program-relationship.entity';
import { programs } from './program.entity';
import './program.relations';
import { ProgramResolver } from './program.resolver';

export const programsFeature: Feature = {
  name: 'programs',
  models: [programs, programRelationships, organizationRoles, identifiers],
  resolvers: [new ProgramResolver()],
  mutations: [
    ...recordMutations(programWrites),
    mergeMutation(programWrites),
    upsertMutation(programWrites),
    // Here, because it finds organizations by their identifiers, which come with this feature.
    upsertMutation(organizationWrites),
    ...linkMutations(organizationRoleWrites),
    ...linkMutations(programRelationshipWrites),
  ],
  orphanedTypes: [ProgramRelationship, OrganizationRole, Identifier],
};
