import { Readable } from 'node:stream';
import { HeaderMap, type ApolloServer, type HTTPGraphQLRequest } from '@apollo/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import type { Authenticator } from '../access/authenticator';
import { may } from '../access/permissions';
import { PUBLIC_VIEWER } from '../access/viewer';
import { refusedBy } from '../execution/answers';
import type { Caller } from '../execution/operation';
import type { Operations } from '../execution/operations';
import { errorContext } from '../execution/present-errors';
import { readAddress } from '../streaming/graphql-request';
import type { ServeStream } from '../streaming/streaming';
import { deadlineOf, whenRead } from '../execution/request-deadline';
import type { Shares } from '../limits/shares';
import { PlainRequests } from './plain-requests';
import { answeredWith } from './request-log';
import { finishErrors } from './request-errors';

export interface GraphQLParts {
  readonly apollo: ApolloServer<Caller>;
  readonly operations: Operations;
  readonly authenticator: Authenticator;
  readonly shares: Shares;
}

/** Serves GraphQL over HTTP at `/graphql`. @param serveStream answers the requests for a stream */
export function addGraphQL(server: FastifyInstance, parts: GraphQLParts, serveStream: ServeStream): void {
  const answering = { ...parts, plainRequests: new PlainRequests(parts.operations) };
  const handler = async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> =>
    (await serveStream(request, reply)) ? reply : answer(request, reply, answering);
  server.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    // Before the body is read, so that a client over its rate limit costs almost nothing.
    onRequest: async (request) => refusePublic(request, parts.shares),
    handler,
    onSend: (request, reply, payload, done) => {
      addFacts(request, reply, parts.shares);
      done(null, finishErrors(request, reply, payload));
    },
    exposeHeadRoute: false,
  });
}

interface AnsweringParts extends GraphQLParts {
  readonly plainRequests: PlainRequests;
}

async function answer(request: FastifyRequest, reply: FastifyReply, parts: AnsweringParts): Promise<unknown> {
  const { plainRequests } = parts;
  const caller = callerOf(request, reply, parts);
  const plain = plainRequests.read(request);
  // Apollo Server also answers callers that are refused.
  const accepted = plain && (await caller.catch(() => undefined));
  if (plain && accepted) return plainRequests.answer(plain, reply, accepted);
  return answerByApollo(request, reply, parts, caller);
}

async function answerByApollo(
  request: FastifyRequest,
  reply: FastifyReply,
  { apollo, plainRequests }: AnsweringParts,
  caller: Promise<Caller>,
): Promise<unknown> {
  const {
    status = 200,
    headers,
    body,
  } = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: asApolloReads(request),
    context: () => presentable(request, () => caller),
  });
  void reply.code(status).headers(Object.fromEntries(headers));
  if (body.kind !== 'complete') return reply.send(Readable.from(body.asyncIterator));
  const type = headers.get('content-type');
  if (status === 200 && type !== undefined) plainRequests.learn(request, type);
  return body.string;
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

/** Headers about the operation: what its client has left to spend and, for those who run the hub, how it was answered. */
function addFacts(request: FastifyRequest, reply: FastifyReply, shares: Shares): void {
  void reply.headers(shares.headers(request.raw));
  const { role, plan, reason } = request.answered ?? {};
  if (role && plan && may({ role }, 'WRITE'))
    void reply.header('hub-plan', reason ? `${plan}; reason="${reason}"` : plan);
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
