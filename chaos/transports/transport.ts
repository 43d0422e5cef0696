/** A message of `programUpdates` as the followers ask for it. */
export interface StreamMessage {
  readonly cursor: string;
  readonly previous: string | null;
  /** These are absent in a checkpoint. */
  readonly programId?: string;
  readonly version?: number;
  readonly program?: { readonly version: number } | null;
}

/** What a follower asks for. */
export interface Subscription {
  /** The address of the hubs, without a path. */
  readonly url: string;
  readonly authorization: string;
  readonly query: string;
  readonly after: string;
}

/** One connection of a follower. */
export interface Connection {
  /** Resolves with why, once no more messages come. Never rejects. */
  readonly ended: Promise<string>;
  /** Ends it from this side. */
  leave(): void;
}

/** Follows a subscription until the connection ends, for whatever reason. */
export type Transport = (subscription: Subscription, take: (message: StreamMessage) => void) => Connection;

/** A result of GraphQL, as all transports carry it. */
export interface Result {
  readonly data?: { readonly programUpdates: StreamMessage } | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

/** Hands on a result's message. @returns why there will not be another, if the result is an error */
export function takeResult(result: Result, take: (message: StreamMessage) => void): string | undefined {
  const [error] = result.errors ?? [];
  if (error) return error.extensions?.code ?? error.message;
  if (result.data) take(result.data.programUpdates);
  return undefined;
}

/** A promise of a connection's end, and the function that keeps it. */
export function ending(): { ended: Promise<string>; end: (why: string) => void } {
  let end = (_why: string): void => undefined;
  const ended = new Promise<string>((done) => (end = done));
  return { ended, end };
}
