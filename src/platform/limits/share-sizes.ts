/** The number of places of one kind, and how many of them a client may take. */
export interface PlaceSizes {
  readonly all: number;
  /** All clients without a credential together. */
  readonly public: number;
  /** One address without a credential. */
  readonly address: number;
  /** One principal. */
  readonly principal: number;
}

/**
 * What a client may use of one hub at the same time, and what is kept for others. Documented in docs/limits.md.
 *
 * The connections of one hub follow from it: 10 for reads of each server, 5 for writes, 4 for short reads, 4 that the hub keeps for itself and
 * 1 that listens, so 24 to the primary. Four hubs fit into the 100 that Postgres has by default.
 */
export const SHARES = {
  /** Running operations; a subscription counts until it is open. */
  operations: { all: 400, public: 100, address: 30, principal: 100 },
  /** Costly operations among them: each keeps the hub's only thread busy for as long as many others. */
  costly: { all: 8, public: 2, address: 1, principal: 4 },
  /** Statements that have their own connection for reads. */
  statements: { all: 10, public: 6, address: 4, principal: 6 },
  /** Files that are written. Each has one of these statements for as long as it takes. */
  files: { all: 4, public: 2, address: 1, principal: 2 },
  /** Mutations that have a connection for writes. */
  writes: { all: 5, public: 1, address: 1, principal: 4 },
  /** Lookups of keys; counted by address, since the client is not signed in yet. */
  logins: { all: 3, public: 3, address: 2, principal: 2 },
  /** Authenticated WebSockets, and HTTP streams. */
  streams: { all: 10_000, public: 1_000, address: 100, principal: 5_000 },
} as const satisfies Readonly<Record<string, PlaceSizes>>;

/** An operation with a higher possible cost counts as costly, because of its records or of its work for Postgres. */
export const COSTLY = { records: 5_000, work: 20_000 } as const;

/** WebSockets that have not authenticated yet. If there are more, the oldest is closed. */
export const GREETING = { all: 1_000, address: 200 } as const;

/** How long an operation, a statement or a login waits for its place, in milliseconds. */
export const PLACE_WAIT = 2_000;
/** How long a rate-limit error for the public is delayed, in milliseconds, and how many can be delayed at the same time. */
export const HELD_BACK = { time: 1_000, most: 1_000 } as const;
/** The most that wait: of one client, and in total. */
export const WAITING = { each: 200, all: 2_000 } as const;

/** Mutations that wait in Postgres for one record, each with a connection. */
export const LOCKERS = 2;
/** Mutations that wait in the hub for one record, without a connection. */
export const LOCK_QUEUE = 100;

export type ShareSizes = { readonly [Kind in keyof typeof SHARES]: PlaceSizes };
