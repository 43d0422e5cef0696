/** Time limits of streams, in milliseconds. */
export interface StreamTimes {
  /** From the opening of a socket to its `connection_init`. */
  readonly init: number;
  /** Between two heartbeats of a stream, or two pings of a socket. */
  readonly heartbeat: number;
  /** For a client to continue reading, once its buffer is full. */
  readonly patience: number;
  /** Between two checks of the credentials of open streams. */
  readonly credentials: number;
  /** For a socket to confirm that it closes; for a client to read the rest of an ended stream. */
  readonly farewell: number;
  /** For running operations to end, once the hub stops. */
  readonly drain: number;
  /** For a router to answer one message. */
  readonly callback: number;
  /** Before the first retry of a message that a router did not accept; doubled before each further retry. */
  readonly retry: number;
}

export const STREAM_TIMES: StreamTimes = {
  init: 10_000,
  heartbeat: 12_000,
  patience: 30_000,
  credentials: 1_000,
  farewell: 2_000,
  drain: 5_000,
  callback: 5_000,
  retry: 500,
};
