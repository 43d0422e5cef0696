import type { StreamMessage } from '../execution/result-stream';

/** Sends at once, or when there is room. Await the result before you send more. */
export type Send = (write: () => string) => Promise<void> | undefined;

type Messages = AsyncGenerator<Pick<StreamMessage, 'json'>, void, void>;

/**
 * An operation for graphql-ws. It yields no results, because this class sends them itself. graphql-ws ends it for the client, and tells the client
 * so.
 */
export class SocketStream implements AsyncGenerator<never, void, void> {
  private readonly head: string;

  /** @param onEnd called when everything is sent, or the client no longer waits */
  constructor(
    id: string,
    private readonly messages: Messages,
    private readonly send: Send,
    private readonly onEnd: (ended: SocketStream) => void,
  ) {
    this.head = `{"id":${JSON.stringify(id)},"type":"next","payload":`;
  }

  /** @throws StreamFailed if the hub ends the stream */
  async next(): Promise<IteratorResult<never, void>> {
    try {
      for await (const message of this.messages) await this.send(() => `${this.head}${message.json}}`);
    } finally {
      this.onEnd(this);
    }
    return { done: true, value: undefined };
  }

  async return(): Promise<IteratorResult<never, void>> {
    this.onEnd(this);
    await this.messages.return();
    return { done: true, value: undefined };
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
}

/** The answer of a query or mutation. */
export async function* single(json: string): Messages {
  yield { json };
}
