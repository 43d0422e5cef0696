import type { GraphQLFormattedError } from 'graphql';
import type { ResultStream, StreamFailed } from '../execution/result-stream';
import { hubStops } from './hub-stops';
import type { OpenStream, OpenStreams } from './open-streams';

/**
 * A request that is followed. It has its place among all that is open before any work is done for it, and until the last of it is sent, so
 * that what is to end it always finds it, however far it has come.
 */
export class OpenExchange implements OpenStream {
  /** Gives up the place. */
  readonly leave: () => void;
  /** Breaks off whatever is being sent. */
  onCut: () => void = () => undefined;
  private stream: ResultStream | undefined;
  private reason: StreamFailed | undefined;

  /** @param streams have room for it */
  constructor(
    streams: OpenStreams,
    private readonly requestId: string,
  ) {
    this.leave = streams.enter(this);
  }

  /** Why the hub has ended it, if it has. */
  get errors(): readonly GraphQLFormattedError[] {
    return this.reason?.errors ?? [];
  }

  /** Its stream was opened. It may have come too late. */
  follow(stream: ResultStream): void {
    this.stream = stream;
    if (this.reason) stream.fail(this.reason);
  }

  /** Ends it for a reason that the client gets. */
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
