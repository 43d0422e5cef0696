import type { Pool } from 'pg';
import type { Viewer } from '../access/viewer';
import type { SqlClient, StatementListener } from '../database';
import { databaseError } from '../database-errors';
import { ClientError } from '../errors';
import { answered, remember } from './idempotency';
import { lease } from './lease';
import { Overtaken } from './overtaken';
import { Unit } from './unit';
import type { UserError } from './user-errors';

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
  readonly viewer: Viewer;
  /** Tells apart requests that carry the same idempotency key. */
  readonly content: unknown;
  readonly idempotencyKey?: string | undefined;
  readonly dryRun: boolean;
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

/** SQLSTATEs after which the same work may well succeed: a deadlock, a serialization failure, a value that was just taken. */
const RETRIED = new Set(['40P01', '40001', '23505']);
const ATTEMPTS = 4;
const CROWDED = 'Too many others are changing the same records right now; try again in a moment.';

/** Runs mutations in transactions on the primary. */
export class Writer {
  constructor(
    private readonly pool: Pool,
    private readonly onStatement: StatementListener,
  ) {}

  /** @throws ClientError where the database is away, or the input holds what it cannot store */
  async write(request: WriteRequest, work: Work): Promise<Done> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.attempt(request, work);
      } catch (error) {
        if (!isRetried(error)) throw databaseError(error);
        if (attempt === ATTEMPTS) throw new ClientError('UNAVAILABLE', CROWDED);
      }
    }
  }

  private async attempt(request: WriteRequest, work: Work): Promise<Done> {
    const { client, release, rollBack } = await lease(this.pool, this.onStatement);
    try {
      await client.query('BEGIN');
      const done = await perform(client, request, work);
      if (request.dryRun && !done.refused) return { ...done, rehearsal: { client, end: rollBack } };
      await client.query(done.refused ? 'ROLLBACK' : 'COMMIT');
      release();
      return done;
    } catch (error) {
      await rollBack(error);
      throw error;
    }
  }
}

async function perform(client: SqlClient, request: WriteRequest, work: Work): Promise<Done> {
  const known = await answered(client, request);
  if (known) return known;
  const unit = new Unit(client, request.viewer);
  const result = await work(unit);
  if (result.refused) return { ...result, changes: [] };
  await unit.flush();
  const done = { ...result, changes: unit.changes };
  await remember(client, request, done);
  return done;
}

function isRetried(error: unknown): boolean {
  return error instanceof Overtaken || (error instanceof Error && 'code' in error && RETRIED.has(String(error.code)));
}
