import { Readable } from 'node:stream';
import { HeaderMap, type ApolloServer, type HTTPGraphQLRequest } from '@apollo/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import type { Authenticator } from '../access/authenticator';
import { PUBLIC_VIEWER } from '../access/viewer';
import { refusedBy } from '../execution/answers';
import type { Caller } from '../execution/operation';
import { errorContext } from '../execution/present-errors';
import { readAddress } from '../streaming/graphql-request';
import type { ServeStream } from '../streaming/streaming';
import { deadlineOf, whenRead } from '../execution/request-deadline';
import type { Shares } from '../limits/shares';
import { answeredWith } from './request-log';
import { finishErrors } from './request-errors';

export interface GraphQLParts {
  readonly apollo: ApolloServer<Caller>;
  readonly authenticator: Authenticator;
  readonly shares: Shares;
}

/** Serves GraphQL over HTTP at `/graphql`. @param serveStream answers the requests for a stream */
export function addGraphQL(server: FastifyInstance, parts: GraphQLParts, serveStream: ServeStream): void {
  const handler = async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> =>
    (await serveStream(request, reply)) ? reply : answer(request, reply, parts);
  server.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    // Before the body is read, so that a client over its rate limit costs almost nothing.
    onRequest: async (request) => refusePublic(request, parts.shares),
    handler,
    onSend: [async (request, reply) => void reply.headers(parts.shares.headers(request.raw)), finishErrors],
    exposeHeadRoute: false,
  });
}

async function answer(request: FastifyRequest, reply: FastifyReply, parts: GraphQLParts): Promise<unknown> {
  const {
    status = 200,
    headers,
    body,
  } = await parts.apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: asApolloReads(request),
    context: () => presentable(request, () => callerOf(request, reply, parts)),
  });
  void reply.code(status).headers(Object.fromEntries(headers));
  return body.kind === 'complete' ? body.string : reply.send(Readable.from(body.asyncIterator));
}

function asApolloReads({ method, headers: given, body, url }: FastifyRequest): HTTPGraphQLRequest {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(given)) if (value) headers.set(name, [value].flat().join(', '));
  const search = method === 'GET' ? new URLSearchParams(readAddress(url)).toString() : '';
  return { method, headers, body: withoutEmptyName(body), search };
}

/** An empty operation name counts as none, on every transport, as GraphQL over HTTP demands for URLs. */
function withoutEmptyName(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || !('operationName' in body)) return body;
  return body.operationName === '' ? { ...body, operationName: null } : body;
}

async function callerOf(request: FastifyRequest, reply: FastifyReply, parts: GraphQLParts): Promise<Caller> {
  const { shares, authenticator } = parts;
  const viewer = await authenticator.authenticate(request.headers.authorization, shares.addressOf(request.raw));
  answeredWith(request, { transport: 'http', role: viewer.role });
  const share = shares.of(viewer, request.raw);
  const refusal = shares.rates.refusal(share);
  if (refusal) throw refusal;
  return {
    transport: 'http',
    requestId: request.id,
    log: request.log,
    share,
    deadline: deadlineOf(request, reply),
    // The credential was accepted a moment ago.
    credential: { viewer, check: () => undefined },
    readOnly: request.method === 'GET',
    answered: (operation) => answeredWith(request, operation),
    whenRead: (leave) => whenRead(request, reply, leave),
  };
}

/** @throws ClientError RATE_LIMITED */
async function refusePublic({ headers, raw }: FastifyRequest, shares: Shares): Promise<void> {
  if (headers.authorization === undefined) await shares.refuse(shares.of(PUBLIC_VIEWER, raw));
}

/** Apollo Server shows the message of any error that is thrown here, so the error is masked first. */
async function presentable<T>(request: FastifyRequest, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    const { errors, status } = refusedBy(thrown, errorContext(request.id, request.log));
    const [error] = errors;
    throw new GraphQLError(error?.message ?? '', { extensions: { ...error?.extensions, http: { status } } });
  }
}
