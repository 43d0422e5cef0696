export { Identifier, identifiers } from './identifier.entity';
export { OrganizationRole, organizationRoles } from './organization-role.entity';
export { ProgramRelationship, programRelationships } from './program-relationship.entity';
export { Program, programs } from './program.entity';
export { programsFeature } from './programs.feature';
export { programWrites } from './program.writes';
