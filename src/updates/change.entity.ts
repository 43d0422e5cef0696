import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** One committed change of a record. Rows are only ever added; `seq` is set once, by the sequencer, after the commit. */
@Entity('change')
@Index('change_seq_key', ['seq'], { unique: true })
@Index('change_record_key', ['recordId', 'version'], { unique: true })
@Index('change_waiting_idx', ['recordId', 'version'], { where: 'seq IS NULL' })
@Index('change_occurred_idx', ['occurredAt'])
@Check('change_visibility_known', `visibility IN ('PUBLIC', 'PARTNER', 'INTERNAL')`)
export class Change {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('bigint', { nullable: true })
  seq!: string | null;

  @Column('text')
  recordType!: string;

  @Column('uuid')
  recordId!: string;

  @Column('text')
  kind!: string;

  @Column('integer')
  version!: number;

  @Column('jsonb', { default: [] })
  changes!: unknown[];

  @Column('text', { nullable: true })
  actor!: string | null;

  @Column('timestamp with time zone', { precision: 3, default: () => 'now()' })
  occurredAt!: Date;

  /** The strictest visibility that the contact had which the change tells of; null where it tells of none. */
  @Column('text', { nullable: true })
  visibility!: string | null;

  /** The other record that the change tells of, such as the contact that was assigned. */
  @Column('uuid', { nullable: true })
  subjectId!: string | null;
}
