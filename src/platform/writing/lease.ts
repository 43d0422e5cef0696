import type { Pool } from 'pg';
import { borrow, observed, type SqlClient, type StatementListener } from '../database';

/** A connection of the pool for one transaction. */
export interface Lease {
  /** For statements of the transaction, and for none after its end. */
  readonly client: SqlClient;
  /** After a commit or a refusal. */
  readonly release: () => void;
  /** Undoes the transaction. A connection that cannot do so is closed, and its transaction with it. */
  readonly rollBack: (cause?: unknown) => Promise<void>;
}

/** Takes a connection of the pool. */
export async function lease(pool: Pool, onStatement: StatementListener): Promise<Lease> {
  const connection = await borrow(pool);
  const observedClient = observed(connection, onStatement);
  let ended = false;
  const giveBack = (fault?: Error): void => {
    ended = true;
    connection.release(fault);
  };
  return {
    client: {
      query: (text, values) => (ended ? Promise.reject(new LeaseEnded()) : observedClient.query(text, values)),
    },
    release: () => giveBack(),
    rollBack: async (cause) => {
      ended = true;
      const fault = isUnanswered(cause) ? cause : await failureOf(connection.query('ROLLBACK'));
      giveBack(fault);
    },
  };
}

async function failureOf(work: Promise<unknown>): Promise<Error | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    return error as Error;
  }
}

/** A read of a dry run that comes too late: the connection may serve another transaction by now. Nobody waits for such a read any more. */
export class LeaseEnded extends Error {
  constructor() {
    super('the transaction has ended; read what you need of it before');
  }
}

/** The driver stopped waiting: a further statement would stand behind the one that has no answer. */
function isUnanswered(error: unknown): error is Error {
  return error instanceof Error && error.message === 'Query read timeout';
}
