import { ID, Int, ObjectType } from 'type-graphql';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { DateTime } from '../platform/moment';
import type { FieldChange } from '../platform/change-log/append';
import { ChangeKind } from '../platform/change-log/change-kind';
import type { Visibility } from '../platform/change-log/visibility';
import { Model, Readable, RecordType } from '../platform/reading';
import { Node } from '../platform/record';
import { visibleChange } from './change.visibility';

/** A column that only field resolvers read: clients can neither read it nor filter by it. */
const HIDDEN = { filterOnly: true, filterable: false, nullable: true };

/** One committed change of a record. Rows are only added. The sequencer sets `seq` once, after the commit. */
@Entity('change')
@ObjectType('Change', { implements: Node, description: 'One change of a record.' })
@Index('change_seq_key', ['seq'], { unique: true })
@Index('change_record_key', ['recordId', 'version'], { unique: true })
@Index('change_waiting_idx', ['recordId', 'version'], { where: 'seq IS NULL' })
@Index('change_occurred_at_idx', ['occurredAt', 'id'])
@Index('change_record_idx', ['recordId', 'occurredAt', 'id'])
@Index('change_also_of_idx', ['alsoOfId', 'occurredAt', 'id'], { where: 'also_of_id IS NOT NULL' })
@Index('change_record_type_idx', ['recordType', 'occurredAt', 'id'])
@Index('change_kind_idx', ['kind', 'occurredAt', 'id'])
@Index('change_actor_idx', ['actor', 'occurredAt', 'id'])
@Check('change_visibility_known', `visibility IN ('PUBLIC', 'PARTNER', 'INTERNAL')`)
export class Change {
  @PrimaryColumn('uuid')
  @Readable(() => ID, { description: 'The id of the change.' })
  id!: string;

  @Column('bigint', { nullable: true })
  @Readable(() => String, { ...HIDDEN, description: 'The number of the change in the log.' })
  seq!: string | null;

  @Column('text')
  @Readable(() => RecordType, { description: 'The type of the record that was changed.', groupable: true })
  recordType!: string;

  @Column('uuid')
  @Readable(() => ID, {
    description:
      'The id of the record that was changed. For the history of a record, with the changes of links that lead to it, use `changes(of:)`.',
  })
  recordId!: string;

  @Column('text')
  @Readable(() => ChangeKind, { description: 'What happened.', groupable: true })
  kind!: ChangeKind;

  @Column('integer')
  @Readable(() => Int, { description: "The record's version after the change.", orderable: true })
  version!: number;

  @Column('jsonb', { default: [] })
  @Readable(() => String, { ...HIDDEN, description: 'The values before and after.' })
  changes!: FieldChange[];

  @Column('text', { nullable: true })
  @Readable(() => String, {
    nullable: true,
    groupable: true,
    description: 'Who made the change: `key:` or `user:` and an id, or `seed`. Requires permission to see authorship.',
  })
  actor!: string | null;

  @Column('timestamp with time zone', { precision: 3, default: () => 'now()' })
  @Readable(() => DateTime, { description: 'When it happened.', orderable: true, groupable: true })
  occurredAt!: Date;

  /** The strictest visibility that the contact of the change had; PUBLIC if the change is not about a contact. The default is the strictest. */
  @Column('text', { default: 'INTERNAL' })
  visibility!: Visibility;

  /** The other record that the change is about, such as the contact that was assigned. */
  @Column('uuid', { nullable: true })
  subjectId!: string | null;

  /** That record, if it has no change of its own: the change is in its history too. */
  @Column('uuid', { nullable: true, comment: 'derived' })
  @Readable(() => ID, { ...HIDDEN, description: 'The id of the other record whose history has the change.' })
  alsoOfId!: string | null;
}

export const changes = new Model(Change, {
  type: 'Change',
  noun: 'a change',
  plural: 'changes',
  cited: false,
  defaultOrder: ['occurredAt'],
  needs: { cursor: ['seq'], record: ['recordType', 'recordId'] },
  visible: visibleChange,
  seenBy: 2,
});
