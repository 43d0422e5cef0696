import type { FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLFormattedError } from 'graphql';
import { codesOf } from '../execution/answered-operation';
import { answeredWith } from './request-log';

interface ErrorBody {
  readonly errors?: readonly GraphQLFormattedError[];
}

/**
 * A fastify hook that finishes the answers of operations which never ran. Each error gets the request's id; and where the client takes
 * `application/json`, a request that is well formed is answered with 200 even if its document is not: a 4xx might come from anything on the
 * way, so clients and gateways of that media type do not read its body.
 */
export async function finishErrors(request: FastifyRequest, reply: FastifyReply, payload: unknown): Promise<unknown> {
  if (reply.statusCode < 400 || typeof payload !== 'string') return payload;
  const body = JSON.parse(payload) as ErrorBody;
  if (!body.errors) return payload;
  // Apollo Server refuses by itself what is no GraphQL request.
  answeredWith(request, { codes: codesOf(body.errors) });
  const wait = body.errors.find(({ extensions }) => extensions?.['retryAfter'])?.extensions?.['retryAfter'];
  if (typeof wait === 'number') void reply.header('retry-after', String(wait));
  if (reply.statusCode === 401) void reply.header('www-authenticate', 'Bearer');
  if (reply.statusCode === 400 && isPlainJson(reply) && !body.errors.some(isBadRequest)) void reply.code(200);
  return JSON.stringify({ ...body, errors: body.errors.map((error) => withRequestId(error, request.id)) });
}

function isPlainJson(reply: FastifyReply): boolean {
  return String(reply.getHeader('content-type')).startsWith('application/json');
}

/** Not well formed: the fault is in the HTTP request itself. */
function isBadRequest({ extensions }: GraphQLFormattedError): boolean {
  return extensions?.code === 'BAD_REQUEST';
}

function withRequestId(error: GraphQLFormattedError, requestId: string): GraphQLFormattedError {
  return { ...error, extensions: { ...error.extensions, requestId } };
}
