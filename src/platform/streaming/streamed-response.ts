import type { ServerResponse } from 'node:http';

/** A response that is written part by part, no faster than its client reads. */
export class StreamedResponse {
  /** Resolves when the response has ended, or the client or the hub has aborted it. */
  readonly closed: Promise<void>;
  private gone = false;
  private wake: (() => void) | undefined;
  private farewell: NodeJS.Timeout | undefined;

  /**
   * @param response of a connection that is still open
   * @param patience how long a client may leave a full buffer unread before it is disconnected, in milliseconds
   */
  constructor(
    private readonly response: ServerResponse,
    private readonly patience: number,
  ) {
    // A client that disconnects is not an error.
    response.on('error', () => undefined);
    this.closed = new Promise((done) => {
      response.once('close', () => {
        this.gone = true;
        clearTimeout(this.farewell);
        this.wake?.();
        done();
      });
    });
  }

  /** Resolves when there is room for more, or the response has ended. */
  async write(part: string | Buffer): Promise<void> {
    if (this.gone || this.response.write(part)) return;
    await new Promise<void>((done) => {
      const timer = setTimeout(() => this.cut(), this.patience);
      this.wake = () => {
        clearTimeout(timer);
        this.response.off('drain', wake);
        this.wake = undefined;
        done();
      };
      const { wake } = this;
      this.response.once('drain', wake);
    });
  }

  /** Sends a heartbeat, unless other data is waiting to be read. */
  beat(text: string): void {
    if (!this.gone && !this.response.writableNeedDrain) this.response.write(text);
  }

  end(text: string): void {
    if (!this.gone) this.response.end(text);
  }

  /** Aborts it after a time, unless it has been read to its end before. @param time in milliseconds */
  closeWithin(time: number): void {
    if (!this.gone) this.farewell ??= setTimeout(() => this.cut(), time);
  }

  cut(): void {
    this.response.destroy();
  }
}
