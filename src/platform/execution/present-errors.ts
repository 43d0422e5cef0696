import { GraphQLError, type GraphQLErrorExtensions, type GraphQLFormattedError } from 'graphql';
import { unwrapResolverError } from '@apollo/server/errors';
import type { FastifyBaseLogger } from 'fastify';
import { LIMITS } from '../limits/limits';
import { clippedMessage } from './clipped-message';
import { locationsOf } from './document-text';

/** The codes of errors that were made for clients to read; anything else is a fault of the hub and is masked. */
const READABLE = new Set([
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
  'QUERY_TOO_COSTLY',
  'CURSOR_TOO_OLD',
  'CURSOR_IN_FUTURE',
  'TOO_MANY_OPERATIONS',
  'TIMEOUT',
  'OVERLOADED',
  'RATE_LIMITED',
  'UNAVAILABLE',
]);

/** What masking needs to know of the request. */
export interface ErrorContext {
  readonly requestId: string;
  readonly log: FastifyBaseLogger;
  /** Similar names of the schema may stand in a message. */
  readonly mayIntrospect: boolean;
}

/**
 * Makes errors fit to leave the hub, on every transport alike: those made for clients keep their message and code; of all others only
 * the request id leaves, under which the log has the rest.
 */
export function presentErrors(errors: readonly GraphQLError[], context: ErrorContext): GraphQLFormattedError[] {
  return [...new Set(errors)].slice(0, LIMITS.errors).map((error) => presentError(error, context));
}

/** All that GraphQL says where it gives up comparing fields that stand in the same place, and what a client can do about it. */
const ABORTED = 'Validation aborted.';
const TOO_MANY_ALIKE =
  'The document selects fields too often in the same place to be compared with each other; select each of them once.';

/** How GraphQL names what else a client may have meant. */
const SUGGESTION = / ?Did you mean [^?]*\?/g;

function presentError(error: GraphQLError, { requestId, log, mayIntrospect }: ErrorContext): GraphQLFormattedError {
  const cause = unwrapResolverError(error);
  const readable = cause instanceof GraphQLError ? cause : error;
  const code = codeOf(readable, cause);
  const locations = locationsOf(error);
  const place = {
    ...(locations && { locations }),
    ...(error.path && error.path.length > 0 && { path: error.path }),
  };
  if (READABLE.has(code)) {
    const { http: _http, stacktrace: _stacktrace, ...extensions } = readable.extensions;
    const clipped = readable.message === ABORTED ? TOO_MANY_ALIKE : clippedMessage(readable.message);
    const message = mayIntrospect ? clipped : clipped.replace(SUGGESTION, '');
    return { message, ...place, extensions: { ...extensions, code, requestId } };
  }
  log.error({ err: cause, path: error.path }, 'a field failed');
  const message = `Something went wrong in the hub; quote the request id ${requestId} when you report it.`;
  return { message, ...place, extensions: { code: 'INTERNAL_SERVER_ERROR', requestId } };
}

/** GraphQL's own errors without a code are about the request (a variable that does not fit its type), unless a resolver threw. */
function codeOf(error: GraphQLError, cause: unknown): string {
  // Errors of compiled operations have no extensions where what was thrown has none.
  const { code } = (error.extensions as GraphQLErrorExtensions | undefined) ?? {};
  if (typeof code === 'string') return code;
  return cause === error && error.originalError === undefined && error.path === undefined
    ? 'BAD_USER_INPUT'
    : 'INTERNAL_SERVER_ERROR';
}
