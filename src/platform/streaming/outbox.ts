import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { Wake } from '../wakes';
import type { SharedText } from './text-frame';

/** How many bytes or messages may wait for a client that does not read, plus the message that exceeds the limit. */
const MAX_BYTES = 256 * 1024;
const MAX_MESSAGES = 256;

/** The messages that are being sent to the client of one socket. */
export class Outbox {
  private unsent = 0;
  private waiting: Wake[] = [];
  private timer: NodeJS.Timeout | undefined;

  /**
   * @param connection of the socket
   * @param onStuck called if there is no room within `patience` milliseconds
   */
  constructor(
    private readonly socket: WebSocket,
    private readonly connection: Duplex,
    private readonly patience: number,
    private readonly onStuck: () => void,
  ) {}

  get hasRoom(): boolean {
    return this.unsent < MAX_MESSAGES && this.connection.writableLength < MAX_BYTES;
  }

  /**
   * Sends at once if there is room.
   * @returns if there is no room, a promise that resolves when the text has been sent or the socket has closed
   */
  send(text: string): Promise<void> | undefined {
    if (!this.hasRoom) return this.sendLater(text);
    this.sendNow(text);
    return undefined;
  }

  /**
   * Sends a message now. Call it only if there is room.
   * @param head its beginning, each character a byte
   * @returns whether there is room for another one
   */
  write(head: string, text: SharedText): boolean {
    if (!this.isOpen) return true;
    this.unsent += 1;
    text.writeTo(this.connection, head, this.sent);
    return this.watchRoom();
  }

  /** Sends what is written from now on together, when `flush` is called. */
  hold(): void {
    this.connection.cork();
  }

  flush(): void {
    this.connection.uncork();
  }

  /** Calls back once there may be room, or the socket has closed. */
  whenRoom(wake: Wake): void {
    this.waiting.push(wake);
  }

  /** Releases everything that waits for room. */
  release(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const { waiting } = this;
    this.waiting = [];
    for (const wake of waiting) wake();
  }

  private async sendLater(text: string): Promise<void> {
    while (!this.hasRoom && this.isOpen) await new Promise<void>((done) => this.whenRoom(done));
    this.sendNow(text);
  }

  private get isOpen(): boolean {
    return this.socket.readyState === this.socket.OPEN;
  }

  private sendNow(text: string): void {
    if (!this.isOpen) return;
    this.unsent += 1;
    this.socket.send(text, this.sent);
    this.watchRoom();
  }

  private readonly sent = (): void => {
    this.unsent -= 1;
    if ((this.timer !== undefined || this.waiting.length > 0) && this.hasRoom) this.release();
  };

  private watchRoom(): boolean {
    if (this.hasRoom) return true;
    this.timer ??= setTimeout(this.onStuck, this.patience);
    return false;
  }
}
