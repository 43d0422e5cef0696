import type { Pool, QueryResult, QueryResultRow } from 'pg';
import type { QueryResult as Structured, QueryRunner } from 'typeorm';
import { Borrowed, type SharedPool, type Using } from './borrowed';
import { databaseError, isOutdated, isTimeout } from './database-errors';
import { Gate } from './limits/gate';
import type { Share } from './limits/share';
import type { Pipelines } from './pipelines';
import type { Found, SentStatement } from './prepared-query';
import { StatementNames } from './statement-names';

/** How long one statement may take, in milliseconds: Postgres cancels it after the first limit, the driver stops waiting after the second. */
export const STATEMENT_TIMEOUT = 5_000;
export const QUERY_TIMEOUT = 6_000;
/** How long a statement on a shared connection may take, in milliseconds: the statements behind it wait for it. */
export const SHORT_STATEMENT_TIMEOUT = 1_000;
/** How long a statement may wait for a lock, in milliseconds: shorter than `STATEMENT_TIMEOUT`, so that its error names the lock as the reason. */
export const LOCK_TIMEOUT = 4_500;
/** How long a transaction may be idle, in milliseconds. If its hub hangs, Postgres then releases its locks. */
export const IDLE_TRANSACTION_TIMEOUT = 10_000;
/** How long a statement may wait for a connection, in milliseconds. */
export const POOL_WAIT = 2_000;

/** A statement of a read. */
export interface ReadStatement {
  readonly text: string;
  readonly values: readonly unknown[];
  /**
   * Whether it is certainly short: a few records by key, or the first rows of a few lists in the order of an index. It may then share a connection with
   * others. If it turns out not to be short, it runs again on its own connection.
   */
  readonly short: boolean;
}

/** How reads query Postgres: they get raw rows, and frequent statements are prepared. */
export interface Database {
  /**
   * Runs one statement. At the deadline of the asker, cancels it in Postgres.
   * @throws ClientError TIMEOUT, UNAVAILABLE or BAD_USER_INPUT if the hub is not to blame
   */
  rows<T extends QueryResultRow>(statement: ReadStatement, asker: Using): Promise<T[]>;
  /** The same for a statement of at most one row whose columns are all texts. */
  texts(statement: ReadStatement, asker: Using): Promise<Texts | undefined>;
}

/** A row of texts. */
export type Texts = readonly (string | null)[];

/** One Postgres server to read from. */
export interface ReadServer extends SharedPool {
  /** For short reads. Clients without a credential use their own pipelines, so that the others never wait for them. */
  readonly pipelines: { readonly public: Pipelines; readonly signedIn: Pipelines };
  /** For the hub's own statements. */
  readonly kept: Pool;
}

/** One connection for any SQL. */
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

/** Called with every statement: for metrics, and for tests that count statements. */
export type StatementListener = (text: string) => void;

/**
 * Reads from the given servers in turn. A statement is prepared from its second use on, up to a fixed number of statements. So a client that sends
 * many different operations cannot fill the memory of a connection.
 */
export function createDatabase(servers: readonly ReadServer[], onStatement: StatementListener): Database {
  const names = new StatementNames();
  let turn = 0;

  const prepare = (text: string, values: readonly unknown[], texts: boolean): SentStatement => {
    onStatement(text);
    return { text, values: [...values], name: names.of(text), texts };
  };

  const next = (): ReadServer => {
    turn = (turn + 1) % servers.length;
    return servers[turn] as ReadServer;
  };

  const run = <T extends QueryResultRow>(
    { text, values, short }: ReadStatement,
    { share, deadline }: Using,
    texts = false,
  ): Promise<T[]> => {
    const server = next();
    const statement = prepare(text, values, texts);
    const alone = (sent = statement): Promise<Found<T>> => runAlone<T>(server, sent, { share, deadline });
    const pipelines = server.pipelines[share.role === 'public' ? 'public' : 'signedIn'];
    const together = short ? pipelines.query<T>(statement, share.owner) : undefined;
    const again = (error: unknown): Promise<Found<T>> => {
      if (together && isTimeout(error)) return alone();
      if (!isOutdated(error)) throw error;
      names.renew(statement.name);
      return alone(prepare(text, values, texts));
    };
    if (!together) return rowsOf(alone().catch(again));
    return rowsOf(deadline.during(timed(share, () => together).catch(again)));
  };

  return {
    rows: run,
    texts: async (statement, asker) => (await run<(string | null)[]>(statement, asker, true))[0],
  };
}

/** Runs a statement on its own connection. */
async function runAlone<T extends QueryResultRow>(
  shared: SharedPool,
  statement: SentStatement,
  asker: Using,
): Promise<Found<T>> {
  const connection = await Borrowed.from(shared, asker);
  let fault: unknown;
  try {
    return await timed(asker.share, () => connection.run<T>(statement, asker.deadline));
  } catch (error) {
    fault = error;
    throw error;
  } finally {
    connection.giveBack(fault);
  }
}

/** Adds the time to what the operation has used of Postgres. */
async function timed<T>(share: Share, work: () => Promise<T>): Promise<T> {
  const begun = performance.now();
  try {
    return await work();
  } finally {
    share.databaseTime += performance.now() - begun;
  }
}

async function rowsOf<T extends QueryResultRow>(answer: Promise<Found<T>>): Promise<T[]> {
  try {
    return (await answer).rows;
  } catch (error) {
    throw databaseError(error);
  }
}

/** Reads within a transaction, one statement at a time. A failed statement aborts the transaction, so all later ones fail with the same error. */
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
  const rows = <T extends QueryResultRow>({ text, values }: ReadStatement): Promise<T[]> =>
    turn.run(() => read<T>(text, values));
  return {
    rows,
    texts: async (statement) => {
      const [row] = await rows<Record<string, string | null>>(statement);
      return row && Object.values(row);
    },
  };
}
