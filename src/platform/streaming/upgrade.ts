import { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Refusal } from '../http/raw-refusal';
import { headFault } from '../http/request-head';

/** Where sockets are opened. */
const PATHS: readonly string[] = ['/graphql', '/ws'];

/** What stands before the path where a client writes the whole address, as to a proxy. */
const AUTHORITY = /^http:\/\/[^/?#]*/i;

/** Whose pages may open sockets. */
export interface SocketOrigins {
  readonly corsOrigins: readonly string[];
  readonly publicUrl?: string | undefined;
}

/** Looks at a request for a socket before there is one. A browser says by `Origin` whose page asks; nobody else has to send it. */
export function refusalOf(request: IncomingMessage, origins: SocketOrigins): Refusal | undefined {
  const { url = '', method = '', headers, httpVersion } = request;
  const fault = headFault(request);
  if (fault !== undefined) return { status: 400, code: 'BAD_REQUEST', message: fault };
  if (!PATHS.includes(url.replace(AUTHORITY, '').split('?', 1)[0] ?? '')) {
    return { status: 404, code: 'NOT_FOUND', message: 'WebSockets are at /graphql and /ws.' };
  }
  if (method !== 'GET') return { ...NO_GET, message: `A WebSocket is opened by GET, not ${method}.` };
  if (httpVersion !== '1.1') return OLD_HTTP;
  if (headers['sec-websocket-version'] !== VERSION) return OTHER_VERSION;
  const { origin, host } = headers;
  if (origin === undefined || isKnown(origin, host, origins)) return undefined;
  return { status: 403, code: 'FORBIDDEN', message: 'Pages of this origin may not open sockets here.' };
}

const VERSION = '13';
const NO_GET = { status: 405, code: 'BAD_REQUEST', headers: { allow: 'GET' } } as const;
const OLD_HTTP = { status: 400, code: 'BAD_REQUEST', message: 'A WebSocket needs HTTP/1.1.' } as const;
const OTHER_VERSION = {
  status: 426,
  code: 'BAD_REQUEST',
  message: `The hub speaks version ${VERSION} of WebSocket; say so in Sec-WebSocket-Version.`,
  headers: { upgrade: 'websocket', 'sec-websocket-version': VERSION },
} as const;

function isKnown(origin: string, host: string | undefined, { corsOrigins, publicUrl }: SocketOrigins): boolean {
  if (corsOrigins.includes(origin)) return true;
  if (!URL.canParse(origin)) return false;
  const { origin: exact, host: originHost } = new URL(origin);
  return originHost === host || (publicUrl !== undefined && new URL(publicUrl).origin === exact);
}

/**
 * A request that counts as one for an upgrade only if it asks for a WebSocket. Once a server listens for upgrades, Node takes any for one
 * and reads no body: the first request of every client that offers HTTP/2, as Java's does by itself, would otherwise be lost.
 */
export class WebSocketAwareRequest extends IncomingMessage {
  private asksForUpgrade = false;

  constructor(socket: Socket) {
    super(socket);
    Object.defineProperty(this, 'upgrade', {
      get: () => this.asksForUpgrade && this.headers.upgrade?.toLowerCase() === 'websocket',
      set: (value: boolean | null) => (this.asksForUpgrade = value === true),
    });
  }
}
