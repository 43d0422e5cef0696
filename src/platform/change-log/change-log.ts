import type { FastifyBaseLogger } from 'fastify';
import type { Client } from 'pg';
import type { Database, ReadServer } from '../database';
import { Horizon } from './horizon';
import { Retention } from './retention';
import { Sequencer } from './sequencer';
import { LogTail, type TailTimes } from './tail';

export interface ChangeLogParts {
  readonly primary: ReadServer;
  /** The servers for reads of records: the primary, or its replicas. */
  readonly readServers: readonly ReadServer[];
  /** Reads from the primary, for the log itself. */
  readonly database: Database;
  /** Creates a separate connection to the primary, not yet connected. */
  readonly connect: () => Client;
  /** The tables whose records are followed. */
  readonly followed: readonly string[];
  /** How long changes are kept, in milliseconds. */
  readonly kept: number;
  /** Overrides for tests. */
  readonly times?: Partial<TailTimes> | undefined;
  readonly log: FastifyBaseLogger;
}

/** The change log of a hub: its numbering, its end, its retention, and how far each read server has received it. */
export class ChangeLog {
  readonly horizon: Horizon;
  readonly database: Database;
  readonly tail: LogTail;
  private readonly sequencer: Sequencer;
  private readonly retention: Retention;

  constructor({ primary, readServers, database, connect, followed, kept: keptFor, log, times }: ChangeLogParts) {
    this.database = database;
    this.horizon = new Horizon(
      primary.kept,
      readServers.map(({ kept }) => kept),
    );
    this.sequencer = new Sequencer(primary.kept, log);
    this.retention = new Retention(primary.kept, log, keptFor);
    this.tail = new LogTail({ connect, fallback: primary.kept, followed, log, times });
  }

  /** Starts to number changes, to remove old ones, and to follow the end of the log. */
  start(): void {
    this.tail.start();
    this.sequencer.start();
    this.retention.start();
  }

  /**
   * Numbers the changes of a mutation. Call it after the COMMIT.
   * @param changeIds from `appendChanges`; none for a mutation that changed nothing
   * @returns the cursor after all of them; undefined if Postgres is away. Never rejects.
   */
  position(changeIds: readonly string[]): Promise<string | undefined> {
    return this.sequencer.position(changeIds);
  }

  async close(): Promise<void> {
    await Promise.all([this.tail.close(), this.sequencer.close(), this.retention.close()]);
  }
}
