import type { Pool, PoolClient, QueryConfig, QueryResult, QueryResultRow } from 'pg';
import type { Asker } from './asker';
import { cancelStatement } from './cancel';
import type { Deadline } from './limits/deadline';
import type { Leave, Places } from './limits/places';

/** Connections that clients share. There is one for each place, so nobody who has a place waits for another's connection. */
export interface SharedPool {
  readonly pool: Pool;
  readonly places: Places;
}

/** What matters of who uses a connection. */
export type Using = Pick<Asker, 'deadline' | 'share'>;

/** A connection for several statements. Lost between two of them it fails the next one; without a listener the loss itself would end the process. */
export async function borrow(pool: Pool): Promise<PoolClient> {
  const connection = await pool.connect();
  if (!connection.listeners('error').includes(ignoreLoss)) connection.on('error', ignoreLoss);
  return connection;
}

/** A connection of the pool, for one statement or for a transaction. What it runs is cancelled in Postgres once there is no time for it. */
export class Borrowed {
  /** Resolves when a statement that was cancelled has ended, and nothing of the cancelling can hit the next one. */
  private cancelled: Promise<Error | undefined> | undefined;

  private constructor(
    private readonly connection: PoolClient,
    private readonly leave: Leave,
  ) {}

  /** @throws ClientError RATE_LIMITED or OVERLOADED where there is no place; TIMEOUT */
  static async from({ pool, places }: SharedPool, { deadline, share }: Using): Promise<Borrowed> {
    const leave = await places.take(share, deadline);
    const connecting = borrow(pool);
    try {
      return new Borrowed(await deadline.during(connecting), leave);
    } catch (error) {
      // One that comes too late goes straight back.
      void connecting
        .then((connection) => connection.release())
        .catch(() => undefined)
        .then(leave);
      throw error;
    }
  }

  /** @throws ClientError TIMEOUT where the deadline comes first */
  run<T extends QueryResultRow>(config: QueryConfig, deadline: Deadline): Promise<QueryResult<T>> {
    const work = this.connection.query<T>(config);
    return deadline.during(work, () => void (this.cancelled = this.cancel(work)));
  }

  /** Runs a statement that nothing may cancel: a COMMIT or a ROLLBACK. */
  async finish(text: string): Promise<void> {
    const lost = await this.cancelled;
    if (lost) throw lost;
    await this.connection.query(text);
  }

  /** @param fault for which the connection cannot be used any more */
  giveBack(fault?: unknown): void {
    if (!this.cancelled) return this.release(isLost(fault) ? fault : undefined);
    void this.cancelled.then((lost) => this.release(lost ?? (isLost(fault) ? fault : undefined)));
  }

  private release(fault?: Error): void {
    this.connection.release(fault);
    this.leave();
  }

  /** @returns why the connection cannot be used any more, if it cannot */
  private async cancel(work: Promise<unknown>): Promise<Error | undefined> {
    const [end] = await Promise.allSettled([work, cancelStatement(this.connection)]);
    return end.status === 'rejected' && isLost(end.reason) ? end.reason : undefined;
  }
}

/** Neither what Postgres says of a statement nor the end of its time: a further statement would not be answered. */
function isLost(error: unknown): error is Error {
  return error instanceof Error && !('severity' in error) && !('code' in error && error.code === 'TIMEOUT');
}

function ignoreLoss(): void {
  // The next statement says it.
}
