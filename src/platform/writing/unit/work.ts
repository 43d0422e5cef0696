import type { Asker } from '../../asker';
import type { SqlClient } from '../../database';
import type { UserError } from '../schema/user-errors';
import type { UserWarning } from '../schema/user-warnings';
import type { WrittenRecords } from './written-records';
import type { Unit } from './unit';

/** The result of a mutation. */
export interface Result {
  /** The payload's own fields: for a record its id, for a list of records their ids, any other value as it is. */
  readonly fields: Readonly<Record<string, unknown>>;
  readonly errors: readonly UserError[];
  /** Whether the mutation failed as a whole, so nothing may be written. */
  readonly refused: boolean;
  /** The written records that may be the same as others. */
  readonly written?: WrittenRecords;
}

/** The work of one mutation within its transaction. It runs again from the start if another writer interfered. */
export type Work = (unit: Unit) => Promise<Result>;

export interface WriteRequest {
  readonly asker: Asker;
  /** The content of the request, to detect another request with the same idempotency key. */
  readonly content: unknown;
  readonly idempotencyKey?: string | undefined;
  readonly dryRun: boolean;
  /** The record to change, if the request names it. */
  readonly recordId?: string | undefined;
}

/** A mutation that was committed, or the result of a dry run. */
export interface Done extends Omit<Result, 'written'> {
  readonly warnings?: readonly UserWarning[];
  readonly changes: Unit['changes'];
  /** The transaction of a dry run. It stays open until it is ended, so that the answer can be read from it. */
  readonly rehearsal?: Rehearsal;
}

export interface Rehearsal {
  readonly client: SqlClient;
  /** Rolls everything back. */
  end(): Promise<void>;
}
