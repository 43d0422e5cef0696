import type { Feature } from '../platform/feature';
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
  orphanedTypes: [ProgramRelationship, OrganizationRole, Identifier],
};
