import { ClientError } from '../errors';
import { LIMITS } from './limits';

/** Gives up work that is under way. */
type GiveUp = () => void;

/**
 * The time that one operation has, on whatever way it came. What it still runs when its time is up, when its client has left, or when it has been
 * answered is given up. To be closed by whoever made it.
 */
export class Deadline {
  private readonly running = new Set<GiveUp>();
  private timer: NodeJS.Timeout;
  /** Made an error only where somebody asks for it: most operations end in time. */
  private reason: (() => ClientError) | undefined;
  private stays = false;
  private extended = false;

  /** @param time in milliseconds */
  constructor(private readonly time: number = LIMITS.operationTime) {
    this.timer = this.start();
  }

  private start(): NodeJS.Timeout {
    // A hub that stops does not wait for it.
    return setTimeout(() => this.end(() => tookTooLong(this.time)), this.time).unref();
  }

  /** Why nothing may be begun any more; nothing while there is time. */
  get refusal(): ClientError | undefined {
    return this.reason?.();
  }

  /** @throws ClientError TIMEOUT once nothing may be begun any more */
  check(): void {
    if (this.reason) throw this.reason();
  }

  /**
   * Waits for work, for as long as there is time.
   * @param giveUp ends the work, if that can be done
   * @throws ClientError TIMEOUT where the work has not ended in time; what it comes to is not looked at then
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
   * Does work that has a part of the time only.
   * @param time in milliseconds
   * @throws ClientError TIMEOUT where the work has not ended in time
   */
  async within<T>(time: number, work: (part: Deadline) => Promise<T>): Promise<T> {
    const part = new Deadline(time);
    try {
      return await this.during(work(part), () => part.leave());
    } finally {
      part.close();
    }
  }

  /** Calls back when nothing may be begun any more, for whatever reason. */
  atEnd(ended: () => void): void {
    if (this.reason) ended();
    else this.running.add(ended);
  }

  /** What is begun is done although its client may leave: a client that changes something and hangs up means the change. */
  outlastClient(): void {
    this.stays = true;
  }

  /** Something was done for good, be it at the last moment: there is as much time again, once, to tell of it. */
  extend(): void {
    if (this.extended) return;
    this.extended = true;
    this.reason = undefined;
    clearTimeout(this.timer);
    this.timer = this.start();
  }

  /** Nobody waits for the answer any longer. */
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
  return new ClientError('TIMEOUT', `The operation took longer than ${time / 1000} s; ask for less at once.`);
}
