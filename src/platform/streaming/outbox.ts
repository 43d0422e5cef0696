import type { WebSocket } from 'ws';

/** How much may wait for a client that does not read: so many bytes, or so many messages; and the one that goes beyond. */
const MAX_BYTES = 256 * 1024;
const MAX_MESSAGES = 256;

/** What is on its way to the client of one socket. */
export class Outbox {
  private unsent = 0;
  private waiting: (() => void)[] = [];
  private timer: NodeJS.Timeout | undefined;

  /** @param onStuck called where no room came about within `patience` milliseconds */
  constructor(
    private readonly socket: WebSocket,
    private readonly patience: number,
    private readonly onStuck: () => void,
  ) {}

  get hasRoom(): boolean {
    return this.unsent < MAX_MESSAGES && this.socket.bufferedAmount < MAX_BYTES;
  }

  /**
   * Sends at once where there is room.
   * @param write makes the text, not before there is room for it: what waits is as small as it can be
   * @returns what to wait for where there is none: that it has been sent, or the socket is no longer open
   */
  send(write: () => string): Promise<void> | undefined {
    if (!this.hasRoom) return this.sendLater(write);
    this.sendNow(write);
    return undefined;
  }

  /** Lets go of all who wait for room. */
  release(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const { waiting } = this;
    this.waiting = [];
    for (const done of waiting) done();
  }

  private async sendLater(write: () => string): Promise<void> {
    while (!this.hasRoom && this.isOpen) await new Promise<void>((done) => this.waiting.push(done));
    this.sendNow(write);
  }

  private get isOpen(): boolean {
    return this.socket.readyState === this.socket.OPEN;
  }

  private sendNow(write: () => string): void {
    if (!this.isOpen) return;
    this.unsent += 1;
    this.socket.send(write(), () => {
      this.unsent -= 1;
      if (this.hasRoom) this.release();
    });
    if (!this.hasRoom) this.timer ??= setTimeout(this.onStuck, this.patience);
  }
}
