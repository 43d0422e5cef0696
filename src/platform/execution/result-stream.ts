import type { GraphQLFormattedError } from 'graphql';
import type { Wake } from '../wakes';
import type { EventSource } from './event-source';

/** One message of a subscription, ready to be sent. Subscribers who get the same message share the object. */
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

/** Answers the events of one subscription. */
export interface EventAnswers {
  /**
   * The message of an event, if it is there. Otherwise calls `wake` once it may be; ask again then, for the same event.
   * @throws whatever ends the stream
   */
  take(event: unknown, wake: Wake): StreamMessage | undefined;
  /** Prepares an error of the source or of `take` for the subscriber. */
  failure(error: unknown): StreamFailed;
  /** The stream has ended. @param failed why the hub ended it, if it did */
  ended(failed: StreamFailed | undefined): void;
}

const DONE = { done: true, value: undefined } as const;

/**
 * The messages of one subscription. It takes an event from its source only when a message is requested. The sender requests
 * the next message when there is room for it, so nothing piles up in between.
 */
export class ResultStream implements AsyncGenerator<StreamMessage, void, void> {
  /** Whether it has no more messages. */
  ended = false;
  private event: unknown;
  private failed: StreamFailed | undefined;
  private wake: Wake | undefined;
  private onEnd: (() => void)[] | undefined;
  /** Ends the wait of `next`. */
  private reader: (() => void) | undefined;
  private wakeReader: Wake | undefined;

  constructor(
    private readonly source: EventSource,
    private readonly answers: EventAnswers,
  ) {}

  /**
   * The next message. If there is none now, returns undefined, and calls `wake` once there may be one, or the stream has ended.
   * @throws StreamFailed if the hub, not the source, ends the stream
   */
  take(wake: Wake): StreamMessage | undefined {
    this.wake = undefined;
    const message = this.ended ? undefined : this.takeNext(wake);
    this.wake = wake;
    const { failed } = this;
    if (!failed) return message;
    this.failed = undefined;
    throw failed;
  }

  /** Must not be called again before it resolves. @throws StreamFailed if the hub, not the source, ends the stream */
  async next(): Promise<IteratorResult<StreamMessage, void>> {
    const wake = (this.wakeReader ??= () => this.reader?.());
    for (;;) {
      const news = new Promise<void>((done) => (this.reader = done));
      const value = this.take(wake);
      if (value) return { done: false, value };
      if (this.ended) return DONE;
      await news;
    }
  }

  /** Calls back when the stream has ended, for any reason. */
  whenEnded(callback: () => void): void {
    if (this.ended) callback();
    else (this.onEnd ??= []).push(callback);
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

  private takeNext(wake: Wake): StreamMessage | undefined {
    try {
      this.event ??= this.source.take(wake);
      if (this.event !== undefined) {
        const message = this.answers.take(this.event, wake);
        if (message) this.event = undefined;
        return message;
      }
      if (this.source.ended) this.end();
    } catch (error) {
      this.fail(this.answers.failure(error));
    }
    return undefined;
  }

  private end(): void {
    if (this.ended) return;
    this.ended = true;
    this.event = undefined;
    this.answers.ended(this.failed);
    for (const callback of this.onEnd ?? []) callback();
    // A source that is still working ends later. Nobody waits for that; its errors are only logged.
    this.source.leave()?.catch((error: unknown) => void this.answers.failure(error));
    this.wake?.();
  }
}
