/** How long the parts of a stream may take, in milliseconds. */
export interface StreamTimes {
  /** From a socket's opening to its `connection_init`. */
  readonly init: number;
  /** Between two signs of life that the hub gives, or asks of a socket. */
  readonly heartbeat: number;
  /** For a client to read on, once what waits for it has reached the bound. */
  readonly patience: number;
  /** Between two looks at the credentials of open streams. */
  readonly credentials: number;
  /** For a socket that is being closed to say that it has understood; for the client of a stream that has ended to read the rest of it. */
  readonly farewell: number;
  /** For what still runs to end, once the hub is told to stop. */
  readonly drain: number;
  /** For a router to answer one message. */
  readonly callback: number;
  /** Before the first repetition of a message that a router did not take; twice as long before each further one. */
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
