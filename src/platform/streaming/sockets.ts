import type { Duplex } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { handleProtocols } from 'graphql-ws';
import { WebSocketServer } from 'ws';
import { refuse } from '../http/raw-refusal';
import { LIMITS } from '../limits/limits';
import type { Shares } from '../limits/shares';
import { openingOf, type Opening } from './socket-opening';
import { protocolServer } from './socket-protocol';
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
  const socketParts = { ...parts, protocol: protocolServer(), log: server.log };
  server.server.on('upgrade', (request, connection, head) => {
    // A client that leaves before the socket is open is not an error.
    connection.on('error', ignore);
    const refusal = parts.streams.isStopping ? STOPS : refusalOf(request, parts);
    if (refusal) return refuse(connection, refusal);
    const opening = openingOf(request, parts.shares);
    const greeted = greet(connection, opening, parts.shares);
    sockets.handleUpgrade(request, connection, head, (opened) =>
      new SocketSession(opened, connection, opening, socketParts, greeted).open(),
    );
  });
}

/** Idle sockets make room for new ones. @returns a function to call once the client has authenticated */
function greet(connection: Duplex, { address }: Opening, shares: Shares): () => void {
  const leave = shares.greeting.enter(address, () => connection.destroy());
  const greeted = (): void => {
    connection.off('close', greeted);
    leave();
  };
  connection.once('close', greeted);
  return greeted;
}

function ignore(): void {
  // The connection closes by itself.
}

function firstOf(offered: ReadonlySet<string>): string | false {
  return [...offered][0] ?? false;
}

const STOPS = { status: 503, code: 'UNAVAILABLE', message: 'The hub is stopping; try again in a moment.' } as const;
