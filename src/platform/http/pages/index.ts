import helmet from '@fastify/helmet';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ICON, ICON_SVG } from './brand';
import { explorerHandler } from './explorer.page';
import { homeHandler, type Answer } from './home.page';
import type { CuratedOperation } from './operations';
import { contentSecurityPolicy, sendPage, varyBy } from './page';
import { pageConstraint } from './page.constraint';
import { renderSandbox } from './sandbox.page';
import type { Welcome } from './welcome';

export { readOperations } from './operations';
export type { Welcome } from './welcome';

export interface PagesOptions {
  readonly welcome: Welcome;
  /** What the pages offer to start from. */
  readonly operations: readonly CuratedOperation[];
}

/**
 * For answers that no page is made of. A browser that is led to one of them runs nothing in it, guesses no other type, and shows it in
 * no frame.
 */
export const API_HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'content-security-policy': contentSecurityPolicy({}),
} as const;

/** Serves what people see in a browser: `/`, `/explorer`, and Apollo Sandbox at `/graphql`. */
export async function pages(server: FastifyInstance, { welcome, operations }: PagesOptions): Promise<void> {
  server.addConstraintStrategy(pageConstraint);
  await server.register(helmet, {
    // Each page sets its own. Transport security is for whoever terminates TLS, which the hub does not.
    contentSecurityPolicy: false,
    strictTransportSecurity: false,
    // Signing in to Apollo opens a window that reports back.
    crossOriginOpenerPolicy: { policy: 'same-origin-allow-popups' },
    frameguard: { action: 'deny' },
  });
  const sandbox = renderSandbox(operations);
  server.get('/', homeHandler({ welcome, operations, ask: (query, request) => ask(server, query, request) }));
  server.get('/explorer', explorerHandler(operations));
  server.get('/graphql', { constraints: { page: true } }, (request, reply) => {
    varyBy(reply, 'accept');
    return sendPage(request, reply, sandbox);
  });
  // Browsers ask for the second by themselves.
  for (const url of [`/${ICON}`, '/favicon.ico']) server.get(url, sendIcon);
}

function sendIcon(_request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return reply.type('image/svg+xml').header('cache-control', 'max-age=86400').send(ICON_SVG);
}

/** Through the hub's own front door, so that every limit and permission of the public holds. */
async function ask(server: FastifyInstance, query: string, request: FastifyRequest): Promise<Answer> {
  const headers = { 'x-request-id': request.id };
  const response = await server.inject({ method: 'POST', url: '/graphql', headers, payload: { query } });
  return response.json<Answer>();
}
