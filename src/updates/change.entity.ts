import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** One committed change of a record. Rows are only ever added; `seq` is set once, by the sequencer, after the commit. */
@Entity('change')
@Index('change_seq_key', ['seq'], { unique: true })
@Index('change_record_idx', ['recordId', 'version'])
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
}
