/** A message of `programUpdates` with the fields that followers select. */
export interface StreamMessage {
  readonly cursor: string;
  readonly previous: string | null;
  /** The following fields are absent in a checkpoint. */
  readonly programId?: string;
  readonly version?: number;
  readonly program?: { readonly version: number } | null;
}

/** The subscription of a follower. */
export interface Subscription {
  /** The address of the hubs, without a path. */
  readonly url: string;
  readonly authorization: string;
  readonly query: string;
  readonly after: string;
}

/** One connection of a follower. */
export interface Connection {
  /** Resolves with the reason when the connection has ended. Never rejects. */
  readonly ended: Promise<string>;
  /** Ends the connection from the follower's side. */
  leave(): void;
}

/** Follows a subscription until the connection ends for any reason. */
export type Transport = (subscription: Subscription, take: (message: StreamMessage) => void) => Connection;

/** A GraphQL result, the same in all transports. */
export interface Result {
  readonly data?: { readonly programUpdates: StreamMessage } | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

/** Passes on the message of a result. @returns the reason why the subscription has failed, if the result is an error */
export function takeResult(result: Result, take: (message: StreamMessage) => void): string | undefined {
  const [error] = result.errors ?? [];
  if (error) return error.extensions?.code ?? error.message;
  if (result.data) take(result.data.programUpdates);
  return undefined;
}

/** A promise for the end of a connection, and the function that resolves it. */
export function ending(): { ended: Promise<string>; end: (why: string) => void } {
  let end = (_why: string): void => undefined;
  const ended = new Promise<string>((done) => (end = done));
  return { ended, end };
}
