import type { GraphQLFormattedError } from 'graphql';
import type { ResultStream, StreamFailed } from '../execution/result-stream';
import { hubStops } from './hub-stops';
import type { OpenStream, OpenStreams } from './open-streams';

/**
 * A request for a stream. It is registered as open before any work is done for it, and until its last part is sent, so
 * that it can always be ended, at any stage.
 */
export class OpenExchange implements OpenStream {
  /** Returns its place. */
  readonly leave: () => void;
  /** Aborts the response. */
  onCut: () => void = () => undefined;
  private stream: ResultStream | undefined;
  private reason: StreamFailed | undefined;

  /** @param streams must have room for it */
  constructor(
    streams: OpenStreams,
    private readonly requestId: string,
  ) {
    this.leave = streams.enter(this);
  }

  /** Why the hub ended it, if it did. */
  get errors(): readonly GraphQLFormattedError[] {
    return this.reason?.errors ?? [];
  }

  /** Takes its opened stream. The exchange may already have been ended. */
  follow(stream: ResultStream): void {
    this.stream = stream;
    if (this.reason) stream.fail(this.reason);
  }

  /** Ends it with an error for the client. */
  fail(reason: StreamFailed): void {
    this.reason ??= reason;
    this.stream?.fail(this.reason);
  }

  stop(): void {
    this.fail(hubStops(this.requestId));
  }

  cut(): void {
    this.stop();
    this.onCut();
  }
}
