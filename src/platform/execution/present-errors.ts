import { isNativeError } from 'node:util/types';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { FastifyBaseLogger } from 'fastify';
import { originOf } from '../error-origin';
import { LIMITS } from '../limits/limits';
import { CauseLog } from '../logging/cause-log';
import { clippedMessage } from './clipped-message';
import { locationsOf } from './document-text';

/** What presenting errors needs to know of the request. */
export interface ErrorContext {
  readonly requestId: string;
  readonly causes: CauseLog;
  /** Similar names of the schema may stand in a message. */
  readonly mayIntrospect: boolean;
}

/** For errors that come before it is known who asks. */
export function errorContext(requestId: string, log: FastifyBaseLogger): ErrorContext {
  return { requestId, causes: new CauseLog(log), mayIntrospect: false };
}

/**
 * Makes errors fit to leave the hub, on every transport alike: those made for clients keep their message and code; of all others only
 * the request id leaves. The log has the rest under that id.
 */
export function presentErrors(errors: readonly GraphQLError[], context: ErrorContext): GraphQLFormattedError[] {
  context.causes.report(errors);
  return [...new Set(errors)].slice(0, LIMITS.errors).map((error) => presentError(error, context));
}

/** What somebody threw, as an error of GraphQL. */
export function asGraphQLError(thrown: unknown): GraphQLError {
  if (thrown instanceof GraphQLError) return thrown;
  const originalError = isNativeError(thrown) ? thrown : new ThrownValue(typeof thrown);
  return new GraphQLError(originalError.message, { originalError });
}

/** Something else than an error was thrown. */
class ThrownValue extends Error {
  constructor(type: string) {
    super(`a ${type} was thrown, which is no error`);
  }
}

/** All that GraphQL says where it gives up comparing fields that stand in the same place, and what a client can do about it. */
const ABORTED = 'Validation aborted.';
const TOO_MANY_ALIKE =
  'The document selects fields too often in the same place to be compared with each other; select each of them once.';

/** How GraphQL names what else a client may have meant. */
const SUGGESTION = / ?Did you mean [^?]*\?/g;

function presentError(error: GraphQLError, { requestId, mayIntrospect }: ErrorContext): GraphQLFormattedError {
  const { code, readable } = originOf(error);
  const locations = locationsOf(error);
  const place = {
    ...(locations && { locations }),
    ...(error.path && error.path.length > 0 && { path: error.path }),
  };
  if (!readable) {
    const message = `Something went wrong in the hub; quote the request id ${requestId} when you report it.`;
    return { message, ...place, extensions: { code, requestId } };
  }
  const { http: _http, stacktrace: _stacktrace, ...extensions } = readable.extensions;
  const clipped = readable.message === ABORTED ? TOO_MANY_ALIKE : clippedMessage(readable.message);
  const message = mayIntrospect ? clipped : clipped.replace(SUGGESTION, '');
  return { message, ...place, extensions: { ...extensions, code, requestId } };
}
