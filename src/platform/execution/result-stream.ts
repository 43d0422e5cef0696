import type { GraphQLFormattedError } from 'graphql';

/** One message of a subscription, ready to be sent. */
export interface StreamMessage {
  /** The result, serialized once for all subscribers who get it. */
  readonly json: string;
  /** The subscriber's cursor after the message. */
  readonly cursor?: string;
}

/** The hub ended the subscription. */
export class StreamFailed extends Error {
  /** @param errors as the subscriber may read them */
  constructor(readonly errors: readonly GraphQLFormattedError[]) {
    super('The subscription was ended.');
  }
}

export interface ResultStreamParts {
  readonly source: AsyncIterator<unknown>;
  /** Makes the message of an event. If it throws, the stream ends. */
  readonly answer: (event: unknown) => Promise<StreamMessage>;
  /** Prepares an error of the source or of `answer` for the subscriber. */
  readonly failure: (error: unknown) => StreamFailed;
}

const DONE = { done: true, value: undefined } as const;

/**
 * The messages of one subscription. It takes an event from its source only when a message is requested. The sender requests
 * the next message when there is room for it, so nothing piles up in between.
 *
 * It is not an async generator, because a generator that waits for its source cannot be ended before the source has an event.
 */
export class ResultStream implements AsyncGenerator<StreamMessage, void, void> {
  /** Resolves when the stream has ended, with the reason if the hub ended it. */
  readonly closed: Promise<StreamFailed | undefined>;
  private readonly close: (failed: StreamFailed | undefined) => void;
  private ended = false;
  private failed: StreamFailed | undefined;
  /** Ends the current wait. */
  private wake: (() => void) | undefined;

  constructor(private readonly parts: ResultStreamParts) {
    let close: typeof this.close = () => undefined;
    this.closed = new Promise((done) => (close = done));
    this.close = close;
  }

  /** Must not be called again before it resolves. @throws StreamFailed if the hub, not the source, ends the stream */
  async next(): Promise<IteratorResult<StreamMessage, void>> {
    try {
      const event = await this.unlessEnded(() => this.parts.source.next());
      const value = event && !event.done && (await this.unlessEnded(() => this.parts.answer(event.value)));
      if (value && !this.ended) return { done: false, value };
      this.end();
    } catch (error) {
      this.fail(this.parts.failure(error));
    }
    const { failed } = this;
    this.failed = undefined;
    if (failed) throw failed;
    return DONE;
  }

  /** Ends the stream with an error for the subscriber. */
  fail(reason: StreamFailed): void {
    if (this.ended) return;
    this.failed = reason;
    this.end();
  }

  async return(): Promise<IteratorResult<StreamMessage, void>> {
    this.end();
    return DONE;
  }

  async throw(): Promise<IteratorResult<StreamMessage, void>> {
    return this.return();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.return();
  }

  /** The awaited value; or nothing, as soon as the stream is ended. */
  private unlessEnded<T>(work: () => Promise<T>): Promise<T | undefined> {
    if (this.ended) return Promise.resolve(undefined);
    return new Promise((done, fail) => {
      this.wake = () => done(undefined);
      work().then(done, fail);
    });
  }

  private end(): void {
    if (this.ended) return;
    this.ended = true;
    this.close(this.failed);
    this.wake?.();
    // A source that is still working ends later. Nobody waits for that; its errors are only logged.
    void Promise.resolve(this.parts.source.return?.()).catch(this.parts.failure);
  }
}
