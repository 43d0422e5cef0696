/** How many places there are of one kind, and how many of them a client may take. */
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
 * What a client may use of one hub at once, and what is kept for others. Told in docs/limits.md.
 *
 * The connections of one hub follow from it: 10 for reads of each server, 5 for writes, 4 for short reads, 4 that the hub keeps for itself and
 * 1 that listens, so 24 to the primary. Four hubs fit into the 100 that Postgres has by default.
 */
export const SHARES = {
  /** Operations that run; a subscription, until it is open. */
  operations: { all: 400, public: 100, address: 30, principal: 100 },
  /** Of these, costly ones: each keeps the hub's one thread for as long as many others. */
  costly: { all: 8, public: 2, address: 1, principal: 4 },
  /** Statements that have a connection for reads of their own. */
  statements: { all: 10, public: 6, address: 4, principal: 6 },
  /** Mutations that have a connection for writes. */
  writes: { all: 5, public: 1, address: 1, principal: 4 },
  /** Keys that are looked up; by address, since nobody is signed in yet. */
  logins: { all: 3, public: 3, address: 2, principal: 2 },
  /** WebSockets that have said who they are, and streams over HTTP. */
  streams: { all: 10_000, public: 1_000, address: 100, principal: 5_000 },
} as const satisfies Readonly<Record<string, PlaceSizes>>;

/** An operation that could cost more is a costly one: for its records, or for what it makes Postgres do. */
export const COSTLY = { records: 5_000, work: 20_000 } as const;

/** WebSockets that have not yet said who they are. Where there are more, the oldest has waited long enough. */
export const GREETING = { all: 1_000, address: 200 } as const;

/** How long an operation, a statement or a login waits for its place, in milliseconds. */
export const PLACE_WAIT = 2_000;
/** How long a refusal of the public for what it has spent is held back, in milliseconds, and how many are at most. */
export const HELD_BACK = { time: 1_000, most: 1_000 } as const;
/** How many of them wait at most: those of one client, and all. */
export const WAITING = { each: 200, all: 2_000 } as const;

/** Mutations that wait for one record in Postgres, each with a connection. */
export const LOCKERS = 2;
/** Mutations that wait for one record without a connection. */
export const LOCK_QUEUE = 100;

export type ShareSizes = { readonly [Kind in keyof typeof SHARES]: PlaceSizes };
