import type { FastifyBaseLogger } from 'fastify';
import type { Client } from 'pg';
import type { Database, ReadServer } from '../database';
import { Horizon } from './horizon';
import { Retention } from './retention';
import { Sequencer } from './sequencer';
import { LogTail, type TailTimes } from './tail';

export interface ChangeLogParts {
  readonly primary: ReadServer;
  /** The servers that records are read from: the primary alone, or its replicas. */
  readonly readServers: readonly ReadServer[];
  /** Reads of the primary: the log itself is read there. */
  readonly database: Database;
  /** A connection to the primary that nobody else uses, not yet connected. */
  readonly connect: () => Client;
  /** The tables whose records are followed. */
  readonly followed: readonly string[];
  /** How long changes are kept, in milliseconds. */
  readonly kept: number;
  /** Other than usual, for tests. */
  readonly times?: Partial<TailTimes> | undefined;
  readonly log: FastifyBaseLogger;
}

/** The change log of a hub: its numbering, its end, its housekeeping, and how far the servers that are read from have come in it. */
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

  /** Begins to number and to remove what nobody else has, and to follow what is numbered. */
  start(): void {
    this.tail.start();
    this.sequencer.start();
    this.retention.start();
  }

  /**
   * For a mutation, after its COMMIT: numbers its changes.
   * @param changeIds as `appendChanges` gave them; none for a mutation that changed nothing
   * @returns the cursor of the place at which all of them are told; nothing where Postgres is away. Never rejects.
   */
  position(changeIds: readonly string[]): Promise<string | undefined> {
    return this.sequencer.position(changeIds);
  }

  async close(): Promise<void> {
    await Promise.all([this.tail.close(), this.sequencer.close(), this.retention.close()]);
  }
}
