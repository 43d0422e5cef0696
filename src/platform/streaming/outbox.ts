import type { WebSocket } from 'ws';

/** How many bytes or messages may wait for a client that does not read, plus the message that exceeds the limit. */
const MAX_BYTES = 256 * 1024;
const MAX_MESSAGES = 256;

/** The messages that are being sent to the client of one socket. */
export class Outbox {
  private unsent = 0;
  private waiting: (() => void)[] = [];
  private timer: NodeJS.Timeout | undefined;

  /** @param onStuck called if there is no room within `patience` milliseconds */
  constructor(
    private readonly socket: WebSocket,
    private readonly patience: number,
    private readonly onStuck: () => void,
  ) {}

  get hasRoom(): boolean {
    return this.unsent < MAX_MESSAGES && this.socket.bufferedAmount < MAX_BYTES;
  }

  /**
   * Sends at once if there is room.
   * @param write builds the text when there is room for it, so that waiting messages need little memory
   * @returns if there is no room, a promise that resolves when the text has been sent or the socket has closed
   */
  send(write: () => string): Promise<void> | undefined {
    if (!this.hasRoom) return this.sendLater(write);
    this.sendNow(write);
    return undefined;
  }

  /** Releases everything that waits for room. */
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
