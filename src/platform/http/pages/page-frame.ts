import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** A page that is the same for everybody until the process ends. */
export interface Page {
  readonly body: string;
  readonly etag: string;
  /** The value of the header `content-security-policy`. */
  readonly policy: string;
}

export function createPage(body: string, policy: string): Page {
  return { body, policy, etag: etagOf(body) };
}

/** A weak ETag, since the same page is sent in several encodings. */
function etagOf(body: string): string {
  return `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
}

/** Sources for each directive, such as `{ 'img-src': ["'self'"] }`. */
export type Policy = Readonly<Record<string, readonly string[]>>;

/** Only what is listed may be loaded, run or sent. No page of the hub may be shown in a frame. */
export function contentSecurityPolicy(allowed: Policy): string {
  const none = ["'none'"];
  const directives = {
    'default-src': none,
    'base-uri': none,
    'form-action': none,
    'frame-ancestors': none,
    ...allowed,
  };
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources.join(' ')}`)
    .join('; ');
}

/**
 * Sets the headers of a page that a browser may cache if it revalidates the page each time.
 * @returns true if the browser's copy is current; the reply is then 304 and needs no body
 */
export function revalidate(request: FastifyRequest, reply: FastifyReply, page: Omit<Page, 'body'>): boolean {
  void reply.headers({
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': page.policy,
    'cache-control': 'no-cache',
    etag: page.etag,
  });
  const known = request.headers['if-none-match'];
  const holds = known !== undefined && known.split(',').some((tag) => tag.trim() === page.etag);
  if (holds) void reply.code(304);
  return holds;
}

/** Adds a request header to `Vary`: caches learn that the answer depends on it. */
export function varyBy(reply: FastifyReply, header: string): void {
  const known = reply.getHeader('vary');
  void reply.header('vary', known ? `${String(known)}, ${header}` : header);
}

/** Answers with the page, or with 304 if the browser already has it. */
export function sendPage(request: FastifyRequest, reply: FastifyReply, page: Page): FastifyReply {
  return revalidate(request, reply, page) ? reply.send() : reply.send(page.body);
}
