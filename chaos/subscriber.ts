import { setTimeout as wait } from 'node:timers/promises';
import { decodeLogCursor } from '../src/platform/change-log/cursor';
import type { Deliveries } from './deliveries';
import type { Connection, StreamMessage, Transport } from './transports/transport';

/** How long a follower waits before it connects again, in milliseconds. */
const PAUSE = 50;

export interface SubscriberOptions {
  readonly name: string;
  readonly transport: Transport;
  readonly url: string;
  readonly authorization: string;
  /** The cursor after which it follows. */
  readonly start: string;
  /** Also selects the program of each change, as it is now. */
  readonly withPrograms: boolean;
}

const documentOf = (withPrograms: boolean): string => `subscription Follow($after: Cursor) {
  programUpdates(after: $after) {
    cursor
    previous
    ... on ProgramChanged { programId version ${withPrograms ? 'program { version }' : ''} }
  }
}`;

/** Follows the log from a cursor. Whenever the connection ends, connects again and continues after its last cursor. */
export class Subscriber {
  /** How often a connection ended, by the reason. */
  readonly endings = new Map<string, number>();
  connections = 0;
  private cursor: string;
  private connection: Connection | undefined;
  private stopped = false;
  private running: Promise<void> | undefined;

  constructor(
    readonly options: SubscriberOptions,
    readonly deliveries: Deliveries,
  ) {
    this.cursor = options.start;
  }

  /** The number of the last change in the log that it has received. */
  get place(): bigint {
    return decodeLogCursor(this.cursor, 'cursor').seq;
  }

  get isRunning(): boolean {
    return this.running !== undefined;
  }

  start(): void {
    this.running = this.follow();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.connection?.leave();
    await this.running;
  }

  private async follow(): Promise<void> {
    const { transport, url, authorization, withPrograms } = this.options;
    const query = documentOf(withPrograms);
    while (!this.stopped) {
      this.deliveries.connect(this.cursor);
      const request = { url, authorization, query, after: this.cursor };
      const turn = this.connections;
      this.connection = transport(request, (message) => {
        // Messages that still arrive on an abandoned connection are ignored: the next connection brings them again.
        if (turn === this.connections) this.take(message);
      });
      const why = await this.connection.ended;
      this.connections += 1;
      this.endings.set(why, (this.endings.get(why) ?? 0) + 1);
      await wait(PAUSE);
    }
  }

  private take(message: StreamMessage): void {
    this.deliveries.take(message);
    this.cursor = message.cursor;
  }
}
