import { connect, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { HubProcess } from '../chaos/hub-process';
import { PATIENCE } from './client';

/** Where somebody else who asked later was answered, and then nothing came for so long, nothing will come, in milliseconds. */
const QUIET = 100;

/** Nobody listens: the hub has ended, or is about to. */
export class NoConnection extends Error {}

/** A TCP connection to the hub, over which anything may be sent. */
export class RawConnection {
  private readonly chunks: Buffer[] = [];
  private closed = false;
  private wake: () => void = () => undefined;

  private constructor(
    private readonly socket: Socket,
    private readonly hub: HubProcess,
  ) {
    socket.on('data', (chunk) => {
      this.chunks.push(chunk);
      this.wake();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      this.closed = true;
      this.wake();
    });
  }

  /** @throws NoConnection */
  static open(hub: HubProcess): Promise<RawConnection> {
    return new Promise((done, fail) => {
      const socket = connect(hub.port, '127.0.0.1');
      socket.once('error', (error) => fail(new NoConnection(error.message)));
      socket.once('connect', () => done(new RawConnection(socket, hub)));
    });
  }

  send(bytes: Buffer): void {
    if (!this.closed) this.socket.write(bytes);
  }

  /** All that came until the hub closed the connection, or said nothing any more. */
  async answer(): Promise<Buffer> {
    while (!this.closed && (await this.news())) continue;
    return Buffer.concat(this.chunks);
  }

  /** The same, once it has the text; for what has to be answered. */
  async until(text: string): Promise<Buffer> {
    const end = performance.now() + PATIENCE;
    while (!this.closed && !Buffer.concat(this.chunks).includes(text) && performance.now() < end) await this.news();
    return Buffer.concat(this.chunks);
  }

  end(): void {
    this.socket.destroy();
  }

  /** Resolves with the next bytes, or with the end; false where there will be none. */
  private news(): Promise<boolean> {
    return new Promise((done) => {
      const timer = setTimeout(() => void this.silence().then(() => done(false)), QUIET);
      this.wake = () => {
        clearTimeout(timer);
        done(true);
      };
    });
  }

  /** On a busy machine the hub may only not have come to it yet. */
  private async silence(): Promise<void> {
    await this.hub.answers();
    await wait(QUIET);
  }
}
