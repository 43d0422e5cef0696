import { IncomingMessage, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';

/** Where sockets are opened. */
const PATHS: readonly string[] = ['/graphql', '/ws'];

/** Why a request for a socket is answered with a status instead of one. */
export interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

/** Whose pages may open sockets. */
export interface SocketOrigins {
  readonly corsOrigins: readonly string[];
  readonly publicUrl?: string | undefined;
}

/** Looks at a request for a socket before there is one. A browser says by `Origin` whose page asks; nobody else has to send it. */
export function refusalOf({ url = '', headers }: IncomingMessage, origins: SocketOrigins): Refusal | undefined {
  if (!PATHS.includes(url.split('?', 1)[0] ?? '')) {
    return { status: 404, code: 'NOT_FOUND', message: 'WebSockets are at /graphql and /ws.' };
  }
  const { origin, host } = headers;
  if (origin === undefined || isKnown(origin, host, origins)) return undefined;
  return { status: 403, code: 'FORBIDDEN', message: 'Pages of this origin may not open sockets here.' };
}

function isKnown(origin: string, host: string | undefined, { corsOrigins, publicUrl }: SocketOrigins): boolean {
  if (corsOrigins.includes(origin)) return true;
  if (!URL.canParse(origin)) return false;
  const { origin: exact, host: originHost } = new URL(origin);
  return originHost === host || (publicUrl !== undefined && new URL(publicUrl).origin === exact);
}

/** Answers with a status and closes. */
export function refuse(socket: Duplex, { status, code, message }: Refusal): void {
  const body = JSON.stringify({ errors: [{ message, extensions: { code } }] });
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'connection: close',
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
  ];
  socket.once('finish', () => socket.destroy());
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
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
