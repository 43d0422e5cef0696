import type { Role } from '../access/viewer';

/** The bounds of one request. The same on every transport; documented in the schema's own description. */
export const LIMITS = {
  /** Bytes of an HTTP body. */
  body: 100_000,
  /** Lexical tokens of a document. */
  tokens: 2_000,
  /** Nested fields, introspection aside. */
  depth: 10,
  /** Aliases of an operation. */
  aliases: 30,
  /** Fields of the root type. */
  rootFields: 50,
  /** Nesting of the variables. */
  variablesDepth: 32,
  /** Representations of one `_entities`. */
  representations: 100,
} as const;

/** The cost that one operation may have: about the number of records that it may return, lists counted at their page size. */
export const COST_BUDGET: Readonly<Record<Role, number>> = {
  public: 5_000,
  analyst: 20_000,
  partner: 10_000,
  editor: 20_000,
  admin: 20_000,
};
