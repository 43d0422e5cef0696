import type { Role } from '../access/viewer';

/** The bounds of one request. The same on every transport; documented in the schema's own description. */
export const LIMITS = {
  /** Bytes of an HTTP body. */
  body: 100_000,
  /** Bytes of an HTTP body of whoever may write: a thousand records in one bulk. */
  writerBody: 2_000_000,
  /** Bytes of a WebSocket message. */
  socketMessage: 64_000,
  /** Operations that run at a time on one WebSocket. */
  socketOperations: 20,
  /** WebSockets and streams over HTTP that are open at a time. */
  streams: 12_000,
  /** Bytes of one message of a subscription. */
  streamMessage: 1_000_000,
  /** How long one operation may take in all, in milliseconds. */
  operationTime: 5_000,
  /** Characters of a name that a client chooses: of an alias, an operation, a fragment or a variable. */
  name: 100,
  /** Lexical tokens of a document. */
  tokens: 2_000,
  /** Faults of a document, or of its variables, that are looked for. */
  documentErrors: 20,
  /** Errors of an answer. */
  errors: 100,
  /** Nested fields, introspection aside. */
  depth: 10,
  /** Aliases of an operation. */
  aliases: 30,
  /** Fields of the root type. */
  rootFields: 50,
  /** Nesting of the variables. */
  variablesDepth: 32,
  /** Values in the variables, those within others and the objects and lists themselves included. */
  values: 40_000,
  /** Conditions on related records in the filter of one list. */
  relations: 20,
  /** Parts of the filter of one list, whatever they are. */
  parts: 200,
  /** Values that the filter of one list compares with, or that another list has which is given as an argument. */
  operands: 1_000,
  /** Representations of one `_entities`. */
  representations: 100,
} as const;

/**
 * The cost that one operation may have: one for each record that it could return if every page were full, and as much for what it makes Postgres
 * do. Refused before anything is read. One list may cost half of it.
 */
export const COST_BUDGET: Readonly<Record<Role, number>> = {
  public: 200_000,
  analyst: 1_000_000,
  partner: 400_000,
  editor: 1_000_000,
  admin: 1_000_000,
};

/**
 * The records that may in fact go into one answer, each counted as often as it does. Pages are seldom full, so this is far below what
 * the operation could cost.
 */
export const ROW_BUDGET: Readonly<Record<Role, number>> = {
  public: 10_000,
  analyst: 50_000,
  partner: 20_000,
  editor: 50_000,
  admin: 50_000,
};

/** The bytes that one answer may have. An answer of a mutation is never withheld: what was done is told. */
export const ANSWER_BYTES: Readonly<Record<Role, number>> = {
  public: 1_000_000,
  analyst: 8_000_000,
  partner: 8_000_000,
  editor: 8_000_000,
  admin: 8_000_000,
};
