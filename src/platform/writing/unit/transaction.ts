import type { QueryResultRow } from 'pg';
import { Borrowed, type SharedPool, type Using } from '../../borrowed';
import type { SqlClient, StatementListener } from '../../database';

/** A connection of the pool for one transaction. */
export interface Lease {
  /** For statements of the transaction, and for none after its end. */
  readonly client: SqlClient;
  /** Makes the transaction last. */
  readonly commit: () => Promise<void>;
  /** Undoes the transaction. A connection that cannot do so is closed, and its transaction with it. */
  readonly rollBack: (cause?: unknown) => Promise<void>;
}

/** Takes a connection of the pool. The transaction's statements are given up once there is no time for them; its end is not. */
export async function lease(shared: SharedPool, asker: Using, onStatement: StatementListener): Promise<Lease> {
  const connection = await Borrowed.from(shared, asker);
  let ended = false;
  const finish = async (text: string): Promise<void> => {
    ended = true;
    onStatement(text);
    try {
      await connection.finish(text);
      connection.giveBack();
    } catch (error) {
      connection.giveBack(new TransactionLost(error));
      throw error;
    }
  };
  return {
    client: {
      async query<T extends QueryResultRow>(text: string, values: unknown[] = []) {
        if (ended) throw new LeaseEnded();
        onStatement(text);
        return connection.run<T>({ text, values }, asker.deadline);
      },
    },
    commit: () => finish('COMMIT'),
    rollBack: async (cause) => {
      if (ended) return;
      ended = true;
      if (isUnanswered(cause)) connection.giveBack(cause);
      else await finish('ROLLBACK').catch(() => undefined);
    },
  };
}

/** The connection may still be in its transaction, and is closed. */
class TransactionLost extends Error {
  constructor(override readonly cause: unknown) {
    super('a transaction could not be ended');
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
