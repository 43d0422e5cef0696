import type { Pool, PoolClient } from 'pg';
import type { Viewer } from '../access/viewer';
import { borrow, observed, type SqlClient, type StatementListener } from '../database';
import { databaseError } from '../database-errors';
import { answered, remember } from './idempotency';
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
        if (attempt === ATTEMPTS || !RETRIED.has(sqlState(error))) throw databaseError(error);
      }
    }
  }

  private async attempt(request: WriteRequest, work: Work): Promise<Done> {
    const connection = await borrow(this.pool);
    const client = observed(connection, this.onStatement);
    try {
      await client.query('BEGIN');
      const done = await perform(client, request, work);
      if (request.dryRun && !done.refused) return { ...done, rehearsal: rehearsal(connection, client) };
      await client.query(done.refused ? 'ROLLBACK' : 'COMMIT');
      connection.release();
      return done;
    } catch (error) {
      await rollBack(connection);
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

function rehearsal(connection: PoolClient, client: SqlClient): Rehearsal {
  return { client, end: () => rollBack(connection) };
}

/** A connection that cannot roll back is lost, and its transaction with it. */
async function rollBack(connection: PoolClient): Promise<void> {
  try {
    await connection.query('ROLLBACK');
    connection.release();
  } catch (error) {
    connection.release(error as Error);
  }
}

function sqlState(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
