import { ID, Int, ObjectType } from 'type-graphql';
import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
import { describedEnum, Model, Readable, RecordType } from '../platform/reading';
import { HubRecord, Node, oneOf } from '../platform/record';
import { citesReadable } from './citation.visibility';
import { Source } from './source.entity';

export const Assertion = describedEnum('Assertion', 'How a source supports a fact.', {
  EXPLICIT: 'The text states the fact.',
  NAME_ONLY: 'The fact follows from a name alone.',
  INFERRED: 'The fact was inferred; the text does not state it.',
});
export type Assertion = keyof typeof Assertion;

@Entity('citation')
@ObjectType('Citation', {
  implements: Node,
  description: 'A passage of a source that supports a record, a link or one field.',
})
@Index('citation_key', ['recordId', 'recordType', 'field', 'sourceId', 'lineFrom', 'lineTo'], { unique: true })
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
  lineFrom!: number;

  @Column('integer')
  @Readable(() => Int, { description: 'The last line of the passage.', orderable: true })
  lineTo!: number;

  @Column('text')
  @Readable(() => Assertion, { description: 'How the passage supports it.', orderable: true, groupable: true })
  assertion!: Assertion;
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
});
