import type { FastifyBaseLogger } from 'fastify';
import type { Pool } from 'pg';
import { Outage } from '../logging/outage';
import { encodeLogCursor } from './cursor';

/** The most changes that one call of `hub_number_changes` numbers: the default of the function. */
const MOST = 5_000;
/** How often the hub looks for changes without a number from other writers, in milliseconds. */
const POLL_INTERVAL = 1_000;
/** How long a mutation waits for its position in the log, in milliseconds. It is already committed. */
const POSITION_WAIT = 3_000;

const NUMBER = { name: 'hub_number_changes', text: 'SELECT hub_number_changes($1)::int AS numbered' } as const;
const POSITION = {
  name: 'hub_position',
  text: `SELECT head.epoch::text, coalesce(max(change.seq), head.seq)::text AS seq, count(change.id) > count(change.seq) AS waiting
    FROM change_head head LEFT JOIN change ON change.id = ANY($1::uuid[]) GROUP BY head.epoch, head.seq`,
} as const;

/**
 * Numbers committed changes. Each hub has one sequencer; if several run, Postgres lets one work at a time. At most one run is active and
 * one waits; the waiting run serves all calls that come during the active one.
 */
export class Sequencer {
  private running: Promise<void> | undefined;
  private queued: Promise<void> | undefined;
  private timer: NodeJS.Timeout | undefined;
  private polled: Promise<void> = Promise.resolve();
  private readonly outage: Outage;
  private closed = false;
  private numbered = -Infinity;

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

  /** Starts to number changes that others left: a hub that was killed after its commit, or rows written by hand. */
  start(): void {
    if (this.closed) return;
    this.timer = setTimeout(() => {
      this.polled = this.poll().finally(() => this.start());
    }, this.pollInterval);
    this.timer.unref();
  }

  /** All changes that were committed before this time have numbers, by `performance.now()`. */
  get numberedAt(): number {
    return this.numbered;
  }

  /**
   * Resolves once every change that was committed before the call has a number.
   * @throws the driver's error if Postgres is away
   */
  number(): Promise<void> {
    if (this.queued) return this.queued;
    if (!this.running) return this.run();
    const next = this.running.catch(() => undefined).then(() => this.run());
    this.queued = next;
    return next;
  }

  /**
   * Call it after the COMMIT of a mutation. Returns the cursor after all of its changes; without changes, the cursor of the
   * log's end. Nothing if Postgres does not answer in time: the poll or another hub numbers the changes later.
   * @param changeIds from `appendChanges`
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

  /** Stops the poll, and waits for the active run. */
  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.timer);
    await Promise.all([this.polled, this.running?.catch(() => undefined), this.queued?.catch(() => undefined)]);
  }

  private async numberedPosition(changeIds: readonly string[]): Promise<string | undefined> {
    if (changeIds.length > 0) await this.number();
    const { rows } = await this.pool.query<{ epoch: string; seq: string; waiting: boolean }>({
      ...POSITION,
      values: [changeIds],
    });
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
    const begun = performance.now();
    let numbered: number;
    do {
      const { rows } = await this.pool.query<{ numbered: number }>({ ...NUMBER, values: [MOST] });
      numbered = rows[0]?.numbered ?? 0;
    } while (numbered === MOST);
    this.numbered = begun;
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
