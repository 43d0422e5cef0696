import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyBaseLogger } from 'fastify';
import type { Client } from 'pg';
import type { Database, ReadServer } from '../database';
import { decodeLogCursor } from './cursor';
import { Horizon } from './horizon';
import { PlaceKeeper, type KnownPlace } from './known-place';
import { Retention } from './retention';
import { Sequencer } from './sequencer';
import type { LogPlace } from './place';
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

/** How often a mutation whose changes have no number yet is looked for again, in milliseconds. */
const AGAIN = 1_000;
/** For how many polls of the tail the hub trusts that nothing has changed. */
const TRUSTED_POLLS = 3;

/** The change log of a hub: its numbering, its end, its retention, and how far each read server has received it. */
export class ChangeLog {
  readonly horizon: Horizon;
  readonly database: Database;
  readonly tail: LogTail;
  private readonly sequencer: Sequencer;
  private readonly retention: Retention;
  private readonly places: PlaceKeeper;
  private closed = false;

  constructor({ primary, readServers, database, connect, followed, kept: keptFor, log, times }: ChangeLogParts) {
    this.database = database;
    this.horizon = new Horizon(
      primary.kept,
      readServers.map(({ kept }) => kept),
    );
    this.sequencer = new Sequencer(primary.kept, log);
    this.retention = new Retention(primary.kept, log, keptFor);
    const onPlace = (place: LogPlace): void => void this.places.follow(place);
    this.tail = new LogTail({ connect, fallback: primary.kept, followed, onPlace, log, times });
    this.places = new PlaceKeeper({
      tail: this.tail,
      sequencer: this.sequencer,
      replicas: readServers.filter((server) => server !== primary).map(({ kept }) => kept),
      trust: TRUSTED_POLLS * this.tail.times.poll,
    });
  }

  /**
   * Starts to number changes, to remove old ones, and to follow the end of the log.
   * @returns once the hub knows where the log ends, if Postgres answers
   */
  async start(): Promise<void> {
    this.sequencer.start();
    this.retention.start();
    await Promise.all([this.tail.start(), this.sequencer.number().catch(() => undefined)]);
  }

  /** The place of the log, as far as the hub knows it without asking. */
  get place(): KnownPlace | undefined {
    return this.places.known;
  }

  /**
   * Numbers the changes of a mutation. Call it after the COMMIT.
   * @param changeIds from `appendChanges`; none for a mutation that changed nothing
   * @returns the cursor after all of them; undefined if Postgres is away. Never rejects.
   */
  async position(changeIds: readonly string[]): Promise<string | undefined> {
    const cursor = await this.sequencer.position(changeIds);
    if (cursor === undefined) void this.places.doubt(this.numbered(changeIds));
    else this.places.learn(decodeLogCursor(cursor, 'cursor'));
    return cursor;
  }

  /** Call it after the COMMIT of a mutation that has no changes in the log, but may have written something. */
  wrote(): void {
    void this.places.doubt(this.tail.refresh());
  }

  /** Resolves once the changes have numbers that the hub knows, or the hub stops. */
  private async numbered(changeIds: readonly string[]): Promise<void> {
    while (!this.closed) {
      await wait(AGAIN, undefined, { ref: false });
      const cursor = await this.sequencer.position(changeIds);
      if (cursor !== undefined) return this.places.learn(decodeLogCursor(cursor, 'cursor'));
    }
  }

  async close(): Promise<void> {
    this.closed = true;
    await Promise.all([this.tail.close(), this.sequencer.close(), this.retention.close()]);
  }
}
