import { ID, ObjectType } from 'type-graphql';
import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
import { Core, cores } from '../cores';
import { Organization, organizations } from '../organizations';
import { Model, Readable, type Scope } from '../platform/reading';
import { HubRecord, Node } from '../platform/record';
import { Reference, rules, Writable } from '../platform/writing';
import { Program, programs } from '../programs';
import { Contact, contacts, visibleContact } from './contact.entity';

@Entity('contact_assignment')
@ObjectType('ContactAssignment', {
  implements: Node,
  description: 'The assignment of a contact to an organization, a core or a program.',
})
@Index('contact_assignment_key', ['contactId', 'organizationId', 'coreId', 'programId', 'role'], { unique: true })
@Index('contact_assignment_organization_idx', ['organizationId', 'contactId', 'id', 'archivedAt'])
@Index('contact_assignment_core_idx', ['coreId', 'contactId', 'id', 'archivedAt'])
@Index('contact_assignment_program_idx', ['programId', 'contactId', 'id', 'archivedAt'])
@Index('contact_assignment_role_idx', ['role', 'id', 'archivedAt'])
@Index('contact_assignment_created_at_idx', ['createdAt', 'id', 'archivedAt'])
@Index('contact_assignment_assured_at_idx', ['assuredAt', 'id', 'archivedAt'])
@Index('contact_assignment_updated_at_idx', ['updatedAt', 'id', 'archivedAt'])
@Index('contact_assignment_assured_by_idx', ['assuredBy', 'id', 'archivedAt'])
@Check('contact_assignment_one_target', 'num_nonnulls(organization_id, core_id, program_id) = 1')
export class ContactAssignment extends HubRecord {
  @Column('uuid')
  @ForeignKey(() => Contact, { name: 'contact_assignment_contact_fkey', onDelete: 'RESTRICT' })
  @Readable(() => ID, { filterOnly: true, description: 'The id of the contact.' })
  @Reference(() => contacts)
  contactId!: string;

  @Column('uuid', { nullable: true })
  @ForeignKey(() => Organization, { name: 'contact_assignment_organization_fkey', onDelete: 'RESTRICT' })
  @Readable(() => ID, { nullable: true, filterOnly: true, description: 'The id of the organization.' })
  @Reference(() => organizations)
  organizationId!: string | null;

  @Column('uuid', { nullable: true })
  @ForeignKey(() => Core, { name: 'contact_assignment_core_fkey', onDelete: 'RESTRICT' })
  @Readable(() => ID, { nullable: true, filterOnly: true, description: 'The id of the core.' })
  @Reference(() => cores)
  coreId!: string | null;

  @Column('uuid', { nullable: true })
  @ForeignKey(() => Program, { name: 'contact_assignment_program_fkey', onDelete: 'RESTRICT' })
  @Readable(() => ID, { nullable: true, filterOnly: true, description: 'The id of the program.' })
  @Reference(() => programs)
  programId!: string | null;

  @Column('text', { nullable: true })
  @Readable(() => String, {
    nullable: true,
    description: 'The role of the contact there: what people can ask the contact about.',
    orderable: true,
    groupable: true,
  })
  @Writable(rules.line)
  role!: string | null;

  @Column('boolean', { default: false })
  @Readable(() => Boolean, { groupable: true, description: 'Whether this is the first contact to ask.' })
  @Writable(rules.any, { initial: false, isFact: false })
  isPrimary!: boolean;
}

/** A viewer who may not see a contact may not see its assignments either. */
function visibleAssignment(scope: Scope, alias: string): string {
  return `EXISTS (SELECT 1 FROM contact seen WHERE seen.id = ${alias}.contact_id AND ${visibleContact(scope, 'seen')})`;
}

export const contactAssignments = new Model(ContactAssignment, {
  type: 'ContactAssignment',
  noun: 'a contact assignment',
  plural: 'contact assignments',
  defaultOrder: [],
  visible: visibleAssignment,
  visibleBy: 'contactId',
  seenBy: 1,
});
