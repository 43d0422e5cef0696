export { Identifier, identifiers } from './identifier.entity';
export { OrganizationRole, OrganizationRoleType, organizationRoles } from './organization-role.entity';
export { ProgramRelationship, ProgramRelationshipType, programRelationships } from './program-relationship.entity';
export { Program, ProgramKind, programs, ProgramStatus } from './program.entity';
export { programsFeature } from './programs.feature';
