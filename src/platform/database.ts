import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Pool, QueryConfig, QueryResult, QueryResultRow } from 'pg';
import type { QueryResult as Structured, QueryRunner } from 'typeorm';
import { Borrowed, type SharedPool, type Using } from './borrowed';
import { databaseError, isTimeout } from './database-errors';
import { Gate } from './limits/gate';
import type { Share } from './limits/share';
import type { Pipelines } from './pipelines';

/** How long one statement may take, in milliseconds: Postgres ends it at the first, the driver gives up at the second. */
export const STATEMENT_TIMEOUT = 5_000;
export const QUERY_TIMEOUT = 6_000;
/** How long a statement may take that shares its connection, in milliseconds: those behind it wait for it. */
export const SHORT_STATEMENT_TIMEOUT = 1_000;
/** How long a statement may wait for a lock, in milliseconds: shorter than all that it may take, so that its end tells why. */
export const LOCK_TIMEOUT = 4_500;
/** How long a transaction may do nothing, in milliseconds: should its hub hang, its locks are given up. */
export const IDLE_TRANSACTION_TIMEOUT = 10_000;
/** How long a statement may wait for a connection, in milliseconds. */
export const POOL_WAIT = 2_000;

/** The most statements that one connection keeps prepared, and the longest that is: what Postgres keeps of it grows with its text. */
const MAX_PREPARED = 500;
const LONGEST_PREPARED = 8_000;
/** Characters of the texts that were seen once. */
const SEEN = 2_000_000;

/** The read side's way to Postgres: raw rows, frequent statements prepared under a name. */
export interface Database {
  /**
   * Runs one statement with bound values, for as long as the asker has time: then Postgres is told to give it up.
   * @throws ClientError TIMEOUT, UNAVAILABLE or BAD_USER_INPUT where the fault is not the hub's
   */
  rows<T extends QueryResultRow>(text: string, values: readonly unknown[], asker: Using): Promise<T[]>;
  /**
   * The same for a statement that is sure to be short, such as a few records by their ids: it may share a connection with others. One that is not
   * short after all is asked again, on a connection of its own.
   */
  shortRows<T extends QueryResultRow>(text: string, values: readonly unknown[], asker: Using): Promise<T[]>;
}

/** One Postgres server to read from. */
export interface ReadServer extends SharedPool {
  /** For short reads: those without a credential are not before others on a connection. */
  readonly pipelines: { readonly public: Pipelines; readonly signedIn: Pipelines };
  /** For what the hub asks for itself. */
  readonly kept: Pool;
}

/** One connection for SQL of one's own. */
export interface SqlClient {
  query<T extends QueryResultRow = QueryResultRow>(
    text: string,
    values?: unknown[],
  ): Promise<Pick<QueryResult<T>, 'rows' | 'rowCount'>>;
}

/** The connection of a TypeORM query runner. */
export function sqlClient(runner: QueryRunner): SqlClient {
  return {
    async query(text, values) {
      const { records: rows, affected } = (await runner.query(text, values, true)) as Structured<never>;
      return { rows, rowCount: affected ?? null };
    },
  };
}

/** Told of every statement: for metrics, and for tests that count. */
export type StatementListener = (text: string) => void;

/**
 * Reads from the given servers in turn. A text is prepared from its second use on, and no more than a fixed number of texts are:
 * a client that sends ever new shapes cannot fill a connection's memory.
 */
export function createDatabase(servers: readonly ReadServer[], onStatement: StatementListener): Database {
  const seen = new LRUCache<string, true>({ maxSize: SEEN, sizeCalculation: (_seen, text) => text.length });
  const names = new Map<string, string>();
  let turn = 0;

  const nameOf = (text: string): string | undefined => {
    const known = names.get(text);
    if (known) return known;
    if (text.length > LONGEST_PREPARED) return undefined;
    if (!seen.has(text) || names.size >= MAX_PREPARED) {
      seen.set(text, true);
      return undefined;
    }
    const name = createHash('sha256').update(text).digest('base64url').slice(0, 32);
    names.set(text, name);
    return name;
  };

  const prepare = (text: string, values: readonly unknown[]): QueryConfig => {
    const name = nameOf(text);
    onStatement(text);
    return { text, values: [...values], ...(name && { name }) };
  };

  const next = (): ReadServer => {
    turn = (turn + 1) % servers.length;
    return servers[turn] as ReadServer;
  };

  return {
    rows: <T extends QueryResultRow>(text: string, values: readonly unknown[], asker: Using) =>
      rowsOf(alone<T>(next(), prepare(text, values), asker)),
    shortRows: <T extends QueryResultRow>(text: string, values: readonly unknown[], asker: Using) => {
      const server = next();
      const config = prepare(text, values);
      const { share, deadline } = asker;
      const pipelines = server.pipelines[share.role === 'public' ? 'public' : 'signedIn'];
      const together = pipelines.query<T>(config, share.owner);
      if (!together) return rowsOf(alone<T>(server, config, asker));
      return rowsOf(deadline.during(timed(share, () => together).catch((error: unknown) => again(error))));

      function again(error: unknown): Promise<QueryResult<T>> {
        if (isTimeout(error)) return alone<T>(server, config, asker);
        throw error;
      }
    },
  };
}

/** Runs a statement on a connection that it has for itself. */
async function alone<T extends QueryResultRow>(
  shared: SharedPool,
  config: QueryConfig,
  asker: Using,
): Promise<QueryResult<T>> {
  const connection = await Borrowed.from(shared, asker);
  let fault: unknown;
  try {
    return await timed(asker.share, () => connection.run<T>(config, asker.deadline));
  } catch (error) {
    fault = error;
    throw error;
  } finally {
    connection.giveBack(fault);
  }
}

/** Adds to what the operation has taken of Postgres. */
async function timed<T>(share: Share, work: () => Promise<T>): Promise<T> {
  const begun = performance.now();
  try {
    return await work();
  } finally {
    share.databaseTime += performance.now() - begun;
  }
}

async function rowsOf<T extends QueryResultRow>(answer: Promise<Pick<QueryResult<T>, 'rows'>>): Promise<T[]> {
  try {
    return (await answer).rows;
  } catch (error) {
    throw databaseError(error);
  }
}

/** Reads within a transaction, on its own connection: one statement at a time. One that fails ends the transaction, so that the others fail alike. */
export function transactionDatabase(client: SqlClient): Database {
  const turn = new Gate(1);
  let failure: Error | undefined;
  const read = async <T extends QueryResultRow>(text: string, values: readonly unknown[]): Promise<T[]> => {
    if (failure) throw failure;
    try {
      return await rowsOf(client.query<T>(text, [...values]));
    } catch (error) {
      failure = error as Error;
      throw error;
    }
  };
  const rows = <T extends QueryResultRow>(text: string, values: readonly unknown[]): Promise<T[]> =>
    turn.run(() => read<T>(text, values));
  return { rows, shortRows: rows };
}
