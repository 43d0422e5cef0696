import { ClientError } from '../errors';
import { LIMITS } from './limits';

/** Cancels running work. */
type GiveUp = () => void;

/**
 * The time that one operation has, on every transport. When the time is up, the client has left, or the operation has been answered, work that
 * still runs is cancelled. The creator must close it.
 */
export class Deadline {
  private readonly running = new Set<GiveUp>();
  private timer: NodeJS.Timeout;
  /** The reason for the end. Built only on demand, since most operations end in time. */
  private reason: (() => ClientError) | undefined;
  private stays = false;
  private extended = false;

  /** @param time in milliseconds */
  constructor(private readonly time: number = LIMITS.operationTime) {
    this.timer = this.start();
  }

  private start(): NodeJS.Timeout {
    // The timer does not keep a stopping hub alive.
    return setTimeout(() => this.end(() => tookTooLong(this.time)), this.time).unref();
  }

  /** Why no work may start any longer; nothing while there is time. */
  get refusal(): ClientError | undefined {
    return this.reason?.();
  }

  /** @throws ClientError TIMEOUT once no work may start any longer */
  check(): void {
    if (this.reason) throw this.reason();
  }

  /**
   * Waits for work while there is time.
   * @param giveUp cancels the work, if that is possible
   * @throws ClientError TIMEOUT if the work has not ended in time; its result is then ignored
   */
  async during<T>(work: Promise<T>, giveUp: GiveUp = () => undefined): Promise<T> {
    return new Promise<T>((done, fail) => {
      const stop = (): void => {
        giveUp();
        if (this.reason) fail(this.reason());
      };
      if (this.reason) stop();
      else this.running.add(stop);
      work.then(done, fail).finally(() => this.running.delete(stop));
    });
  }

  /**
   * Runs work that may take only a part of the time.
   * @param time in milliseconds
   * @throws ClientError TIMEOUT if the work has not ended in time
   */
  async within<T>(time: number, work: (part: Deadline) => Promise<T>): Promise<T> {
    const part = new Deadline(time);
    try {
      return await this.during(work(part), () => part.leave());
    } finally {
      part.close();
    }
  }

  /** Calls back when no work may start any longer, for any reason. */
  atEnd(ended: () => void): void {
    if (this.reason) ended();
    else this.running.add(ended);
  }

  /** From now on, the operation finishes even if its client leaves: a client that sends a change and disconnects wants the change. */
  outlastClient(): void {
    this.stays = true;
  }

  /** A change was committed, perhaps at the last moment. Grants the full time once more, to answer with the result. */
  extend(): void {
    if (this.extended) return;
    this.extended = true;
    this.reason = undefined;
    clearTimeout(this.timer);
    this.timer = this.start();
  }

  /** The client has left; nobody waits for the answer. */
  leave(): void {
    if (this.stays) return;
    this.end(() => new ClientError('TIMEOUT', 'The client left before its operation was answered.'));
  }

  /** The operation was answered. */
  close(): void {
    this.end(() => new ClientError('TIMEOUT', 'The operation has been answered.'));
  }

  private end(reason: () => ClientError): void {
    if (this.reason) return;
    this.reason = reason;
    clearTimeout(this.timer);
    for (const stop of this.running) stop();
    this.running.clear();
  }
}

function tookTooLong(time: number): ClientError {
  return new ClientError('TIMEOUT', `The operation took longer than ${time / 1000} s; request less data at once.`);
}
