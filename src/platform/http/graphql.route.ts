import { Readable } from 'node:stream';
import type { ApolloServer } from '@apollo/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import type { Authenticator } from '../access/authenticator';
import { may } from '../access/permissions';
import { PUBLIC_VIEWER, type Role } from '../access/viewer';
import { refusedBy } from '../execution/answers';
import type { ApolloCaller } from '../execution/apollo.plugin';
import type { Caller } from '../execution/operation';
import type { Operations } from '../execution/operations';
import { errorContext } from '../execution/present-errors';
import { acceptedFormat } from '../files/accepted-format';
import type { FileFormat } from '../files/file-format';
import { FILE_TIME } from '../limits/limits';
import { readRequest } from '../streaming/graphql-request';
import type { ServeStream } from '../streaming/streaming';
import { deadlineOf, whenRead } from '../execution/request-deadline';
import type { Shares } from '../limits/shares';
import { asApolloReads, type ApolloRequest } from './apollo-request';
import { answerByFile } from './file-answers';
import { isOwnRequest } from './own-request';
import { varyBy } from './pages/page-frame';
import { PlainRequests } from './plain-requests';
import { NOT_STORED, VARIES_BY, type PublicAnswers } from './public-answers';
import { answeredWith } from './request-log';
import { finishErrors } from './request-errors';

export interface GraphQLParts {
  readonly apollo: ApolloServer<ApolloCaller>;
  readonly operations: Operations;
  readonly authenticator: Authenticator;
  readonly shares: Shares;
  readonly publicAnswers: PublicAnswers;
}

/** Serves GraphQL over HTTP at `/graphql`. @param serveStream answers the requests for a stream */
export function addGraphQL(server: FastifyInstance, parts: GraphQLParts, serveStream: ServeStream): void {
  const answering = { ...parts, plainRequests: new PlainRequests(parts.operations) };
  const handler = async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    if (await serveStream(request, reply)) return reply;
    const format = acceptedFormat(request.headers.accept ?? '');
    return format ? answerWithFile(request, reply, parts, format) : answer(request, reply, answering);
  };
  server.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    // Before the body is read, so that a client over its rate limit costs almost nothing.
    onRequest: async (request, reply) => {
      varyBy(reply, VARIES_BY);
      await refusePublic(request, parts.shares);
    },
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
  const plain = plainRequests.read(request);
  const forApollo = plain ? undefined : asApolloReads(request);
  const caller = callerOf(request, reply, parts);
  // Apollo Server also answers callers that are refused.
  const accepted = plain && (await caller.catch(() => undefined));
  const body = await (plain && accepted
    ? plainRequests.answer(plain, reply, accepted)
    : answerByApollo(request, reply, parts, { ...(forApollo ?? asApolloReads(request)), caller }));
  if (reply.statusCode === 200 && request.publicAnswer?.isUnwanted) void reply.code(304);
  // The client has the answer, so there is nothing to describe either.
  return reply.statusCode === 304 ? reply.removeHeader('content-type').send() : body;
}

async function answerWithFile(
  request: FastifyRequest,
  reply: FastifyReply,
  parts: GraphQLParts,
  format: FileFormat,
): Promise<FastifyReply> {
  const operation = readRequest(request);
  const caller = await callerOf(request, reply, parts, FILE_TIME);
  const { authenticator, shares } = parts;
  const check = (): Promise<unknown> =>
    authenticator.authenticate(request.headers.authorization, shares.addressOf(request.raw));
  return answerByFile(request, reply, { ...parts, operation, caller, check, format });
}

async function answerByApollo(
  request: FastifyRequest,
  reply: FastifyReply,
  { apollo, plainRequests }: AnsweringParts,
  { http, given, caller }: ApolloRequest & { readonly caller: Promise<Caller> },
): Promise<unknown> {
  const {
    status = 200,
    headers,
    body,
  } = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: http,
    context: () => presentable(request, async () => ({ ...(await caller), given })),
  });
  void reply.code(status).headers({ ...Object.fromEntries(headers), ...NOT_STORED });
  if (body.kind !== 'complete') return reply.send(Readable.from(body.asyncIterator));
  const type = headers.get('content-type');
  if (status === 200 && type !== undefined) plainRequests.learn(request, type);
  return body.string;
}

/** @param times how long the operation may take, by role; absent: as long as any operation */
async function callerOf(
  request: FastifyRequest,
  reply: FastifyReply,
  parts: GraphQLParts,
  times?: Readonly<Record<Role, number>>,
): Promise<Caller> {
  const { shares, authenticator, publicAnswers } = parts;
  request.publicAnswer = publicAnswers.of(request);
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
    deadline: deadlineOf(request, reply, times?.[viewer.role]),
    // The credential was accepted a moment ago.
    credential: { viewer, check: () => undefined },
    readOnly: request.method === 'GET',
    isOwn: isOwnRequest(request),
    kept: request.publicAnswer ?? undefined,
    answered: (operation) => answeredWith(request, operation),
    whenRead: (leave) => whenRead(request, reply, leave),
  };
}

/**
 * Headers about the operation: what caches may do with its answer, what its client has left to spend and, for those who run the hub, how it was answered.
 * What one client has left is not in an answer that others get from a cache.
 */
function addFacts(request: FastifyRequest, reply: FastifyReply, shares: Shares): void {
  void reply.headers(shares.headers(request.raw));
  if (request.publicAnswer?.send(reply)) void reply.removeHeader('ratelimit');
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
