import { METHODS } from 'node:http';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { RefusedRequest } from '../errors';

/** The methods of each path. */
export interface Allowed {
  /** The content of the header `Allow`; undefined if the path does not exist. */
  at(path: string): string | undefined;
  /** Refuses all other methods on the known paths. Call it after all routes have been added. */
  refuseOthers(): void;
}

/** All methods of the hub. */
const ANYWHERE = 'GET, HEAD, POST, OPTIONS';

/** Records the methods of all routes that are added from now on, and answers OPTIONS requests that do not come from a browser. */
export function watchMethods(server: FastifyInstance): Allowed {
  const known = new Map<string, Set<string>>();
  let complete = false;
  const at = (path: string): string | undefined => {
    const methods = known.get(path);
    return methods && [...methods].sort().join(', ');
  };
  server.addHook('onRoute', ({ url, method, constraints }) => {
    if (complete || url === '*' || constraints) return;
    const methods = known.get(url) ?? new Set<string>();
    for (const one of [method].flat()) methods.add(one);
    known.set(url, methods);
  });
  server.addHook('onRequest', (request, reply, done) => {
    if (request.method !== 'OPTIONS' || isPreflight(request)) return done();
    const allow = request.url === '*' ? ANYWHERE : at(request.routeOptions.url ?? '');
    if (allow === undefined) return reply.callNotFound();
    return reply.code(204).header('allow', allow).send();
  });
  for (const method of METHODS) {
    if (!server.supportedMethods.includes(method)) server.addHttpMethod(method);
  }
  const refuseOthers = (): void => {
    complete = true;
    for (const [url, methods] of known) {
      const allow = String(at(url));
      const refuse = async (request: FastifyRequest): Promise<never> => {
        throw methodRefused(request.method, url, allow);
      };
      const method = METHODS.filter((one) => !methods.has(one));
      // Before the body is read.
      server.route({ method, url, onRequest: refuse, handler: refuse, exposeHeadRoute: false });
    }
  };
  return { at, refuseOthers };
}

function isPreflight({ headers }: FastifyRequest): boolean {
  return headers.origin !== undefined && headers['access-control-request-method'] !== undefined;
}

/** A method that a path does not support. @param allow the supported methods */
export function methodRefused(method: string, path: string, allow: string): RefusedRequest {
  return new RefusedRequest(405, `${path} answers ${allow}, not ${method}.`, { allow });
}
