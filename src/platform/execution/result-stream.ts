import type { GraphQLFormattedError } from 'graphql';

/** One message of a subscription, ready to leave the hub. */
export interface StreamMessage {
  /** The result, written once for however many subscribers it is. */
  readonly json: string;
  /** Where the subscriber is once it has the message. */
  readonly cursor?: string;
}

/** A subscription that was ended by the hub. */
export class StreamFailed extends Error {
  /** @param errors as the subscriber may read them */
  constructor(readonly errors: readonly GraphQLFormattedError[]) {
    super('The subscription was ended.');
  }
}

export interface ResultStreamParts {
  readonly source: AsyncIterator<unknown>;
  /** Makes the message of an event. Whatever it throws ends the stream. */
  readonly answer: (event: unknown) => Promise<StreamMessage>;
  /** Makes an error of the source, or of `answer`, fit for the subscriber. */
  readonly failure: (error: unknown) => StreamFailed;
}

const DONE = { done: true, value: undefined } as const;

/**
 * The messages of one subscription. It asks its source for an event only when it is asked for a message: whoever sends the messages asks
 * for the next when there is room for it, so nothing piles up in between.
 *
 * Not an async generator function, since one that waits for its source could not be ended before the source has something.
 */
export class ResultStream implements AsyncGenerator<StreamMessage, void, void> {
  /** Resolves when the stream has ended; with the reason where the hub has ended it. */
  readonly closed: Promise<StreamFailed | undefined>;
  private readonly close: (failed: StreamFailed | undefined) => void;
  private ended = false;
  private failed: StreamFailed | undefined;
  /** Ends what it waits for. */
  private wake: (() => void) | undefined;

  constructor(private readonly parts: ResultStreamParts) {
    let close: typeof this.close = () => undefined;
    this.closed = new Promise((done) => (close = done));
    this.close = close;
  }

  /** To be called one at a time. @throws StreamFailed where the hub, not the source, ends the stream */
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

  /** Ends the stream for a reason that the subscriber gets. */
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

  /** What is waited for; or nothing, as soon as the stream is ended. */
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
    // A source that is still at work ends later; nobody waits for that. What goes wrong then is for the log.
    void Promise.resolve(this.parts.source.return?.()).catch(this.parts.failure);
  }
}
