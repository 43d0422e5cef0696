import { ObjectType } from 'type-graphql';
import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
import { may, type Permission } from '../platform/access/permissions';
import { describedEnum, Model, Readable, type Scope } from '../platform/reading';
import { HubRecord, NAME_COLLATION, Node, oneOf } from '../platform/record';
import { EmailAddress } from '../platform/scalars';
import { rules, Writable } from '../platform/writing';

const { any, email, line, phone } = rules;

export const ContactKind = describedEnum('ContactKind', 'What a contact is: a person or a mailbox.', {
  PERSON: 'A person.',
  MAILBOX: 'A mailbox that several people can read.',
});
export type ContactKind = keyof typeof ContactKind;

export const ContactVisibility = describedEnum('ContactVisibility', 'Who may see a contact.', {
  PUBLIC: 'Everyone.',
  PARTNER: 'Partner systems and editors.',
  INTERNAL: 'Editors only.',
});
export type ContactVisibility = keyof typeof ContactVisibility;

@Entity('contact')
@ObjectType('Contact', { implements: Node, description: 'A person or a mailbox that people can write to or call.' })
@Index('contact_living_email_key', { synchronize: false })
@Index('contact_merged_into_idx', ['mergedIntoId'])
@Index('contact_name_idx', ['name', 'id', 'archivedAt'])
@Index('contact_email_idx', ['email', 'id', 'archivedAt'])
@Index('contact_kind_idx', ['kind', 'id', 'archivedAt'])
@Index('contact_created_at_idx', ['createdAt', 'id', 'archivedAt'])
@Index('contact_assured_at_idx', ['assuredAt', 'id', 'archivedAt'])
@Index('contact_updated_at_idx', ['updatedAt', 'id', 'archivedAt'])
@Index('contact_assured_by_idx', ['assuredBy', 'id', 'archivedAt'])
@Index('contact_living_visibility_idx', ['visibility'], { where: 'archived_at IS NULL' })
@Index('contact_phone_idx', ['phone'], { type: 'hash' })
@Index('contact_name_words_idx', { synchronize: false })
@Index('contact_text_idx', { synchronize: false })
@Index('contact_folded_name_idx', { synchronize: false })
@Index('contact_trigram_idx', { synchronize: false })
@Check('contact_name_or_email', 'num_nonnulls(name, email) > 0')
@Check('contact_kind_known', oneOf('kind', ContactKind))
@Check('contact_visibility_known', oneOf('visibility', ContactVisibility))
export class Contact extends HubRecord {
  @Column({ type: 'text', nullable: true, collation: NAME_COLLATION })
  @Readable(() => String, { nullable: true, description: 'The name of the person or the mailbox.', orderable: true })
  @Writable(line)
  name!: string | null;

  @Column('text', { nullable: true })
  @Readable(() => String, { nullable: true, description: 'Degrees and other credentials, as printed after the name.' })
  @Writable(line)
  credentials!: string | null;

  @Column('text', { nullable: true })
  @Readable(() => String, { nullable: true, description: "The person's position." })
  @Writable(line)
  title!: string | null;

  @Column('text', { nullable: true })
  @Readable(() => EmailAddress, {
    nullable: true,
    description: 'The e-mail address.',
    orderable: true,
    groupable: true,
  })
  @Writable(email)
  email!: string | null;

  @Column('text', { nullable: true })
  @Readable(() => String, { nullable: true, description: 'The telephone number.' })
  @Writable(phone)
  phone!: string | null;

  @Column('text')
  @Readable(() => ContactKind, {
    description: 'Whether the contact is a person or a mailbox.',
    orderable: true,
    groupable: true,
  })
  @Writable(any)
  kind!: ContactKind;

  @Column('text', { default: 'INTERNAL' })
  @Readable(() => ContactVisibility, { description: 'Who may see the contact.', groupable: true })
  @Writable(any, { initial: 'INTERNAL', isFact: false })
  visibility!: ContactVisibility;

  @Column('uuid', { nullable: true })
  @ForeignKey(() => Contact, { name: 'contact_merged_into_fkey', onDelete: 'RESTRICT' })
  mergedIntoId!: string | null;
}

const TAKES = {
  PUBLIC: 'READ',
  PARTNER: 'PARTNER_CONTACTS',
  INTERNAL: 'INTERNAL_CONTACTS',
} as const satisfies Record<ContactVisibility, Permission>;

/** SQL that holds for the contacts that the viewer may see. */
export function visibleContact({ viewer }: Scope, alias: string): string {
  const seen = Object.entries(TAKES).filter(([, permission]) => may(viewer, permission));
  return `${alias}.visibility IN (${seen.map(([visibility]) => `'${visibility}'`).join(', ')})`;
}

export const contacts = new Model(Contact, {
  type: 'Contact',
  noun: 'a contact',
  plural: 'contacts',
  keys: ['id'],
  defaultOrder: ['name'],
  label: 'name',
  mergeable: true,
  visible: visibleContact,
  resembles: { by: 'name and address', properties: ['name', 'email'] },
  search: {
    by: 'name, credentials, address and title',
    others: ['credentials', 'email'],
    detail: 'title',
    nameless: 'email',
  },
});
