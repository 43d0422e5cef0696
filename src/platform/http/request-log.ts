import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AnsweredOperation } from '../execution/operation';

/** What the line of a request says of its answer; `operation` is the name of the operation that it held. */
type Answered = Partial<AnsweredOperation>;

declare module 'fastify' {
  interface FastifyRequest {
    /** What was answered, for the log. */
    answered: Answered | null;
  }
}

/** Notes what is known of the answer to a request, beside what was known before. */
export function answeredWith(request: FastifyRequest, answered: Answered): void {
  request.answered = { ...request.answered, ...answered };
}

/** A fastify hook that writes one line for each request. No query string, header or body: they may hold secrets and addresses of people. */
export async function logResponse(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const { method, log, answered } = request;
  const ms = Math.round(reply.elapsedTime);
  log.info({ method, path: pathOf(request), status: reply.statusCode, ...answered, ms }, 'answered');
}

/** The address that a request asks for, without what stands after its path. */
export function pathOf({ url }: Pick<FastifyRequest, 'url'>): string {
  return url.split('?', 1)[0] as string;
}
