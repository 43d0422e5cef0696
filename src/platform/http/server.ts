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
import { mayIntrospect } from '../access/viewer';
import { ClientError, Forbidden, SCHEMA_HIDDEN } from '../errors';
import { httpStatus } from '../execution/http-status';
import { LIMITS } from '../limits/limits';
import type { HubMetrics } from '../metrics';
import { closeInOrder } from './closing';
import { addGraphQL, type GraphQLParts } from './graphql.route';
import { addStreaming } from '../streaming/streaming';
import type { StreamingOptions } from '../streaming/streaming-parts';
import { WebSocketAwareRequest } from '../streaming/upgrade';
import { API_HEADERS, pages, type PagesOptions } from './pages';

export interface ServerParts extends GraphQLParts, StreamingOptions {
  readonly log: FastifyBaseLogger;
  readonly metrics: HubMetrics;
  /** The SDL that `/schema.graphql` serves. */
  readonly sdl: string;
  /** What the pages for browsers show. */
  readonly pages: PagesOptions;
  /** Resolves if the hub can answer right now; rejects if it cannot. */
  readonly ready: () => Promise<void>;
}

/** What a page of another origin may read of an answer, beside its body. */
const EXPOSED = ['x-request-id', 'ratelimit', 'ratelimit-policy', 'retry-after'] as const;

/** How long a client may take to send its request's headers and body, in milliseconds. */
const REQUEST_TIMEOUT = 10_000;
/** How often the server looks for such clients, in milliseconds. */
const CHECK_INTERVAL = 2_000;

/** The hub's HTTP server: GraphQL, and what operators and tools ask. It does not listen yet. */
export async function createServer(parts: ServerParts): Promise<FastifyInstance> {
  const server = fastify({
    loggerInstance: parts.log,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: LIMITS.body,
    requestTimeout: REQUEST_TIMEOUT,
    http: {
      headersTimeout: REQUEST_TIMEOUT,
      connectionsCheckingInterval: CHECK_INTERVAL,
      IncomingMessage: WebSocketAwareRequest,
    },
    genReqId: requestId,
    forceCloseConnections: 'idle',
    return503OnClosing: true,
  });
  server.addHook(
    'onRequest',
    async (request, reply) => void reply.headers(API_HEADERS).header('x-request-id', request.id),
  );
  server.addHook('onResponse', logResponse);
  closeInOrder(server);
  server.setErrorHandler(answerError);
  server.setNotFoundHandler((request, reply) => {
    const message = `There is nothing at ${pathOf(request)}; GraphQL is at /graphql.`;
    const extensions = { code: 'NOT_FOUND', requestId: request.id };
    void reply.code(404).send({ errors: [{ message, extensions }] });
  });
  // Only JSON is read. A browser sends texts and forms to any address without asking, so they must never reach an operation.
  server.removeContentTypeParser('text/plain');
  await server.register(cors, {
    origin: [...parts.corsOrigins],
    methods: ['GET', 'POST'],
    exposedHeaders: [...EXPOSED],
    maxAge: 600,
  });
  await server.register(compress, { threshold: 2048, encodings: ['br', 'gzip'] });
  await server.register(pages, parts.pages);
  addGraphQL(server, parts, addStreaming(server, parts));
  addOperatorRoutes(server, parts);
  return server;
}

function addOperatorRoutes(
  server: FastifyInstance,
  { introspection, authenticator, shares, metrics, ready, sdl }: ServerParts,
): void {
  server.get('/health/live', () => ({ status: 'live' }));
  server.get('/health/ready', async (_request, reply) => {
    try {
      await ready();
      return { status: 'ready' };
    } catch {
      return reply.code(503).send({ status: 'not ready' });
    }
  });
  server.get('/metrics', async (_request, reply) => {
    void reply.header('content-type', metrics.registry.contentType);
    return metrics.registry.metrics();
  });
  server.get('/schema.graphql', async (request, reply) => {
    const viewer = await authenticator.authenticate(request.headers.authorization, shares.addressOf(request.raw));
    if (!mayIntrospect(introspection, viewer)) throw new Forbidden(SCHEMA_HIDDEN);
    return reply.type('text/plain; charset=utf-8').send(sdl);
  });
}

/** A caller's own request id is kept if it is harmless in a log line. */
function requestId(request: { headers: Record<string, unknown> }): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && /^[\w.:-]{1,100}$/.test(given) ? given : randomUUID();
}

/** One line for each request. No query string, header or body: they may hold secrets and addresses of people. */
async function logResponse(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const { method, log } = request;
  log.info({ method, path: pathOf(request), status: reply.statusCode, ms: Math.round(reply.elapsedTime) }, 'answered');
}

function pathOf(request: FastifyRequest): string {
  return request.url.split('?', 1)[0] as string;
}

function answerError(error: Error & { statusCode?: number }, request: FastifyRequest, reply: FastifyReply): void {
  const [status, code] =
    error instanceof ClientError ? [httpStatus(error.code), error.code] : [error.statusCode ?? 500, 'BAD_REQUEST'];
  const masked = `Something went wrong in the hub; quote the request id ${request.id}.`;
  if (status === 500) request.log.error({ err: error }, 'a request failed');
  const [message, shown] = status === 500 ? [masked, 'INTERNAL_SERVER_ERROR'] : [error.message, code];
  if (error instanceof ClientError && typeof error.extensions['retryAfter'] === 'number')
    void reply.header('retry-after', String(error.extensions['retryAfter']));
  void reply.code(status).send({ errors: [{ message, extensions: { code: shown, requestId: request.id } }] });
}
