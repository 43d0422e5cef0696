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
    // Compression keeps buffers for every socket, and lets a small message grow.
    perMessageDeflate: false,
    // One that the hub does not speak is taken on as well, to be told so: a client drops a socket that has none of its protocols, unread.
    handleProtocols: (offered: Set<string>) => handleProtocols(offered) || firstOf(offered),
    closeTimeout: parts.times.farewell,
    // One message in a turn of the event loop: who floods takes turns with everybody else.
    allowSynchronousEvents: false,
    // Answered by the session, which knows whether the answers are read.
    autoPong: false,
  };
  const sockets = new WebSocketServer(options);
  sockets.on('wsClientError', ({ message }, socket) => refuse(socket, { status: 400, code: 'BAD_REQUEST', message }));
  server.server.on('upgrade', (request, socket, head) => {
    // Whoever leaves before there is a socket is no fault of anybody's.
    socket.on('error', () => undefined);
    const refusal = parts.streams.isStopping ? STOPS : refusalOf(request, parts);
    if (refusal) return refuse(socket, refusal);
    // Those who only stand there make room for who comes.
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

const STOPS = { status: 503, code: 'UNAVAILABLE', message: 'The hub stops; try again in a moment.' } as const;
