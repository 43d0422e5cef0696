import type { Asker } from '../../asker';
import type { SqlClient } from '../../database';
import type { UserError } from '../schema/user-errors';
import type { Unit } from './unit';

/** What a mutation came to. */
export interface Result {
  /** What stands in the payload's own fields: of a record its id, of records their ids, anything else as it is. */
  readonly fields: Readonly<Record<string, unknown>>;
  readonly errors: readonly UserError[];
  /** Nothing is to be written. */
  readonly refused: boolean;
}

/** What one mutation does within its transaction. Called again from the start where another writer came between. */
export type Work = (unit: Unit) => Promise<Result>;

export interface WriteRequest {
  readonly asker: Asker;
  /** Tells apart requests that carry the same idempotency key. */
  readonly content: unknown;
  readonly idempotencyKey?: string | undefined;
  readonly dryRun: boolean;
  /** The record that is to be changed, where the request names it. */
  readonly recordId?: string | undefined;
}

/** A mutation that was done, or would have been. */
export interface Done extends Result {
  readonly changes: Unit['changes'];
  /** The transaction of a dry run: open, so that the answer can be read from it, until it is ended. */
  readonly rehearsal?: Rehearsal;
}

export interface Rehearsal {
  readonly client: SqlClient;
  /** Undoes all. */
  end(): Promise<void>;
}
