import { randomUUID } from 'node:crypto';
import compress from '@fastify/compress';
import cors from '@fastify/cors';
import fastify, {
  LogController,
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify';
import { demandIntrospection } from '../access/permissions';
import type { IntrospectionRule } from '../access/viewer';
import { httpStatus, type ErrorCode } from '../error-codes';
import { ClientError, RefusedRequest } from '../errors';
import { asGraphQLError } from '../execution/present-errors';
import { LIMITS } from '../limits/limits';
import { CauseLog } from '../logging/cause-log';
import { Outage } from '../logging/outage';
import type { HubMetrics } from '../metrics';
import { answerType } from './answer-type';
import { readBodies, unreadableType } from './body';
import { ClientErrors } from './client-errors';
import { closeInOrder } from './closing';
import { addGraphQL, type GraphQLParts } from './graphql.route';
import { watchMethods } from './methods';
import { NOT_STORED } from './public-answers';
import { headFault } from './request-head';
import { answeredWith, logResponse, pathOf } from './request-log';
import { addStreaming } from '../streaming/streaming';
import type { StreamingOptions } from '../streaming/streaming-parts';
import { WebSocketAwareRequest } from '../streaming/upgrade';
import { API_HEADERS, pages, type PagesOptions } from './pages';

export interface ServerParts extends GraphQLParts, StreamingOptions {
  /** Who may read the SDL. */
  readonly introspection: IntrospectionRule;
  readonly log: FastifyBaseLogger;
  readonly metrics: HubMetrics;
  /** The SDL that `/schema.graphql` serves. */
  readonly sdl: string;
  /** The content of the pages for browsers. */
  readonly pages: PagesOptions;
  /** Resolves if the hub can answer right now; rejects if it cannot. */
  readonly ready: () => Promise<void>;
}

/** The headers of an answer that a page of another origin may read. */
const EXPOSED = [
  'x-request-id',
  'ratelimit',
  'ratelimit-policy',
  'retry-after',
  'etag',
  'hub-plan',
  'hub-cursor',
  'content-disposition',
] as const;

/** How long a client may take to send its request's headers and body, in milliseconds. */
const REQUEST_TIMEOUT = 10_000;
/** How often the server checks for such clients, in milliseconds. */
const CHECK_INTERVAL = 2_000;
/** The statuses of refusals before the whole body has arrived. */
const BODY_REFUSED: ReadonlySet<number> = new Set([401, 413, 415]);
/** How many characters of a path an error quotes. */
const MAX_ECHO = 100;

/** The hub's HTTP server: GraphQL, and paths for operators and tools. It does not listen yet. */
export async function createServer(parts: ServerParts): Promise<FastifyInstance> {
  const clientErrors = new ClientErrors((path) => methods.at(path));
  const server = newServer(parts.log, clientErrors);
  const methods = watchMethods(server);
  closeInOrder(server);
  server.setErrorHandler(answerError);
  server.setNotFoundHandler(answerNotFound);
  readBodies(server, parts.authenticator);
  await server.register(cors, {
    origin: [...parts.corsOrigins],
    methods: ['GET', 'POST'],
    exposedHeaders: [...EXPOSED],
    maxAge: 600,
  });
  // Before its body is read.
  server.addHook('onRequest', (request, reply, done) => (request.is404 ? void answerNotFound(request, reply) : done()));
  await server.register(compress, { threshold: 2048, encodings: ['br', 'gzip'], globalDecompression: false });
  await server.register(pages, parts.pages);
  addGraphQL(server, parts, addStreaming(server, parts));
  addOperatorRoutes(server, parts);
  methods.refuseOthers();
  return server;
}

function newServer(log: FastifyBaseLogger, clientErrors: ClientErrors): FastifyInstance {
  const server = fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    bodyLimit: LIMITS.writerBody,
    requestTimeout: REQUEST_TIMEOUT,
    http: {
      headersTimeout: REQUEST_TIMEOUT,
      connectionsCheckingInterval: CHECK_INTERVAL,
      IncomingMessage: WebSocketAwareRequest,
      // The hub answers these itself.
      requireHostHeader: false,
    },
    genReqId: requestId,
    frameworkErrors: answerBadAddress,
    clientErrorHandler: clientErrors.answer,
    forceCloseConnections: 'idle',
    return503OnClosing: true,
  });
  // The size of all headers is limited. Beyond a number of headers, Node silently drops the rest, perhaps even the credential.
  server.server.maxHeadersCount = 0;
  clientErrors.watch(server.server);
  server.addHook('onRequest', (request, reply, done) => {
    addHeaders(request, reply);
    // Node reads nothing more from this connection.
    if (request.method === 'CONNECT') void reply.header('connection', 'close');
    const fault = headFault(request.raw);
    done(fault === undefined ? undefined : new RefusedRequest(400, fault));
  });
  server.decorateRequest('answered', null);
  server.decorateRequest('publicAnswer', null);
  server.addHook('onResponse', logResponse);
  return server;
}

function addHeaders(request: FastifyRequest, reply: FastifyReply): void {
  void reply.headers({ ...API_HEADERS, ...NOT_STORED, 'x-request-id': request.id });
}

function addOperatorRoutes(
  server: FastifyInstance,
  { introspection, authenticator, shares, metrics, ready, sdl, log }: ServerParts,
): void {
  const readiness = new Outage(log, { away: 'the hub is not ready', back: 'the hub is ready again' });
  server.get('/ws', () => {
    throw new RefusedRequest(426, '/ws accepts only WebSockets; send GraphQL requests to /graphql.', {
      upgrade: 'websocket',
    });
  });
  server.get('/health/live', () => ({ status: 'live' }));
  server.get('/health/ready', async (_request, reply) => {
    try {
      await ready();
      readiness.worked();
      return { status: 'ready' };
    } catch (error) {
      readiness.failed(error);
      return reply.code(503).send({ status: 'not ready' });
    }
  });
  server.get('/metrics', async (_request, reply) => {
    void reply.header('content-type', metrics.registry.contentType);
    return metrics.registry.metrics();
  });
  server.get('/schema.graphql', async (request, reply) => {
    const viewer = await authenticator.authenticate(request.headers.authorization, shares.addressOf(request.raw));
    demandIntrospection(introspection, viewer);
    return reply.type('text/plain; charset=utf-8').send(sdl);
  });
}

/** Keeps the client's own request id if it is safe in a log line. */
function requestId(request: { headers: Record<string, unknown> }): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && /^[\w.:-]{1,100}$/.test(given) ? given : randomUUID();
}

function answerError(
  thrown: Error & { statusCode?: number },
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const error = asRefused(thrown);
  const status = statusOf(error);
  const code = error instanceof ClientError ? error.code : 'BAD_REQUEST';
  if (error instanceof RefusedRequest) void reply.headers(error.headers);
  if (error instanceof ClientError && typeof error.extensions['retryAfter'] === 'number') {
    void reply.header('retry-after', String(error.extensions['retryAfter']));
  }
  if (status === 401) void reply.header('www-authenticate', 'Bearer');
  // Reads and discards the rest of the body, so that the client can read the error.
  if (BODY_REFUSED.has(status)) void reply.removeHeader('connection');
  if (status === 500 || error instanceof ClientError) new CauseLog(request.log).report([asGraphQLError(error)]);
  if (status !== 500) return sendError(request, reply, status, { code, message: error.message });
  const message = `Something went wrong in the hub; report this with the request id ${request.id}.`;
  return sendError(request, reply, status, { code: 'INTERNAL_SERVER_ERROR', message });
}

function statusOf(error: Error & { statusCode?: number }): number {
  return error.statusCode ?? (error instanceof ClientError ? httpStatus(error.code) : 500);
}

/** The hub's own message for an error of fastify. */
function asRefused(error: Error & { code?: string }): Error & { statusCode?: number } {
  return error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE' ? unreadableType() : error;
}

function answerNotFound(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const message = `There is nothing at ${pathOf(request).slice(0, MAX_ECHO)}; send GraphQL requests to /graphql.`;
  return sendError(request, reply, 404, { code: 'NOT_FOUND', message });
}

/** A malformed URL has no route, so no hook runs for it. */
function answerBadAddress(_error: Error, request: FastifyRequest, reply: FastifyReply): void {
  addHeaders(request, reply);
  const message = 'The URL is malformed; percent-encode it in UTF-8.';
  void sendError(request, reply, 400, { code: 'BAD_REQUEST', message });
}

function sendError(
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  { code, message }: { readonly code: ErrorCode; readonly message: string },
): FastifyReply {
  answeredWith(request, { codes: [code] });
  const errors = [{ message, extensions: { code, requestId: request.id } }];
  return reply.code(status).type(answerType(request)).send({ errors });
}
