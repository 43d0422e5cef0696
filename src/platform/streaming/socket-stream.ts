import type { ResultStream } from '../execution/result-stream';

/** Sends at once; what it returns is to be waited for before more is sent. */
export type Send = (text: string) => Promise<void> | undefined;

/**
 * A subscription as graphql-ws runs it: it has no results, since the messages, which are written already, are sent here. graphql-ws ends it
 * for the client, and tells the client of its end.
 */
export class SocketStream implements AsyncGenerator<never, void, void> {
  private readonly head: string;

  constructor(
    id: string,
    private readonly stream: ResultStream,
    private readonly send: Send,
  ) {
    this.head = `{"id":${JSON.stringify(id)},"type":"next","payload":`;
  }

  /** @throws StreamFailed where the hub ends the stream */
  async next(): Promise<IteratorResult<never, void>> {
    for await (const { json } of this.stream) await this.send(`${this.head}${json}}`);
    return { done: true, value: undefined };
  }

  async return(): Promise<IteratorResult<never, void>> {
    await this.stream.return();
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
