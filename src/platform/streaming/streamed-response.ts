import type { ServerResponse } from 'node:http';

/** A response that is written piece by piece, no faster than its client reads. */
export class StreamedResponse {
  private gone = false;
  private wake: (() => void) | undefined;

  /** @param patience how long a client may leave a full buffer unread before it is cut, in milliseconds */
  constructor(
    private readonly response: ServerResponse,
    private readonly patience: number,
    onGone: () => void,
  ) {
    // A client that breaks off is no fault of anybody's.
    response.on('error', () => undefined);
    response.once('close', () => {
      this.gone = true;
      this.wake?.();
      onGone();
    });
  }

  /** Resolves when there is room for more, or when nobody reads any longer. */
  async write(text: string): Promise<void> {
    if (this.gone || this.response.write(text)) return;
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

  /** A sign of life; not needed where other things wait to be read. */
  beat(text: string): void {
    if (!this.gone && !this.response.writableNeedDrain) this.response.write(text);
  }

  end(text: string): void {
    if (!this.gone) this.response.end(text);
  }

  cut(): void {
    this.response.destroy();
  }
}
