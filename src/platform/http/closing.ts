import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/** How long requests may take to be answered once the server closes, in milliseconds. */
const PATIENCE = 8_000;
/** How long a connection that comes while the server closes may take to be of use, in milliseconds. */
const LATE = 1_000;

/**
 * Lets a server close in good order: what is being answered is answered, as the last answer on its connection, and tells the client so.
 * A connection on which nothing is asked is closed at once, even if nothing has ever been: Node would wait for it, for good.
 */
export function closeInOrder(server: FastifyInstance): void {
  /** Every connection, with how many requests on it are being answered. */
  const running = new Map<Socket, number>();
  let closing = false;
  const count = (socket: Socket, change: number): void => {
    const before = running.get(socket);
    if (before !== undefined) running.set(socket, before + change);
  };
  server.server.on('connection', (socket) => {
    running.set(socket, 0);
    socket.once('close', () => running.delete(socket));
    if (closing) socket.setTimeout(LATE, () => socket.destroy());
  });
  server.server.prependListener('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    count(socket, 1);
    response.once('close', () => count(socket, -1));
  });
  // It has become a WebSocket, which is closed in its own way.
  server.server.prependListener('upgrade', ({ socket }) => running.delete(socket));
  server.addHook('preClose', async () => {
    closing = true;
    for (const [socket, requests] of running) if (requests === 0) socket.destroy();
    setTimeout(() => server.server.closeAllConnections(), PATIENCE).unref();
  });
  server.addHook('onSend', async (_request, reply) => {
    if (closing) void reply.header('connection', 'close');
  });
}
