import { cores } from '../cores';
import { organizations } from '../organizations';
import { belongsTo, linked, type Relation } from '../platform/reading';
import { OrganizationRoleType, organizationRoles } from './organization-role.entity';
import { programs } from './program.entity';

const link = organizationRoles;
const edge = ['role', 'note', 'startedOn', 'endedOn'];
const roles = [{ name: 'roles', property: 'role', type: OrganizationRoleType, description: 'Only these roles.' }];

export const organizationRoleRelations: readonly Relation[] = [
  linked({
    on: programs,
    name: 'organizations',
    target: organizations,
    link,
    from: 'programId',
    to: 'organizationId',
    edge,
    arguments: roles,
    groupable: true,
    description: 'The organizations that have a role in it.',
  }),

  linked({
    on: organizations,
    name: 'programs',
    target: programs,
    link,
    from: 'organizationId',
    to: 'programId',
    needsIt: true,
    edge,
    arguments: roles,
    groupable: true,
    description: 'The programs in which it has a role.',
  }),

  linked({
    on: cores,
    name: 'organizations',
    target: organizations,
    link,
    from: 'coreId',
    to: 'organizationId',
    edge,
    arguments: roles,
    groupable: true,
    description: 'The organizations that have a role in it, other than its owner.',
  }),

  linked({
    on: organizations,
    name: 'coreRoles',
    target: cores,
    link,
    from: 'organizationId',
    to: 'coreId',
    needsIt: true,
    edge,
    arguments: roles,
    description: 'The cores of other organizations in which it has a role. For the cores that it owns, read `cores`.',
  }),

  belongsTo({
    on: link,
    name: 'organization',
    target: organizations,
    by: 'organizationId',
    nullable: true,
    groupable: true,
    description: 'The organization that has the role.',
  }),

  belongsTo({
    on: link,
    name: 'program',
    target: programs,
    by: 'programId',
    nullable: true,
    groupable: true,
    description: 'The program in which the organization has the role, if the role is in a program.',
  }),

  belongsTo({
    on: link,
    name: 'core',
    target: cores,
    by: 'coreId',
    nullable: true,
    groupable: true,
    description: 'The core in which the organization has the role, if the role is in a core.',
  }),
];
