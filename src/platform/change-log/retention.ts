import type { FastifyBaseLogger } from 'fastify';
import type { Pool, PoolClient } from 'pg';
import { borrow } from '../borrowed';

/** How often old rows are removed, in milliseconds. The first time is soon after the start, for hubs that do not run for long. */
const INTERVAL = 3_600_000;
const FIRST = 60_000;
/** The rows that one statement removes. The sequencer has to wait for the statement. */
const BATCH = 1_000;
/** How long the response to a request with an idempotency key is kept, as a Postgres interval. */
const KEYS_KEPT = '30 days';
// The key of an advisory lock, unique in the hub: of several hubs, one does the work.
const LOCK = 4_812_600_319;

/** The number of removed rows. */
export interface Removed {
  readonly changes: number;
  readonly keys: number;
}

/** Removes changes and stored responses that are past their retention: in small batches, by one hub at a time. */
export class Retention {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<unknown> = Promise.resolve();
  private closed = false;

  constructor(
    private readonly pool: Pool,
    private readonly log: FastifyBaseLogger,
    /** How long a change is kept, in milliseconds. */
    private readonly kept: number,
  ) {}

  /** Starts the hourly removal. */
  start(delay = FIRST): void {
    if (this.closed) return;
    this.timer = setTimeout(() => {
      this.running = this.run()
        .catch((error: unknown) => this.log.warn({ err: error }, 'old changes could not be removed'))
        .finally(() => this.start(INTERVAL));
    }, delay);
    this.timer.unref();
  }

  /** Removes old rows now. Does nothing if another hub is doing it. */
  async run(): Promise<Removed> {
    const client = await borrow(this.pool);
    try {
      const removed = await this.removeLocked(client);
      client.release();
      return removed;
    } catch (error) {
      // The connection may still hold the lock, so others must not use it.
      client.release(true);
      throw error;
    }
  }

  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.timer);
    await this.running;
  }

  private async removeLocked(client: PoolClient): Promise<Removed> {
    const { rows } = await client.query<{ locked: boolean }>('SELECT pg_try_advisory_lock($1) AS locked', [LOCK]);
    if (!rows[0]?.locked) return { changes: 0, keys: 0 };
    const changes = await this.batches(() => this.trim(client));
    const keys = await this.batches(() => forgetKeys(client));
    await client.query('SELECT pg_advisory_unlock($1)', [LOCK]);
    if (changes + keys > 0)
      this.log.info({ changes, keys }, 'removed changes and idempotency keys that are past their retention');
    return { changes, keys };
  }

  /** Repeats until a batch is not full, or the hub stops. */
  private async batches(remove: () => Promise<number>): Promise<number> {
    let total = 0;
    for (let removed = BATCH; removed === BATCH && !this.closed; total += removed) removed = await remove();
    return total;
  }

  private async trim(client: PoolClient): Promise<number> {
    const { rows } = await client.query<{ removed: number }>(
      `SELECT hub_trim_changes(now() - $1 * interval '1 millisecond', $2) AS removed`,
      [this.kept, BATCH],
    );
    return rows[0]?.removed ?? 0;
  }
}

async function forgetKeys(client: PoolClient): Promise<number> {
  const { rowCount } = await client.query(
    `DELETE FROM idempotency_key WHERE (principal, key) IN (
       SELECT principal, key FROM idempotency_key WHERE created_at < now() - $1::interval LIMIT $2)`,
    [KEYS_KEPT, BATCH],
  );
  return rowCount ?? 0;
}
