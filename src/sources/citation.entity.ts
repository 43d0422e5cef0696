import { ID, Int, ObjectType } from 'type-graphql';
import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
import { describedEnum, Model, Readable } from '../platform/reading';
import { HubRecord, Node, oneOf } from '../platform/record';
import { citesReadable } from './citation.visibility';
import { Source } from './source.entity';

export const Assertion = describedEnum('Assertion', 'How a source bears out a fact.', {
  EXPLICIT: 'The text says so.',
  NAME_ONLY: 'It follows from a name alone.',
  INFERRED: 'It was inferred; the text does not say so.',
});
export type Assertion = keyof typeof Assertion;

@Entity('citation')
@ObjectType('Citation', {
  implements: Node,
  description: 'Where a source bears out a record, a relation or one field.',
})
@Index('citation_key', ['recordId', 'recordType', 'field', 'sourceId', 'lineFrom', 'lineTo'], { unique: true })
@Index('citation_source_idx', ['sourceId', 'lineFrom', 'id'])
@Index('citation_line_idx', ['lineFrom', 'lineTo', 'id'])
@Index('citation_assertion_idx', ['assertion', 'id'])
@Check('citation_lines_in_order', 'line_from >= 1 AND line_to >= line_from')
@Check('citation_assertion_known', oneOf('assertion', Assertion))
export class Citation extends HubRecord {
  @Column('text')
  @Readable(() => String, {
    description:
      'What is cited for: organization, organization_role, contact_assignment and so on, as the tables are called.',
    groupable: true,
  })
  recordType!: string;

  @Column('uuid')
  @Readable(() => ID, { description: 'The id of the record or of the link that is cited for.' })
  recordId!: string;

  @Column('text', { nullable: true })
  @Readable(() => String, {
    nullable: true,
    description: 'The field that is cited for, as it is called here; null for the record as a whole.',
    groupable: true,
  })
  field!: string | null;

  @Column('uuid')
  @ForeignKey(() => Source, { name: 'citation_source_fkey', onDelete: 'RESTRICT' })
  @Readable(() => ID, { filterOnly: true, description: 'The id of the source.' })
  sourceId!: string;

  @Column('integer')
  @Readable(() => Int, { description: 'The first line of the passage, from 1.', orderable: true })
  lineFrom!: number;

  @Column('integer')
  @Readable(() => Int, { description: 'The last line of the passage.', orderable: true })
  lineTo!: number;

  @Column('text')
  @Readable(() => Assertion, { description: 'How the passage bears it out.', orderable: true, groupable: true })
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
