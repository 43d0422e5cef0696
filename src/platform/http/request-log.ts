import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AnsweredOperation } from '../execution/operation';

/** What the log line of a request says about its answer; `operation` is the name of the operation in the request. */
type Answered = Partial<AnsweredOperation>;

declare module 'fastify' {
  interface FastifyRequest {
    /** The facts about the answer, for the log. */
    answered: Answered | null;
  }
}

/** Adds facts about the answer to a request. */
export function answeredWith(request: FastifyRequest, answered: Answered): void {
  request.answered = Object.assign(request.answered ?? {}, answered);
}

/** A fastify hook that writes one line for each request. No query string, header or body: they may contain secrets and e-mail addresses. */
export function logResponse(request: FastifyRequest, reply: FastifyReply, done: () => void): void {
  const { method, log, answered } = request;
  const ms = Math.round(reply.elapsedTime);
  log.info(Object.assign({ method, path: pathOf(request), status: reply.statusCode }, answered, { ms }), 'answered');
  done();
}

/** The path of a request, without its query string. */
export function pathOf({ url }: Pick<FastifyRequest, 'url'>): string {
  return url.split('?', 1)[0] as string;
}
