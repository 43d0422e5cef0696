import type { ClientBase, Pool, PoolClient, QueryConfig, QueryResult, QueryResultRow } from 'pg';
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

/**
 * Connects as soon as there is a place. A connection that comes too late goes straight back.
 * @throws ClientError RATE_LIMITED or OVERLOADED where there is no place; TIMEOUT
 */
export async function connectInPlace<T>(
  places: Places,
  { deadline, share }: Using,
  connect: () => Promise<T>,
  giveBack: (late: T) => void,
): Promise<[connection: T, leave: Leave]> {
  const leave = await places.take(share, deadline);
  const connecting = connect();
  try {
    return [await deadline.during(connecting), leave];
  } catch (error) {
    void connecting
      .then(giveBack)
      .catch(() => undefined)
      .then(leave);
    throw error;
  }
}

/** What a connection runs: it is cancelled in Postgres once there is no time for it. */
export class Cancelling {
  /** Resolves when a statement that was cancelled has ended, and nothing of the cancelling can hit the next one. */
  private cancelled: Promise<Error | undefined> | undefined;

  constructor(private readonly connection: ClientBase) {}

  /** @throws ClientError TIMEOUT where the deadline comes first */
  during<T>(statement: Promise<T>, deadline: Deadline): Promise<T> {
    return deadline.during(statement, () => void (this.cancelled = this.cancel(statement)));
  }

  /** Waits for the end of what was cancelled. @returns why the connection cannot be used any more, if it cannot */
  async ended(): Promise<Error | undefined> {
    return this.cancelled;
  }

  /** Calls back when the connection can be given back: at once where nothing was cancelled. */
  whenEnded(release: (lost?: Error) => void): void {
    if (this.cancelled) void this.cancelled.then(release);
    else release();
  }

  private async cancel(statement: Promise<unknown>): Promise<Error | undefined> {
    const [end] = await Promise.allSettled([statement, cancelStatement(this.connection)]);
    return end.status === 'rejected' && isLost(end.reason) ? end.reason : undefined;
  }
}

/** A connection of the pool, for one statement. */
export class Borrowed {
  private readonly cancelling: Cancelling;

  private constructor(
    private readonly connection: PoolClient,
    private readonly leave: Leave,
  ) {
    this.cancelling = new Cancelling(connection);
  }

  /** @throws ClientError RATE_LIMITED or OVERLOADED where there is no place; TIMEOUT */
  static async from({ pool, places }: SharedPool, using: Using): Promise<Borrowed> {
    const back = (late: PoolClient): void => late.release();
    const [connection, leave] = await connectInPlace(places, using, () => borrow(pool), back);
    return new Borrowed(connection, leave);
  }

  /** @throws ClientError TIMEOUT where the deadline comes first */
  run<T extends QueryResultRow>(config: QueryConfig, deadline: Deadline): Promise<QueryResult<T>> {
    return this.cancelling.during(this.connection.query<T>(config), deadline);
  }

  /** @param fault for which the connection cannot be used any more */
  giveBack(fault?: unknown): void {
    this.cancelling.whenEnded((lost) => {
      this.connection.release(lost ?? (isLost(fault) ? fault : undefined));
      this.leave();
    });
  }
}

/** Neither what Postgres says of a statement nor the end of its time: a further statement would not be answered. */
function isLost(error: unknown): error is Error {
  return error instanceof Error && !('severity' in error) && !('code' in error && error.code === 'TIMEOUT');
}

function ignoreLoss(): void {
  // The next statement says it.
}
