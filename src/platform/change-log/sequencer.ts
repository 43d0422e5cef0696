import type { FastifyBaseLogger } from 'fastify';
import type { Pool } from 'pg';
import { Outage } from '../logging/outage';
import { encodeLogCursor } from './cursor';

/** How many changes one call of `hub_number_changes` numbers at most; its own default. */
const MOST = 5_000;
/** How often the hub looks for changes that another writer left without a number, in milliseconds. */
const POLL_INTERVAL = 1_000;
/** How long a mutation waits for its place in the log, in milliseconds. It is committed whatever comes. */
const POSITION_WAIT = 3_000;

/**
 * Numbers committed changes. One per hub; several hubs may do it at once, for Postgres lets one at a time. At most one run is under way and
 * one waits: it serves all who ask while the first one runs.
 */
export class Sequencer {
  private running: Promise<void> | undefined;
  private queued: Promise<void> | undefined;
  private timer: NodeJS.Timeout | undefined;
  private polled: Promise<void> = Promise.resolve();
  private readonly outage: Outage;
  private closed = false;

  constructor(
    private readonly pool: Pool,
    private readonly log: FastifyBaseLogger,
    private readonly pollInterval = POLL_INTERVAL,
  ) {
    this.outage = new Outage(log, {
      away: 'committed changes wait for their numbers',
      back: 'committed changes get their numbers again',
    });
  }

  /** Begins to number what others leave behind: a hub that was killed after its commit, or rows that were written by hand. */
  start(): void {
    if (this.closed) return;
    this.timer = setTimeout(() => {
      this.polled = this.poll().finally(() => this.start());
    }, this.pollInterval);
    this.timer.unref();
  }

  /**
   * Resolves once every change that was committed before the call has its number.
   * @throws the driver's error where Postgres is away
   */
  number(): Promise<void> {
    if (this.queued) return this.queued;
    if (!this.running) return this.run();
    const next = this.running.catch(() => undefined).then(() => this.run());
    this.queued = next;
    return next;
  }

  /**
   * For a mutation, after its COMMIT: the cursor of the place in the log that has all of its changes before it; for no changes, that of the
   * log's end. Nothing where Postgres does not say so in time: the poll, or another hub, numbers them later.
   * @param changeIds as `appendChanges` gave them
   */
  async position(changeIds: readonly string[]): Promise<string | undefined> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<undefined>((done) => (timer = setTimeout(() => done(undefined), POSITION_WAIT)));
    const found = this.numberedPosition(changeIds).catch((error: unknown) => {
      this.log.warn({ err: error }, 'a committed change could not be numbered yet');
      return undefined;
    });
    return Promise.race([found, late]).finally(() => clearTimeout(timer));
  }

  /** Stops the poll, and waits for what is under way. */
  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.timer);
    await Promise.all([this.polled, this.running?.catch(() => undefined), this.queued?.catch(() => undefined)]);
  }

  private async numberedPosition(changeIds: readonly string[]): Promise<string | undefined> {
    if (changeIds.length > 0) await this.number();
    const { rows } = await this.pool.query<{ epoch: string; seq: string; waiting: boolean }>(
      `SELECT head.epoch, coalesce(max(change.seq), head.seq) AS seq, count(change.id) > count(change.seq) AS waiting
       FROM change_head head LEFT JOIN change ON change.id = ANY($1::uuid[]) GROUP BY head.epoch, head.seq`,
      [changeIds],
    );
    const [found] = rows;
    if (!found || found.waiting) return undefined;
    return encodeLogCursor({ epoch: found.epoch, seq: BigInt(found.seq) });
  }

  private run(): Promise<void> {
    const run = this.numberAll().finally(() => {
      if (this.running === run) this.running = undefined;
    });
    this.running = run;
    this.queued = undefined;
    return run;
  }

  private async numberAll(): Promise<void> {
    let numbered: number;
    do {
      const { rows } = await this.pool.query<{ numbered: number }>('SELECT hub_number_changes($1) AS numbered', [MOST]);
      numbered = rows[0]?.numbered ?? 0;
    } while (numbered === MOST);
  }

  private async poll(): Promise<void> {
    try {
      await this.number();
      this.outage.worked();
    } catch (error) {
      this.outage.failed(error);
    }
  }
}
