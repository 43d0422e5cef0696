import helmet from '@fastify/helmet';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ICON, ICON_SVG } from './brand';
import { addDocs, readDocs } from './docs';
import { explorerHandler } from './explorer.page';
import { homeHandler, type Answer, type Ask } from './home.page';
import type { CuratedOperation } from './curated-operations';
import { OWN_REQUEST } from '../own-request';
import { contentSecurityPolicy, sendPage, varyBy } from './page-frame';
import { pageConstraint } from './page.constraint';
import { renderSandbox } from './sandbox.page';
import type { Welcome } from './welcome-text';
import { workListHandler } from './work-list.page';

export { readOperations, type CuratedOperation } from './curated-operations';
export type { Welcome, WorkList } from './welcome-text';

export interface PagesOptions {
  readonly welcome: Welcome;
  /** The operations that the pages offer as examples. */
  readonly operations: readonly CuratedOperation[];
  /** The hub's public URL; absent if it is the one that a request names. */
  readonly publicUrl?: string | undefined;
}

/**
 * Headers for answers that are not pages. A browser that opens one runs nothing in it, does not guess another type, and does not show it in
 * a frame.
 */
export const API_HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'content-security-policy': contentSecurityPolicy({}),
} as const;

/** Serves the pages for browsers: `/`, the work list, `/explorer`, Apollo Sandbox at `/graphql`, and `/docs`. */
export async function pages(server: FastifyInstance, { welcome, operations, publicUrl }: PagesOptions): Promise<void> {
  server.addConstraintStrategy(pageConstraint);
  await server.register(helmet, {
    // Each page sets its own policy. The hub does not terminate TLS, so it sets no transport security.
    contentSecurityPolicy: false,
    strictTransportSecurity: false,
    // Apollo's sign-in opens a window that sends its result back.
    crossOriginOpenerPolicy: { policy: 'same-origin-allow-popups' },
    frameguard: { action: 'deny' },
  });
  const sandbox = renderSandbox(operations);
  const docs = readDocs();
  addDocs(server, docs);
  const asking: Ask = (query, request) => ask(server, query, request);
  server.get('/', homeHandler({ welcome, operations, docs, publicUrl, ask: asking }));
  const { title, workList } = welcome;
  if (workList) server.get(`/${workList.address}`, workListHandler(workList, title, asking));
  server.get('/explorer', explorerHandler(operations));
  server.get('/graphql', { constraints: { page: true } }, (request, reply) => {
    varyBy(reply, 'accept');
    return sendPage(request, reply, sandbox);
  });
  // Browsers request the second path on their own.
  for (const url of [`/${ICON}`, '/favicon.ico']) server.get(url, sendIcon);
}

function sendIcon(_request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return reply.type('image/svg+xml').header('cache-control', 'max-age=86400').send(ICON_SVG);
}

/** Uses the hub's own HTTP endpoint, so that every limit and permission of the public applies. */
async function ask(server: FastifyInstance, query: string, request: FastifyRequest): Promise<Answer> {
  const headers = { 'x-request-id': request.id, ...OWN_REQUEST };
  const response = await server.inject({ method: 'POST', url: '/graphql', headers, payload: { query } });
  return response.json<Answer>();
}
