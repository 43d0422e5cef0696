import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/** How long running requests may take once the server closes, in milliseconds. */
const PATIENCE = 8_000;
/** How long a new connection may take to send a request while the server closes, in milliseconds. */
const LATE = 1_000;

/**
 * Lets a server close gracefully: running requests are answered with `Connection: close`, as the last answer on their connection.
 * An idle connection is closed at once, even if it never had a request: Node would wait for it forever.
 */
export function closeInOrder(server: FastifyInstance): void {
  /** Every connection, with its number of running requests. */
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
  // The connection is now a WebSocket, which closes in its own way.
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
