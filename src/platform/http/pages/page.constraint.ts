import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { prefersPage } from './page-type';

type Strategy = Parameters<FastifyInstance['addConstraintStrategy']>[0];
type Handler = Parameters<ReturnType<Strategy['storage']>['set']>[1];

/**
 * A constraint for routes: `{ constraints: { page: true } }` matches browsers that ask for a page without an operation in the URL. All other
 * requests for the same path go to the route without the constraint.
 */
export const pageConstraint = {
  name: 'page',
  storage: () => {
    const handlers = new Map<unknown, Handler>();
    return {
      get: (page: unknown) => handlers.get(page) ?? null,
      set: (page: unknown, handler: Handler) => void handlers.set(page, handler),
    };
  },
  deriveConstraint: (request: IncomingMessage) => (asksForPage(request) ? true : undefined),
};

function asksForPage({ method, url = '', headers }: IncomingMessage): boolean {
  return (
    (method === 'GET' || method === 'HEAD') &&
    prefersPage(headers.accept) &&
    !/[?&](?:query|documentId|extensions)=/.test(url)
  );
}
