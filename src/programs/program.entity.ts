import { ID, Int, ObjectType } from 'type-graphql';
import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
import { Core, cores } from '../cores';
import { describedEnum, Model, Readable } from '../platform/reading';
import { NamedRecord, Node, oneOf } from '../platform/record';
import { Decimal, URL } from '../platform/scalars';
import { Reference, rules, Writable } from '../platform/writing';

const { amount, any, currency, names, prose, web, year } = rules;

export const ProgramKind = describedEnum('ProgramKind', 'The kind of a program.', {
  PATHWAY: 'A path into a profession.',
  INITIATIVE: 'A joint effort towards a goal, with several activities.',
  TRAINING: 'Education or training.',
  CLINIC: 'Care that people visit in person.',
  PARTNERSHIP: 'A service that several organizations provide together.',
  STUDY: 'A research study.',
  RESOURCE: 'A guide or other material for others to use.',
});
export type ProgramKind = keyof typeof ProgramKind;

export const ProgramStatus = describedEnum('ProgramStatus', 'The status of a program.', {
  PLANNED: 'It has not started yet.',
  ACTIVE: 'It runs.',
  PAUSED: 'It is paused and will continue.',
  COMPLETED: 'It ended as planned.',
  DISCONTINUED: 'It ended early.',
});
export type ProgramStatus = keyof typeof ProgramStatus;

@Entity('program')
@ObjectType('Program', {
  implements: Node,
  description: 'A program: something that organizations of the network offer to people.',
})
@Index('program_slug_key', ['slug'], { unique: true })
@Index('program_core_idx', ['coreId', 'name', 'id', 'archivedAt'])
@Index('program_merged_into_idx', ['mergedIntoId'])
@Index('program_living_status_name_idx', ['status', 'name', 'id'], { where: 'archived_at IS NULL' })
@Index('program_living_kind_name_idx', ['kind', 'name', 'id'], { where: 'archived_at IS NULL' })
@Index('program_name_idx', ['name', 'id', 'archivedAt'])
@Index('program_kind_idx', ['kind', 'id', 'archivedAt'])
@Index('program_status_idx', ['status', 'id', 'archivedAt'])
@Index('program_started_year_idx', ['startedYear', 'id', 'archivedAt'])
@Index('program_support_max_amount_idx', ['supportMaxAmount', 'id', 'archivedAt'])
@Index('program_created_at_idx', ['createdAt', 'id', 'archivedAt'])
@Index('program_assured_at_idx', ['assuredAt', 'id', 'archivedAt'])
@Index('program_updated_at_idx', ['updatedAt', 'id', 'archivedAt'])
@Index('program_assured_by_idx', ['assuredBy', 'id', 'archivedAt'])
@Index('program_shown_idx', ['id', 'archivedAt', 'name', 'coreId'])
@Index('program_url_idx', ['url'], { type: 'hash' })
@Index('program_name_words_idx', { synchronize: false })
@Index('program_text_idx', { synchronize: false })
@Index('program_folded_name_idx', { synchronize: false })
@Index('program_trigram_idx', { synchronize: false })
@Check('program_kind_known', oneOf('kind', ProgramKind))
@Check('program_status_known', oneOf('status', ProgramStatus))
@Check('program_support_has_currency', '(support_max_amount IS NULL) = (support_currency IS NULL)')
export class Program extends NamedRecord {
  @Column('uuid', { nullable: true })
  @ForeignKey(() => Core, { name: 'program_core_fkey', onDelete: 'RESTRICT' })
  @Readable(() => ID, { nullable: true, filterOnly: true, description: 'The id of the core that it belongs to.' })
  @Reference(() => cores)
  coreId!: string | null;

  @Column('text', { array: true, default: '{}' })
  @Readable(() => [String], { description: 'Other names and abbreviations in use.' })
  @Writable(names, { initial: [] })
  alternateNames!: string[];

  @Column('text', { nullable: true })
  @Readable(() => String, { nullable: true, description: 'What the program does, in one or two sentences.' })
  @Writable(prose)
  description!: string | null;

  @Column('text')
  @Readable(() => ProgramKind, { description: 'The kind of the program.', orderable: true, groupable: true })
  @Writable(any)
  kind!: ProgramKind;

  @Column('text')
  @Readable(() => ProgramStatus, { description: 'The status of the program.', orderable: true, groupable: true })
  @Writable(any, { initial: 'ACTIVE' })
  status!: ProgramStatus;

  @Column('text', { nullable: true })
  @Readable(() => URL, { nullable: true, description: 'The URL of its page.' })
  @Writable(web)
  url!: string | null;

  @Column('integer', { nullable: true })
  @Readable(() => Int, {
    nullable: true,
    description: 'The year in which it started.',
    orderable: true,
    groupable: true,
  })
  @Writable(year)
  startedYear!: number | null;

  @Column('text', { nullable: true })
  @Readable(() => String, { nullable: true, description: 'Who may take part.' })
  @Writable(prose)
  eligibilityDescription!: string | null;

  @Column('text', { nullable: true })
  @Readable(() => String, { nullable: true, description: 'When, how often and for how long it takes place.' })
  @Writable(prose)
  scheduleDescription!: string | null;

  @Column('numeric', { precision: 12, scale: 2, nullable: true })
  @Readable(() => Decimal, {
    nullable: true,
    orderable: true,
    description: 'The maximum support for one participant, in `supportCurrency`, with two decimals.',
  })
  @Writable(amount)
  supportMaxAmount!: string | null;

  @Column('text', { nullable: true })
  @Readable(() => String, {
    nullable: true,
    description: 'The currency of the support as an ISO 4217 code, such as USD.',
  })
  @Writable(currency)
  supportCurrency!: string | null;

  @Column('text', { nullable: true })
  @Readable(() => String, { nullable: true, description: 'What the support is for.' })
  @Writable(prose)
  supportNote!: string | null;

  @Column('uuid', { nullable: true })
  @ForeignKey(() => Program, { name: 'program_merged_into_fkey', onDelete: 'RESTRICT' })
  mergedIntoId!: string | null;
}

export const programs = new Model(Program, {
  type: 'Program',
  noun: 'a program',
  plural: 'programs',
  keys: ['id', 'slug'],
  defaultOrder: ['name'],
  label: 'name',
  mergeable: true,
  asOf: true,
  streamed: true,
  search: { by: 'name, other names and description', others: ['alternateNames'], detail: 'description' },
  resembles: {
    by: 'name, other names, URL and identifiers',
    properties: ['name', 'alternateNames', 'url'],
    parent: 'coreId',
  },
});
