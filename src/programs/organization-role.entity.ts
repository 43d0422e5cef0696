import { Day } from '../platform/scalars';
import { ID, ObjectType } from 'type-graphql';
import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
import { Core, cores } from '../cores';
import { Organization, organizations } from '../organizations';
import { describedEnum, Model, Readable } from '../platform/reading';
import { HubRecord, Node, oneOf } from '../platform/record';
import { Reference, rules, Writable } from '../platform/writing';
import { Program, programs } from './program.entity';

export const OrganizationRoleType = describedEnum(
  'OrganizationRoleType',
  'The role of an organization in a program or a core.',
  {
    LEAD: 'The organization leads it and is responsible for it.',
    HOST: 'It takes place at the organization.',
    PARTNER: 'The organization works on it as a partner.',
    PARTICIPANT: 'The organization takes part in it.',
    FUNDER: 'The organization pays for it.',
    SPONSOR: 'The organization supports it with its name or its resources.',
  },
);
export type OrganizationRoleType = keyof typeof OrganizationRoleType;

@Entity('organization_role')
@ObjectType('OrganizationRole', {
  implements: Node,
  description: 'The role of an organization in a program, or in a core that it does not own.',
})
@Index('organization_role_key', ['organizationId', 'programId', 'coreId', 'role'], { unique: true })
@Index('organization_role_organization_idx', ['organizationId', 'programId', 'role', 'id', 'archivedAt'])
@Index('organization_role_program_idx', ['programId', 'role', 'organizationId', 'id', 'archivedAt'])
@Index('organization_role_core_idx', ['coreId', 'role', 'organizationId', 'id', 'archivedAt'])
@Index('organization_role_role_idx', ['role', 'id', 'archivedAt'])
@Index('organization_role_started_on_idx', ['startedOn', 'id', 'archivedAt'])
@Index('organization_role_ended_on_idx', ['endedOn', 'id', 'archivedAt'])
@Index('organization_role_created_at_idx', ['createdAt', 'id', 'archivedAt'])
@Index('organization_role_assured_at_idx', ['assuredAt', 'id', 'archivedAt'])
@Index('organization_role_updated_at_idx', ['updatedAt', 'id', 'archivedAt'])
@Index('organization_role_assured_by_idx', ['assuredBy', 'id', 'archivedAt'])
@Check('organization_role_one_target', 'num_nonnulls(program_id, core_id) = 1')
@Check('organization_role_role_known', oneOf('role', OrganizationRoleType))
export class OrganizationRole extends HubRecord {
  @Column('uuid')
  @ForeignKey(() => Organization, { name: 'organization_role_organization_fkey', onDelete: 'RESTRICT' })
  @Readable(() => ID, { filterOnly: true, description: 'The id of the organization that has the role.' })
  @Reference(() => organizations)
  organizationId!: string;

  @Column('uuid', { nullable: true })
  @ForeignKey(() => Program, { name: 'organization_role_program_fkey', onDelete: 'RESTRICT' })
  @Readable(() => ID, {
    nullable: true,
    filterOnly: true,
    description: 'The id of the program in which it has the role.',
  })
  @Reference(() => programs)
  programId!: string | null;

  @Column('uuid', { nullable: true })
  @ForeignKey(() => Core, { name: 'organization_role_core_fkey', onDelete: 'RESTRICT' })
  @Readable(() => ID, { nullable: true, filterOnly: true, description: 'The id of the core in which it has the role.' })
  @Reference(() => cores)
  coreId!: string | null;

  @Column('text')
  @Readable(() => OrganizationRoleType, { description: 'The role.', orderable: true, groupable: true })
  @Writable(rules.any)
  role!: OrganizationRoleType;

  @Column('text', { nullable: true })
  @Readable(() => String, { nullable: true, description: 'A note on the role.' })
  @Writable(rules.prose)
  note!: string | null;

  @Column('date', { nullable: true })
  @Readable(() => Day, {
    nullable: true,
    orderable: true,
    groupable: true,
    description: 'The first day in the role; null if unknown.',
  })
  @Writable(rules.day)
  startedOn!: string | null;

  @Column('date', { nullable: true })
  @Readable(() => Day, {
    nullable: true,
    orderable: true,
    groupable: true,
    description: 'The last day in the role; null while it lasts.',
  })
  @Writable(rules.day, { notBefore: 'startedOn' })
  endedOn!: string | null;
}

export const organizationRoles = new Model(OrganizationRole, {
  type: 'OrganizationRole',
  noun: 'an organization role',
  plural: 'organization roles',
  defaultOrder: ['role'],
  firstDay: 'startedOn',
  lastDay: 'endedOn',
});
