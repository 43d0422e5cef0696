import { isNativeError } from 'node:util/types';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { FastifyBaseLogger } from 'fastify';
import { originOf } from '../error-origin';
import { LIMITS } from '../limits/limits';
import { CauseLog } from '../logging/cause-log';
import { clippedMessage } from '../advice/clipped-message';
import { SUGGESTION } from '../advice/suggestion';
import { locationsOf } from './document-text';

/** The facts about the request that are needed for its errors. */
export interface ErrorContext {
  readonly requestId: string;
  readonly causes: CauseLog;
  /** Whether messages may suggest similar names of the schema. */
  readonly mayIntrospect: boolean;
}

/** For errors before the viewer is known. */
export function errorContext(requestId: string, log: FastifyBaseLogger): ErrorContext {
  return { requestId, causes: new CauseLog(log), mayIntrospect: false };
}

/**
 * Prepares errors for the client, in the same way on every transport: client errors keep their message and code. All others are masked; only
 * the request id is sent. The log has the details under that id.
 */
export function presentErrors(errors: readonly GraphQLError[], context: ErrorContext): GraphQLFormattedError[] {
  context.causes.report(errors);
  return [...new Set(errors)].slice(0, LIMITS.errors).map((error) => presentError(error, context));
}

/** Any thrown value, as a GraphQL error. */
export function asGraphQLError(thrown: unknown): GraphQLError {
  if (thrown instanceof GraphQLError) return thrown;
  const originalError = isNativeError(thrown) ? thrown : new ThrownValue(typeof thrown);
  return new GraphQLError(originalError.message, { originalError });
}

/** Something other than an error was thrown. */
class ThrownValue extends Error {
  constructor(type: string) {
    super(`a ${type} was thrown, which is not an error`);
  }
}

/** GraphQL's message when it stops comparing fields with the same response name, and the hub's own message, which says what to do. */
const ABORTED = 'Validation aborted.';
const TOO_MANY_ALIKE = 'The document selects the same fields too often in one place; select each field once.';

function presentError(error: GraphQLError, { requestId, mayIntrospect }: ErrorContext): GraphQLFormattedError {
  const { code, readable } = originOf(error);
  const locations = locationsOf(error);
  const place = {
    ...(locations && { locations }),
    ...(error.path && error.path.length > 0 && { path: error.path }),
  };
  if (!readable) {
    const message = `Something went wrong in the hub; report this with the request id ${requestId}.`;
    return { message, ...place, extensions: { code, requestId } };
  }
  const { http: _http, stacktrace: _stacktrace, ...extensions } = readable.extensions;
  const clipped = readable.message === ABORTED ? TOO_MANY_ALIKE : clippedMessage(readable.message);
  const message = mayIntrospect ? clipped : clipped.replace(SUGGESTION, '');
  return { message, ...place, extensions: { ...extensions, code, requestId } };
}
