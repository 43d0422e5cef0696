import type { ClientBase, Pool, PoolClient, QueryResultRow } from 'pg';
import type { Asker } from './asker';
import { cancelStatement } from './cancel';
import type { Deadline } from './limits/deadline';
import type { Leave, Places } from './limits/places';
import { send, type Found, type SentStatement } from './prepared-query';

/** Connections that clients share. The pool has one connection for each place, so a client with a place never waits for a connection. */
export interface SharedPool {
  readonly pool: Pool;
  readonly places: Places;
}

/** The part of the asker that matters for a connection. */
export type Using = Pick<Asker, 'deadline' | 'share'>;

/**
 * Takes a connection for several statements. If it is lost between two of them, the next one fails. The listener is needed because an error event
 * without one would end the process.
 */
export async function borrow(pool: Pool): Promise<PoolClient> {
  const connection = await pool.connect();
  if (!connection.listeners('error').includes(ignoreLoss)) connection.on('error', ignoreLoss);
  return connection;
}

/**
 * Connects as soon as there is a free place. A connection that is ready only after the deadline is given back at once.
 * @throws ClientError RATE_LIMITED or OVERLOADED if there is no free place; TIMEOUT
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

/** Runs statements on a connection, and cancels a statement in Postgres at the deadline. */
export class Cancelling {
  /** Resolves when the cancelled statement has ended and the cancel request can no longer affect the next one. */
  private cancelled: Promise<Error | undefined> | undefined;

  constructor(private readonly connection: ClientBase) {}

  /** @throws ClientError TIMEOUT if the deadline comes first */
  during<T>(statement: Promise<T>, deadline: Deadline): Promise<T> {
    return deadline.during(statement, () => void (this.cancelled = this.cancel(statement)));
  }

  /** Waits until a cancelled statement has ended. @returns the error that made the connection unusable, if there is one */
  async ended(): Promise<Error | undefined> {
    return this.cancelled;
  }

  /** Calls back when the connection can be given back: at once if nothing was cancelled. */
  whenEnded(release: (lost?: Error) => void): void {
    if (this.cancelled) void this.cancelled.then(release);
    else release();
  }

  private async cancel(statement: Promise<unknown>): Promise<Error | undefined> {
    const [end] = await Promise.allSettled([statement, cancelStatement(this.connection)]);
    return end.status === 'rejected' && isLost(end.reason) ? end.reason : undefined;
  }
}

/** A connection from the pool, for one statement. */
export class Borrowed {
  private readonly cancelling: Cancelling;

  private constructor(
    private readonly connection: PoolClient,
    private readonly leave: Leave,
  ) {
    this.cancelling = new Cancelling(connection);
  }

  /** @throws ClientError RATE_LIMITED or OVERLOADED if there is no free place; TIMEOUT */
  static async from({ pool, places }: SharedPool, using: Using): Promise<Borrowed> {
    const back = (late: PoolClient): void => late.release();
    const [connection, leave] = await connectInPlace(places, using, () => borrow(pool), back);
    return new Borrowed(connection, leave);
  }

  /** @throws ClientError TIMEOUT if the deadline comes first */
  run<T extends QueryResultRow>(statement: SentStatement, deadline: Deadline): Promise<Found<T>> {
    return this.cancelling.during(send<T>(this.connection, statement), deadline);
  }

  /** Ends the transaction that its statements have begun, in whatever state it is, and gives it back. */
  async rollBack(): Promise<void> {
    // Whoever waits for the end of the same deadline cancels its statement first.
    await Promise.resolve();
    const lost = await this.cancelling.ended();
    const failure = lost ?? (await send(this.connection, { text: 'ROLLBACK' }).then(() => undefined, asError));
    this.connection.release(failure);
    this.leave();
  }

  /** @param fault the error of the statement, if it failed; the pool drops a connection that was lost */
  giveBack(fault?: unknown): void {
    this.cancelling.whenEnded((lost) => {
      this.connection.release(lost ?? (isLost(fault) ? fault : undefined));
      this.leave();
    });
  }
}

/** Whether the connection was lost: the error ends it, or is neither an answer of Postgres nor a timeout. */
function isLost(error: unknown): error is Error {
  if (!(error instanceof Error) || ('code' in error && error.code === 'TIMEOUT')) return false;
  return !('severity' in error) || error.severity === 'FATAL';
}

function asError(thrown: unknown): Error {
  return thrown as Error;
}

function ignoreLoss(): void {
  // The next statement fails and reports it.
}
