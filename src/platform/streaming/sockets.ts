import type { FastifyInstance } from 'fastify';
import { handleProtocols } from 'graphql-ws';
import { WebSocketServer } from 'ws';
import { refuse } from '../http/raw-refusal';
import { LIMITS } from '../limits/limits';
import { SocketSession } from './socket-session';
import type { StreamingParts } from './streaming-parts';
import { refusalOf } from './upgrade';

/** Serves GraphQL over WebSockets at `/graphql` and `/ws`. */
export function addSockets(server: FastifyInstance, parts: StreamingParts): void {
  const options = {
    noServer: true,
    clientTracking: false,
    maxPayload: LIMITS.socketMessage,
    // No compression: it keeps buffers for every socket, and a small message could expand to a huge one.
    perMessageDeflate: false,
    // Also accepts protocols that the hub does not speak, to close with a readable error: a client drops a socket without its protocol unread.
    handleProtocols: (offered: Set<string>) => handleProtocols(offered) || firstOf(offered),
    closeTimeout: parts.times.farewell,
    // One message in each turn of the event loop, so that a flooding client takes turns with all others.
    allowSynchronousEvents: false,
    // The session answers pings, because it knows whether the client reads the answers.
    autoPong: false,
  };
  const sockets = new WebSocketServer(options);
  sockets.on('wsClientError', ({ message }, socket) => refuse(socket, { status: 400, code: 'BAD_REQUEST', message }));
  server.server.on('upgrade', (request, socket, head) => {
    // A client that leaves before the socket is open is not an error.
    socket.on('error', () => undefined);
    const refusal = parts.streams.isStopping ? STOPS : refusalOf(request, parts);
    if (refusal) return refuse(socket, refusal);
    // Idle sockets make room for new ones.
    const greeted = parts.shares.greeting.enter(parts.shares.addressOf(request), () => socket.destroy());
    socket.once('close', greeted);
    sockets.handleUpgrade(request, socket, head, (opened) => {
      new SocketSession(opened, request, server.log, parts, greeted).open();
    });
  });
}

function firstOf(offered: ReadonlySet<string>): string | false {
  return [...offered][0] ?? false;
}

const STOPS = { status: 503, code: 'UNAVAILABLE', message: 'The hub is stopping; try again in a moment.' } as const;
