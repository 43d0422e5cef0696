import { GraphQLJSON } from 'graphql-scalars';
import { ID, Int, ObjectType } from 'type-graphql';
import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
import { DateTime } from '../platform/moment';
import { describedEnum, Model, Readable, RecordType } from '../platform/reading';
import { HubRecord, Node, oneOf } from '../platform/record';
import { rules, Writable } from '../platform/writing';
import { citesReadable } from './citation.visibility';
import { Source } from './source.entity';

export const Assertion = describedEnum('Assertion', 'How a source supports a fact.', {
  EXPLICIT: 'The text states the fact.',
  NAME_ONLY: 'The fact follows from a name alone.',
  INFERRED: 'The fact was inferred; the text does not state it.',
});
export type Assertion = keyof typeof Assertion;

/**
 * A citation belongs to the value that it was given for, and never changes. When the value changes, the citation ends: it holds for the versions of
 * its record from `sinceVersion` to before `untilVersion`.
 */
@Entity('citation')
@ObjectType('Citation', {
  implements: Node,
  description: 'A passage of a source about a record, a link or the value of one field.',
})
@Index('citation_key', { synchronize: false })
@Index('citation_record_idx', ['recordId', 'recordType', 'field'])
@Index('citation_source_idx', ['sourceId', 'lineFrom', 'id'])
@Index('citation_line_idx', ['lineFrom', 'lineTo', 'id'])
@Index('citation_line_from_idx', ['lineFrom', 'id', 'archivedAt'])
@Index('citation_line_to_idx', ['lineTo', 'id', 'archivedAt'])
@Index('citation_assertion_idx', ['assertion', 'id', 'archivedAt'])
@Index('citation_created_at_idx', ['createdAt', 'id', 'archivedAt'])
@Index('citation_assured_at_idx', ['assuredAt', 'id', 'archivedAt'])
@Index('citation_updated_at_idx', ['updatedAt', 'id', 'archivedAt'])
@Index('citation_assured_by_idx', ['assuredBy', 'id', 'archivedAt'])
@Check('citation_lines_in_order', 'line_from >= 1 AND line_to >= line_from')
@Check('citation_assertion_known', oneOf('assertion', Assertion))
@Check('citation_ends', '(until_version IS NULL) = (superseded_at IS NULL AND archived_at IS NULL)')
export class Citation extends HubRecord {
  @Column('text')
  @Readable(() => RecordType, {
    description: 'The type of the record or link that the citation is for.',
    groupable: true,
  })
  recordType!: string;

  @Column('uuid')
  @Readable(() => ID, { description: 'The id of the record or link that the citation is for.' })
  override recordId!: string;

  @Column('text', { nullable: true })
  @Readable(() => String, {
    nullable: true,
    description: 'The field that the citation is for, as this schema names it; null for the record as a whole.',
    groupable: true,
  })
  field!: string | null;

  @Column('uuid')
  @ForeignKey(() => Source, { name: 'citation_source_fkey', onDelete: 'RESTRICT' })
  @Readable(() => ID, { filterOnly: true, description: 'The id of the source.' })
  sourceId!: string;

  @Column('integer')
  @Readable(() => Int, { description: 'The first line of the passage. Lines are numbered from 1.', orderable: true })
  @Writable(rules.lineNumber)
  lineFrom!: number;

  @Column('integer')
  @Readable(() => Int, { description: 'The last line of the passage.', orderable: true })
  @Writable(rules.lineNumber, { derived: ({ lineFrom }) => lineFrom, notBefore: 'lineFrom' })
  lineTo!: number;

  @Column('text')
  @Readable(() => Assertion, { description: 'How the passage supports it.', orderable: true, groupable: true })
  @Writable(rules.any, { initial: 'EXPLICIT' })
  assertion!: Assertion;

  @Column('text', { nullable: true })
  @Readable(() => String, {
    nullable: true,
    description:
      'A remark on the passage, in the words of the hub: at most 300 characters, so that no passage is copied.',
  })
  @Writable(rules.line)
  note!: string | null;

  @Column('jsonb', { nullable: true, comment: 'derived' })
  @Readable(() => GraphQLJSON, {
    nullable: true,
    filterable: false,
    description:
      'The value that the source gives, as the change log has it: that of a reference is an id. Null for the record as a whole.',
  })
  value!: unknown;

  @Column('boolean', { default: true })
  @Readable(() => Boolean, {
    groupable: true,
    description:
      'Whether the value of the source is that of the field. If it is not, the sources contradict each other or the hub.',
  })
  agrees!: boolean;

  @Column('timestamp with time zone', { precision: 3, nullable: true })
  @Readable(() => DateTime, {
    nullable: true,
    description: 'When the value that it is for was replaced or removed; null while the citation is current.',
  })
  supersededAt!: Date | null;

  /** The version of the record or link from which the citation holds. */
  @Column('integer', { default: 1, comment: 'derived' })
  sinceVersion!: number;

  /** The version from which it no longer holds. */
  @Column('integer', { nullable: true })
  untilVersion!: number | null;

  /** For a citation of the record as a whole: the fields that changed since, each with the version of its first change. It does not support their new values. */
  @Column('jsonb', { default: {}, comment: 'derived' })
  lapsed!: Readonly<Record<string, number>>;
}

export const citations = new Model(Citation, {
  type: 'Citation',
  noun: 'a citation',
  plural: 'citations',
  cited: false,
  defaultOrder: ['lineFrom', 'lineTo'],
  needs: { record: ['recordType', 'recordId'] },
  visible: citesReadable,
  seenBy: 3,
  lifetime: {
    since: 'since_version',
    until: 'until_version',
    endedAt: 'supersededAt',
    argument: {
      name: 'includeSuperseded',
      description: 'Whether to include citations of values that were replaced or removed since.',
    },
  },
});
