import type { FastifyReply, FastifyRequest } from 'fastify';
import { Deadline } from '../limits/deadline';

/** How long a client may take to read an answer, in milliseconds. */
const READING = 30_000;

/** The deadline of the operation that a request asks for: ended at once when the client closes its connection. */
export function deadlineOf(request: FastifyRequest, reply: FastifyReply): Deadline {
  const deadline = new Deadline();
  whenClosed(request, reply, () => deadline.leave());
  return deadline;
}

/**
 * Calls back once the client has read the answer to its request, or nobody waits for it any longer. A client that takes too long is cut off: until then the
 * hub keeps the answer.
 */
export function whenRead(request: FastifyRequest, reply: FastifyReply, read: () => void): void {
  const { raw: response } = reply;
  if (response.destroyed || request.raw.socket.destroyed) return read();
  const timer = setTimeout(() => response.destroy(), READING).unref();
  whenClosed(request, reply, () => {
    clearTimeout(timer);
    read();
  });
}

/** Calls back when the answer has been sent, or nobody waits for it any longer. */
function whenClosed({ raw: { socket } }: FastifyRequest, { raw: response }: FastifyReply, closed: () => void): void {
  response.once('close', closed);
  if (response.socket) return;
  // An earlier answer on the connection is still to be sent: until then this one does not hear of the connection's end.
  socket.once('close', closed);
  response.once('close', () => socket.off('close', closed));
}
