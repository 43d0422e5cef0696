import { Borrowed, type SharedPool, type Using } from '../borrowed';
import { transactionDatabase, type Database, type StatementListener } from '../database';

/**
 * A transaction that only reads, and in which every statement sees what the first one saw. It has a connection of the pool for reads until the deadline
 * of the operation ends.
 */
export interface Snapshot {
  /** One statement at a time. */
  readonly database: Database;
  /** Resolves when the connection is given back. */
  readonly closed: Promise<void>;
}

/** Opens a snapshot on one of the servers. @throws ClientError RATE_LIMITED or OVERLOADED if there is no free place; TIMEOUT; UNAVAILABLE */
export type OpenSnapshot = (using: Using) => Promise<Snapshot>;

const BEGIN = 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY';

/** Opens snapshots on the given servers in turn. */
export function createSnapshots(servers: readonly SharedPool[], onStatement: StatementListener): OpenSnapshot {
  let turn = 0;
  return async (using) => {
    turn = (turn + 1) % servers.length;
    const connection = await Borrowed.from(servers[turn] as SharedPool, using);
    const closed = new Promise<void>((done) => using.deadline.atEnd(() => void connection.rollBack().finally(done)));
    const database = transactionDatabase({
      async query(text, values) {
        // At the deadline the connection is given back, and then it may be another client's.
        using.deadline.check();
        onStatement(text);
        const begun = performance.now();
        try {
          const statement = values?.length ? { text, values } : { text };
          return { ...(await connection.run<never>(statement, using.deadline)), rowCount: null };
        } finally {
          using.share.databaseTime += performance.now() - begun;
        }
      },
    });
    await database.rows({ text: BEGIN, values: [], short: false }, using);
    return { database, closed };
  };
}
