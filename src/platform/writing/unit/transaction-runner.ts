import type { PoolClient } from 'pg';
import type { DataSource } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver';
import { PostgresQueryRunner } from 'typeorm/driver/postgres/PostgresQueryRunner';
import { Cancelling } from '../../borrowed';
import type { StatementListener } from '../../database';
import { noteUse } from '../../prepared-query';
import type { StatementNames } from '../../statement-names';
import { driverError, isOutdated } from '../../database-errors';
import type { Deadline } from '../../limits/deadline';

type Answer = ReturnType<PostgresQueryRunner['query']>;

/** The statements that end a transaction. They are never cancelled. */
const ENDS: ReadonlySet<string> = new Set(['COMMIT', 'ROLLBACK']);

/**
 * TypeORM's runner for one transaction. Whoever sends a statement, the entity manager, a query builder or the end of the transaction itself, goes
 * through `query`: there it is counted, cancelled once there is no time for it, and refused once the transaction ends.
 */
export class TransactionRunner extends PostgresQueryRunner {
  private cancelling: Cancelling | undefined;
  private taken: PoolClient | undefined;
  private ending = false;

  constructor(
    source: DataSource,
    private readonly deadline: Deadline,
    private readonly onStatement: StatementListener,
    private readonly names: StatementNames,
  ) {
    super(source.driver as PostgresDriver, 'master');
    this.manager = source.createEntityManager(this);
  }

  /** Takes a connection of the data source's pool. */
  async open(): Promise<this> {
    this.taken = (await this.connect()) as PoolClient;
    this.cancelling = new Cancelling(this.taken);
    return this;
  }

  /** @throws ClientError TIMEOUT; the driver's own errors, as they are */
  override async query(text: string, values?: unknown[], structured = false): Answer {
    const ends = this.ending && ENDS.has(text);
    if (this.ending && !ends) throw new TransactionEnded();
    if (this.isReleased) throw new ConnectionLost();
    if (!ends) this.deadline.check();
    this.onStatement(text);
    const name = values && this.names.of(text);
    const statement = super.query(this.named(text, name), values, structured) as Promise<unknown>;
    try {
      return await (ends ? statement : this.cancelling?.during(statement, this.deadline));
    } catch (error) {
      const cause = driverError(error);
      if (isOutdated(cause)) this.names.renew(name);
      throw cause;
    }
  }

  /** The statement with its name: TypeORM gives the driver what it gets, and the driver prepares what has a name. */
  private named(text: string, name: string | undefined): string {
    if (name === undefined || !this.taken) return text;
    noteUse(this.taken, name);
    return { name, text } as unknown as string;
  }

  /** From now on, only the statement that ends the transaction is sent. */
  beginEnd(): void {
    this.ending = true;
  }

  get isEnding(): boolean {
    return this.ending;
  }

  /** Resolves when no cancelled statement runs any longer. @throws if the connection can no longer be used */
  async cancelled(): Promise<void> {
    const lost = await this.cancelling?.ended();
    if (lost) throw lost;
  }

  /** Closes the connection, which also ends the transaction. */
  async close(fault: Error): Promise<void> {
    const giveBack = this.releaseCallback;
    if (giveBack) this.releaseCallback = () => giveBack(fault);
    await this.release();
  }
}

/** A read of a dry run came too late: the connection may already serve another transaction. Nobody waits for this read any longer. */
export class TransactionEnded extends Error {
  constructor() {
    super('the transaction has ended; read from it before it ends');
  }
}

/** The SQLSTATE of a failed connection. */
class ConnectionLost extends Error {
  readonly code = '08006';

  constructor() {
    super('the connection was lost between two statements of a transaction');
  }
}
