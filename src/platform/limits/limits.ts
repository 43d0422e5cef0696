import type { Role } from '../access/viewer';

/** The limits of one request, the same on every transport. The schema's description documents them. */
export const LIMITS = {
  /** Bytes of an HTTP body. */
  body: 100_000,
  /** Bytes of an HTTP body from a viewer who may write: enough for a thousand records. */
  writerBody: 2_000_000,
  /** Bytes of a WebSocket message. */
  socketMessage: 64_000,
  /** Operations that run at the same time on one WebSocket. */
  socketOperations: 20,
  /** WebSockets and HTTP streams that are open at the same time. */
  streams: 12_000,
  /** Bytes of one message of a subscription. */
  streamMessage: 1_000_000,
  /** The total time of one operation, in milliseconds. */
  operationTime: 5_000,
  /** Characters of a name that a client chooses: of an alias, an operation, a fragment or a variable. */
  name: 100,
  /** Lexical tokens of a document. */
  tokens: 2_000,
  /** Errors of a document or of its variables that are reported. */
  documentErrors: 20,
  /** Errors of an answer. */
  errors: 100,
  /** Depth of nested fields, without introspection. `edges`, `node` and `nodes` do not count. */
  depth: 10,
  /** Depth of nested fields, all counted: as much as a valid document of the depth above can have, and a little more. */
  levels: 32,
  /** Aliases of an operation. */
  aliases: 30,
  /** Fields of the root type. */
  rootFields: 50,
  /** Depth of the variables. */
  variablesDepth: 32,
  /** Values in the variables, including nested values, objects and lists. */
  values: 40_000,
  /** Conditions on related records in the filter of one list. */
  relations: 20,
  /** Parts of any kind in the filter of one list. */
  parts: 200,
  /** Values that the filter of one list compares with, or entries of another list argument. */
  operands: 1_000,
  /** Representations of one `_entities`. */
  representations: 100,
  /** Ids of `nodes`. */
  nodes: 100,
} as const;

/** The most rows of a file. More are refused before its first row is read. */
export const FILE_ROWS: Readonly<Record<Role, number>> = {
  public: 10_000,
  analyst: 1_000_000,
  partner: 100_000,
  editor: 1_000_000,
  admin: 1_000_000,
};

/** How long a file may take, from its request to its last row, in milliseconds. Its transaction is open for that long. */
export const FILE_TIME: Readonly<Record<Role, number>> = {
  public: 60_000,
  analyst: 300_000,
  partner: 300_000,
  editor: 300_000,
  admin: 300_000,
};

/**
 * The cost that one operation may have: 1 for each record that it could return if every page were full, plus the work that it makes Postgres
 * do. An operation above it is refused before anything is read. One list may cost half of it.
 */
export const COST_BUDGET: Readonly<Record<Role, number>> = {
  public: 200_000,
  analyst: 1_000_000,
  partner: 400_000,
  editor: 1_000_000,
  admin: 1_000_000,
};

/**
 * The records that one answer may really have, each counted as often as it appears. Pages are seldom full, so this is far below what
 * the operation could cost.
 */
export const ROW_BUDGET: Readonly<Record<Role, number>> = {
  public: 10_000,
  analyst: 50_000,
  partner: 20_000,
  editor: 50_000,
  admin: 50_000,
};

/** The most values from the first group to the last, if holes between them are filled: eleven years of days. */
export const FILLED_VALUES = 4_000;

/** The bytes that an answer about the schema may have. It has no records, and does not grow with them. */
export const SCHEMA_BYTES = 4_000_000;

/** The bytes that one answer may have. The answer of a mutation is always sent, because the client must learn what was changed. */
export const ANSWER_BYTES: Readonly<Record<Role, number>> = {
  public: 1_000_000,
  analyst: 8_000_000,
  partner: 8_000_000,
  editor: 8_000_000,
  admin: 8_000_000,
};
