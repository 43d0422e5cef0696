import type { Feature } from '../platform/domain';
import { listField, recordField } from '../platform/reading/schema/root-fields';
import { linkMutations, mergeMutation, recordMutations, upsertMutation } from '../platform/writing';
import { identifiers } from './identifier.entity';
import { identifierRelations } from './identifier.relations';
import { identifierWrites } from './identifier.writes';
import { organizationRoles } from './organization-role.entity';
import { organizationRoleRelations } from './organization-role.relations';
import { organizationRoleWrites } from './organization-role.writes';
import { programRelationships } from './program-relationship.entity';
import { programRelationshipWrites } from './program-relationship.writes';
import { programs } from './program.entity';
import { programQuality } from './program.quality';
import { programRelations } from './program.relations';
import { ProgramResolver } from './program.resolver';
import { programWrites } from './program.writes';

export const programsFeature: Feature = {
  name: 'programs',
  models: [programs, programRelationships, organizationRoles, identifiers],
  relations: [...programRelations, ...organizationRoleRelations, ...identifierRelations],
  records: [programWrites],
  links: [organizationRoleWrites, programRelationshipWrites, identifierWrites],
  quality: programQuality,
  roots: () => [
    recordField(programs, 'One program by its id or slug; null if there is none.'),
    listField(programs, 'The programs of the network. The default order is by name.'),
    listField(
      organizationRoles,
      'The roles of organizations in programs and cores: who has which, since when. The default order is by role.',
    ),
    listField(programRelationships, 'The links between programs. The default order is by type.'),
  ],
  resolvers: () => [new ProgramResolver()],
  mutations: ({ writes }) => [
    ...recordMutations(programWrites),
    mergeMutation(programWrites),
    upsertMutation(programWrites, writes),
    ...linkMutations(organizationRoleWrites),
    ...linkMutations(programRelationshipWrites),
  ],
};
