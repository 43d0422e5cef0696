import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLErrorExtensions } from 'graphql';
import { factsOf, type ErrorCode } from './error-codes';

/** What an error of an operation is to its client, and what is behind it. */
export interface ErrorOrigin {
  /** The code that the client gets. */
  readonly code: ErrorCode;
  /** The error whose message the client may read; nothing where it is masked. */
  readonly readable?: GraphQLError;
  /** What only the log may say: the error that is masked, or the one that a readable error stands for. */
  readonly cause?: unknown;
}

/** Errors that were made for clients keep their code; anything else is a fault of the hub. */
export function originOf(error: GraphQLError): ErrorOrigin {
  const thrown: unknown = unwrapResolverError(error);
  const readable = thrown instanceof GraphQLError ? thrown : error;
  const code = codeOf(readable, thrown);
  if (factsOf(code)?.readable) return { code: code as ErrorCode, readable, cause: readable.cause };
  return { code: 'INTERNAL_SERVER_ERROR', cause: error.originalError ?? thrown };
}

/** GraphQL's own errors without a code are about the request (a variable that does not fit its type), unless a resolver threw. */
function codeOf(error: GraphQLError, thrown: unknown): string {
  // Errors of compiled operations have no extensions where what was thrown has none.
  const { code } = (error.extensions as GraphQLErrorExtensions | undefined) ?? {};
  if (typeof code === 'string') return code;
  return thrown === error && error.originalError === undefined && error.path === undefined
    ? 'BAD_USER_INPUT'
    : 'INTERNAL_SERVER_ERROR';
}
