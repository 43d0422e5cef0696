import { IncomingMessage } from 'node:http';
import type { Refusal } from '../http/raw-refusal';
import { headFault } from '../http/request-head';

/** The paths of WebSockets. */
const PATHS: readonly string[] = ['/graphql', '/ws'];

/** The part before the path if a client sends the whole URL, as to a proxy. */
const AUTHORITY = /^http:\/\/[^/?#]*/i;

/** The origins whose pages may open sockets. */
export interface SocketOrigins {
  readonly corsOrigins: readonly string[];
  readonly publicUrl?: string | undefined;
}

/** Checks a request for a socket before the socket is opened. Browsers send the page's `Origin`; other clients need not. */
export function refusalOf(request: IncomingMessage, origins: SocketOrigins): Refusal | undefined {
  const { url = '', method = '', headers, httpVersion } = request;
  const fault = headFault(request);
  if (fault !== undefined) return { status: 400, code: 'BAD_REQUEST', message: fault };
  if (!PATHS.includes(url.replace(AUTHORITY, '').split('?', 1)[0] ?? '')) {
    return { status: 404, code: 'NOT_FOUND', message: 'There is no WebSocket here; open it at /graphql or /ws.' };
  }
  if (method !== 'GET') return { ...NO_GET, message: `A WebSocket cannot be opened with ${method}; use GET.` };
  if (httpVersion !== '1.1') return OLD_HTTP;
  if (headers['sec-websocket-version'] !== VERSION) return OTHER_VERSION;
  const { origin, host } = headers;
  if (origin === undefined || isKnown(origin, host, origins)) return undefined;
  return {
    status: 403,
    code: 'FORBIDDEN',
    message: 'Pages of this origin may not open sockets; ask the operator of the hub to allow it.',
  };
}

const VERSION = '13';
const NO_GET = { status: 405, code: 'BAD_REQUEST', headers: { allow: 'GET' } } as const;
const OLD_HTTP = {
  status: 400,
  code: 'BAD_REQUEST',
  message: 'A WebSocket cannot be opened over this HTTP version; use HTTP/1.1.',
} as const;
const OTHER_VERSION = {
  status: 426,
  code: 'BAD_REQUEST',
  message: `The hub supports only version ${VERSION} of WebSocket; send it in Sec-WebSocket-Version.`,
  headers: { upgrade: 'websocket', 'sec-websocket-version': VERSION },
} as const;

function isKnown(origin: string, host: string | undefined, { corsOrigins, publicUrl }: SocketOrigins): boolean {
  if (corsOrigins.includes(origin)) return true;
  if (!URL.canParse(origin)) return false;
  const { origin: exact, host: originHost } = new URL(origin);
  return originHost === host || (publicUrl !== undefined && new URL(publicUrl).origin === exact);
}

/**
 * Treats a request as an upgrade only if it asks for a WebSocket. Once a server listens for upgrades, Node accepts every upgrade
 * and reads no body. The first request of clients that offer HTTP/2, such as Java's default client, would be lost.
 */
export class WebSocketAwareRequest extends IncomingMessage {
  private asksForUpgrade = false;

  get upgrade(): boolean {
    return this.asksForUpgrade && this.headers.upgrade?.toLowerCase() === 'websocket';
  }

  set upgrade(value: boolean | null) {
    this.asksForUpgrade = value === true;
  }
}
