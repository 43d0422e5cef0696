import { ID, Int, ObjectType } from 'type-graphql';
import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
import { describedEnum, Model, Readable } from '../platform/reading';
import { NamedRecord, Node, oneOf } from '../platform/record';
import { URL } from '../platform/scalars';
import { Reference, rules, Writable } from '../platform/writing';

const { any, names, prose, web, year } = rules;

export const OrganizationType = describedEnum('OrganizationType', 'The type of an organization.', {
  HOSPITAL: 'A hospital.',
  HEALTH_SYSTEM: 'A group of hospitals and practices that is run as one.',
  DEPARTMENT: 'A department or office of another organization.',
  COMMITTEE: 'A committee, or a part of one.',
  NETWORK: 'A network of people from several departments or institutions.',
  EMPLOYEE_RESOURCE_GROUP: 'An employee resource or affinity group.',
  CENTER: 'A center within a larger institution.',
  INSTITUTE: 'A research institute.',
  UNIVERSITY: 'A university.',
  COMMUNITY: 'A community organization.',
  GOVERNMENT: 'A public authority.',
  FINANCIAL: 'An organization that works for financial well-being.',
  ADVOCACY: 'An organization that speaks up for others in public.',
});
export type OrganizationType = keyof typeof OrganizationType;

@Entity('organization')
@ObjectType('Organization', { implements: Node, description: 'An organization of the network, or a part of one.' })
@Index('organization_slug_key', ['slug'], { unique: true })
@Index('organization_parent_idx', ['parentOrganizationId', 'name', 'id'])
@Index('organization_merged_into_idx', ['mergedIntoId'])
@Index('organization_name_idx', ['name', 'id', 'archivedAt'])
@Index('organization_type_idx', ['type', 'id', 'archivedAt'])
@Index('organization_founded_year_idx', ['foundedYear', 'id', 'archivedAt'])
@Index('organization_created_at_idx', ['createdAt', 'id', 'archivedAt'])
@Index('organization_assured_at_idx', ['assuredAt', 'id', 'archivedAt'])
@Index('organization_updated_at_idx', ['updatedAt', 'id', 'archivedAt'])
@Index('organization_assured_by_idx', ['assuredBy', 'id', 'archivedAt'])
@Index('organization_shown_idx', ['id', 'archivedAt', 'name'])
@Index('organization_website_idx', ['website'], { type: 'hash' })
@Index('organization_name_words_idx', { synchronize: false })
@Index('organization_text_idx', { synchronize: false })
@Index('organization_folded_name_idx', { synchronize: false })
@Index('organization_trigram_idx', { synchronize: false })
@Check('organization_not_own_parent', 'parent_organization_id <> id')
@Check('organization_type_known', oneOf('type', OrganizationType))
export class Organization extends NamedRecord {
  @Column('text', { array: true, default: '{}' })
  @Readable(() => [String], { description: 'Other names and abbreviations in use.' })
  @Writable(names, { initial: [] })
  alternateNames!: string[];

  @Column('text', { nullable: true })
  @Readable(() => String, {
    nullable: true,
    description: 'What the organization is and does, in one or two sentences.',
  })
  @Writable(prose)
  description!: string | null;

  @Column('text')
  @Readable(() => OrganizationType, { description: 'The type of the organization.', orderable: true, groupable: true })
  @Writable(any)
  type!: OrganizationType;

  @Column('text', { nullable: true })
  @Readable(() => URL, { nullable: true, description: 'The URL of its website.' })
  @Writable(web)
  website!: string | null;

  @Column('integer', { nullable: true })
  @Readable(() => Int, {
    nullable: true,
    description: 'The year in which it was founded.',
    orderable: true,
    groupable: true,
  })
  @Writable(year)
  foundedYear!: number | null;

  @Column('uuid', { nullable: true })
  @ForeignKey(() => Organization, { name: 'organization_parent_fkey', onDelete: 'RESTRICT' })
  @Readable(() => ID, {
    nullable: true,
    filterOnly: true,
    description: 'The id of the organization that it is part of.',
  })
  @Reference(() => organizations)
  parentOrganizationId!: string | null;

  @Column('uuid', { nullable: true })
  @ForeignKey(() => Organization, { name: 'organization_merged_into_fkey', onDelete: 'RESTRICT' })
  mergedIntoId!: string | null;
}

export const organizations = new Model(Organization, {
  type: 'Organization',
  noun: 'an organization',
  plural: 'organizations',
  keys: ['id', 'slug'],
  defaultOrder: ['name'],
  label: 'name',
  mergeable: true,
  search: { by: 'name, other names and description', others: ['alternateNames'], detail: 'description' },
  resembles: {
    by: 'name, other names, website and identifiers',
    properties: ['name', 'alternateNames', 'website'],
    parent: 'parentOrganizationId',
  },
});
