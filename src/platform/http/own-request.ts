import { randomUUID } from 'node:crypto';
import type { FastifyRequest } from 'fastify';

/** Known to this process only. */
const SECRET = randomUUID();
const HEADER = 'hub-own-request';

/** Headers for a request that the hub sends to itself for one of its pages. It may then run any document, whoever looks at the page. */
export const OWN_REQUEST: Readonly<Record<string, string>> = { [HEADER]: SECRET };

export function isOwnRequest({ headers }: Pick<FastifyRequest, 'headers'>): boolean {
  return headers[HEADER] === SECRET;
}
