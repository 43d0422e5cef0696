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
  description: 'For which organization, core or program a contact is to be turned to.',
})
@Index('contact_assignment_key', ['contactId', 'organizationId', 'coreId', 'programId', 'role'], { unique: true })
@Index('contact_assignment_organization_idx', ['organizationId'])
@Index('contact_assignment_core_idx', ['coreId'])
@Index('contact_assignment_program_idx', ['programId'])
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
  @Readable(() => String, { nullable: true, description: 'What to turn to the contact for.', groupable: true })
  @Writable(rules.line)
  role!: string | null;

  @Column('boolean', { default: false })
  @Readable(() => Boolean, { description: 'It is the first contact to turn to.' })
  @Writable(rules.any, { initial: false })
  isPrimary!: boolean;
}

/** Who may not know of a contact may not know of its assignments. */
function visibleAssignment(scope: Scope, alias: string): string {
  return `EXISTS (SELECT 1 FROM contact seen WHERE seen.id = ${alias}.contact_id AND ${visibleContact(scope, 'seen')})`;
}

export const contactAssignments = new Model(ContactAssignment, {
  type: 'ContactAssignment',
  noun: 'a contact assignment',
  plural: 'contact assignments',
  defaultOrder: [],
  visible: visibleAssignment,
  seenBy: 1,
});
