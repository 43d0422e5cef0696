import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A request with an idempotency key, and its response. A retry gets the same response and changes nothing. */
@Entity('idempotency_key')
@Index('idempotency_key_created_idx', ['createdAt'])
export class IdempotencyKey {
  /** The principal that the key belongs to. */
  @PrimaryColumn('text', { primaryKeyConstraintName: 'idempotency_key_pkey' })
  principal!: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'idempotency_key_pkey' })
  key!: string;

  /** The hash of the request's content: the same key must not come with other content. */
  @Column('text')
  requestSha256!: string;

  /** Null while the request runs; no other transaction sees this. */
  @Column('jsonb', { nullable: true })
  response!: object | null;

  @Column('timestamp with time zone', { precision: 3, default: () => 'now()' })
  createdAt!: Date;
}
