import type { ResultStream, StreamMessage } from '../execution/result-stream';
import { onceFor } from '../once-for';
import type { Outbox } from './outbox';
import { SharedText } from './text-frame';

/** The messages of an operation. */
export type Messages = Pick<ResultStream, 'take' | 'ended' | 'return'>;

/** A message without its beginning, which has the id of the client's operation. */
const tailOf = onceFor(({ json }: StreamMessage) => new SharedText(`${json}}`));

const DONE = { done: true, value: undefined } as const;

/**
 * An operation for graphql-ws. It yields no results, because this class sends them itself. graphql-ws ends it for the client, and tells the client
 * so.
 */
export class SocketStream implements AsyncGenerator<never, void, void> {
  /** The beginning of each message, each character a byte. */
  private readonly head: string;
  private finish: ((end: IteratorResult<never, void>) => void) | undefined;
  private fail: ((error: unknown) => void) | undefined;

  /** @param operations learn when everything is sent, or the client no longer waits */
  constructor(
    id: string,
    private readonly messages: Messages,
    private readonly outbox: Outbox,
    private readonly operations: { ended(stream: SocketStream): void },
  ) {
    this.head = Buffer.from(`{"id":${JSON.stringify(id)},"type":"next","payload":`).toString('latin1');
  }

  /** Resolves when it has ended. @throws StreamFailed if the hub ends the stream */
  next(): Promise<IteratorResult<never, void>> {
    return new Promise((done, fail) => {
      this.finish = done;
      this.fail = fail;
      this.send();
    });
  }

  async return(): Promise<IteratorResult<never, void>> {
    this.end();
    await this.messages.return();
    return DONE;
  }

  async throw(): Promise<IteratorResult<never, void>> {
    return this.return();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.return();
  }

  /** Sends what there is and there is room for. Messages after the first are sent together. */
  private readonly send = (): void => {
    let sent = 0;
    try {
      for (let hasRoom = this.outbox.hasRoom; hasRoom; sent += 1) {
        const message = this.messages.take(this.send);
        if (!message) return this.messages.ended ? this.end() : undefined;
        if (sent === 1) this.outbox.hold();
        hasRoom = this.outbox.write(this.head, tailOf(message));
      }
      this.outbox.whenRoom(this.send);
    } catch (error) {
      this.operations.ended(this);
      this.fail?.(error);
    } finally {
      if (sent > 1) this.outbox.flush();
    }
  };

  private end(): void {
    this.operations.ended(this);
    this.finish?.(DONE);
  }
}

/** The answer of a query or mutation. */
export class SingleMessage implements Messages {
  private message: StreamMessage | undefined;

  constructor(json: string) {
    this.message = { json };
  }

  get ended(): boolean {
    return this.message === undefined;
  }

  take(): StreamMessage | undefined {
    const { message } = this;
    this.message = undefined;
    return message;
  }

  async return(): Promise<IteratorResult<StreamMessage, void>> {
    this.message = undefined;
    return { done: true, value: undefined };
  }
}
