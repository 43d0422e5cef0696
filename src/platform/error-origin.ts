import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLErrorExtensions } from 'graphql';
import { factsOf, type ErrorCode } from './error-codes';

/** What the client sees of an error, and its cause. */
export interface ErrorOrigin {
  /** The code that the client gets. */
  readonly code: ErrorCode;
  /** The error whose message the client may read; absent if the error is masked. */
  readonly readable?: GraphQLError;
  /** For the log only: the masked error, or the cause of a readable one. */
  readonly cause?: unknown;
}

/** Errors that clients may read keep their code. Any other error is a fault of the hub. */
export function originOf(error: GraphQLError): ErrorOrigin {
  const thrown: unknown = unwrapResolverError(error);
  const readable = thrown instanceof GraphQLError ? thrown : error;
  const code = codeOf(readable, thrown);
  if (factsOf(code)?.readable) return { code: code as ErrorCode, readable, cause: readable.cause };
  return { code: 'INTERNAL_SERVER_ERROR', cause: error.originalError ?? thrown };
}

/** An error of GraphQL itself that has no code is about the request, such as a variable of the wrong type, unless a resolver threw it. */
function codeOf(error: GraphQLError, thrown: unknown): string {
  // Compiled operations make errors without extensions if the thrown error has none.
  const { code } = (error.extensions as GraphQLErrorExtensions | undefined) ?? {};
  if (typeof code === 'string') return code;
  return thrown === error && error.originalError === undefined && error.path === undefined
    ? 'BAD_USER_INPUT'
    : 'INTERNAL_SERVER_ERROR';
}
