import type { DataSource, EntityManager } from 'typeorm';
import { connectInPlace, type Using } from '../../borrowed';
import { sqlClient, type SqlClient, type StatementListener } from '../../database';
import type { StatementNames } from '../../statement-names';
import type { Leave, Places } from '../../limits/places';
import { TransactionRunner } from './transaction-runner';

/** A data source that writers share. It has one connection for each place. */
export interface SharedSource {
  readonly source: DataSource;
  readonly places: Places;
  /** Of the statements that its connections have prepared. */
  readonly names: StatementNames;
}

/** One transaction, on its own connection. */
export class Transaction {
  /** For raw SQL. */
  readonly client: SqlClient;

  private constructor(
    private readonly runner: TransactionRunner,
    private readonly leave: Leave,
  ) {
    this.client = sqlClient(runner);
  }

  /**
   * Takes a connection. At the deadline, the transaction's statements are cancelled, but the statement that ends it is not.
   * @throws ClientError RATE_LIMITED or OVERLOADED if there is no free place; TIMEOUT
   */
  static async on(
    { source, places, names }: SharedSource,
    asker: Using,
    onStatement: StatementListener,
  ): Promise<Transaction> {
    const open = (): Promise<TransactionRunner> =>
      new TransactionRunner(source, asker.deadline, onStatement, names).open();
    const [runner, leave] = await connectInPlace(places, asker, open, (late) => void late.release());
    return new Transaction(runner, leave);
  }

  /** For statements within the transaction only. */
  get manager(): EntityManager {
    return this.runner.manager;
  }

  begin(): Promise<void> {
    return this.runner.startTransaction();
  }

  /** Commits the transaction. */
  commit(): Promise<void> {
    return this.end(() => this.runner.commitTransaction());
  }

  /** Rolls the transaction back. If that fails, closes the connection, which also ends the transaction. */
  async rollBack(cause?: unknown): Promise<void> {
    if (this.runner.isEnding) return;
    if (isUnanswered(cause)) await this.close(cause);
    else await this.end(() => this.runner.rollbackTransaction()).catch(() => undefined);
  }

  private async end(finish: () => Promise<void>): Promise<void> {
    this.runner.beginEnd();
    try {
      await this.runner.cancelled();
      await finish();
    } catch (error) {
      await this.close(new TransactionLost(error));
      throw error;
    }
    await this.runner.release();
    this.leave();
  }

  private async close(fault: Error): Promise<void> {
    this.runner.beginEnd();
    await this.runner.close(fault);
    this.leave();
  }
}

/** The transaction could not be ended. The connection may still be in it, so it is closed. */
class TransactionLost extends Error {
  constructor(override readonly cause: unknown) {
    super('a transaction could not be ended');
  }
}

/** The driver stopped waiting. A further statement would have to wait behind the unanswered one. */
function isUnanswered(error: unknown): error is Error {
  return error instanceof Error && error.message === 'Query read timeout';
}
