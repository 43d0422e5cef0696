import type { Pool } from 'pg';
import { observed, type SqlClient, type StatementListener } from '../database';

/** A connection of the pool for one transaction. */
export interface Lease {
  readonly client: SqlClient;
  /** After a commit or a refusal. */
  readonly release: () => void;
  /** Undoes the transaction. A connection that cannot do so is closed, and its transaction with it. */
  readonly rollBack: (cause?: unknown) => Promise<void>;
}

/** Takes a connection. While it is held the pool does not listen to it, and the break of one that nobody listens to ends the process. */
export async function lease(pool: Pool, onStatement: StatementListener): Promise<Lease> {
  const connection = await pool.connect();
  let broken: Error | undefined;
  const onError = (error: Error): void => {
    broken = error;
  };
  connection.on('error', onError);
  const giveBack = (fault?: Error): void => {
    connection.off('error', onError);
    connection.release(fault);
  };
  return {
    client: observed(connection, onStatement),
    release: () => giveBack(broken),
    rollBack: async (cause) => {
      if (isUnanswered(cause)) return giveBack(cause);
      try {
        await connection.query('ROLLBACK');
        giveBack(broken);
      } catch (error) {
        giveBack(error as Error);
      }
    },
  };
}

/** The driver stopped waiting: a further statement would stand behind the one that has no answer. */
function isUnanswered(error: unknown): error is Error {
  return error instanceof Error && error.message === 'Query read timeout';
}
