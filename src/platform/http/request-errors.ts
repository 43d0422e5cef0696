import type { FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLFormattedError } from 'graphql';
import { codesOf } from '../execution/answered-operation';
import { answeredWith } from './request-log';

interface ErrorBody {
  readonly errors?: readonly GraphQLFormattedError[];
}

/**
 * Completes the answers of operations that never ran. Each error gets the request's id. If the client accepts
 * `application/json`, a well-formed request is answered with 200 even if its document is invalid: a 4xx could come from any proxy on the
 * way, so clients and gateways that use this media type do not read its body.
 */
export function finishErrors(request: FastifyRequest, reply: FastifyReply, payload: unknown): unknown {
  if (reply.statusCode < 400 || typeof payload !== 'string') return payload;
  const body = JSON.parse(payload) as ErrorBody;
  if (!body.errors) return payload;
  // Apollo Server itself refuses requests that are not GraphQL.
  answeredWith(request, { codes: codesOf(body.errors) });
  const wait = body.errors.find(({ extensions }) => extensions?.['retryAfter'])?.extensions?.['retryAfter'];
  if (typeof wait === 'number') void reply.header('retry-after', String(wait));
  if (reply.statusCode === 401) void reply.header('www-authenticate', 'Bearer');
  if (reply.statusCode === 400 && isPlainJson(reply) && !body.errors.some(isInRequest)) void reply.code(200);
  return JSON.stringify({ ...body, errors: body.errors.map((error) => withRequestId(error, request.id)) });
}

function isPlainJson(reply: FastifyReply): boolean {
  return String(reply.getHeader('content-type')).startsWith('application/json');
}

/** Whether the error is in the HTTP request itself, or there is no document at all. Apollo's clients expect 200 for an unknown hash. */
function isInRequest({ extensions }: GraphQLFormattedError): boolean {
  return extensions?.code === 'BAD_REQUEST' || extensions?.code === 'DOCUMENT_UNKNOWN';
}

function withRequestId(error: GraphQLFormattedError, requestId: string): GraphQLFormattedError {
  return { ...error, extensions: { ...error.extensions, requestId } };
}
