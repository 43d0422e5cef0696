import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A request that carried an idempotency key, and the response to it: a retry is answered with that and not done again. */
@Entity('idempotency_key')
@Index('idempotency_key_created_idx', ['createdAt'])
export class IdempotencyKey {
  /** Whose key it is. */
  @PrimaryColumn('text', { primaryKeyConstraintName: 'idempotency_key_pkey' })
  principal!: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'idempotency_key_pkey' })
  key!: string;

  /** Of the request's content: the same key may not come with another one. */
  @Column('text')
  requestSha256!: string;

  /** Null while the request is under way, which nobody else sees. */
  @Column('jsonb', { nullable: true })
  response!: object | null;

  @Column('timestamp with time zone', { precision: 3, default: () => 'now()' })
  createdAt!: Date;
}
