import type { FastifyReply, FastifyRequest } from 'fastify';
import { Deadline } from '../limits/deadline';

/** How long a client may take to read an answer, in milliseconds. */
const READING = 30_000;

/**
 * The deadline of a request's operation. It ends at once when the client closes its connection.
 * @param time in milliseconds; absent: as long as any operation may take
 */
export function deadlineOf(request: FastifyRequest, reply: FastifyReply, time?: number): Deadline {
  const deadline = new Deadline(time);
  whenClosed(request, reply, () => deadline.leave());
  return deadline;
}

/**
 * Calls back once the client has read the answer, or no longer waits for it. A client that takes too long is disconnected, because the
 * hub keeps the answer until then.
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

/** Calls back when the answer has been sent, or the client no longer waits for it. */
function whenClosed({ raw: { socket } }: FastifyRequest, { raw: response }: FastifyReply, closed: () => void): void {
  response.once('close', closed);
  if (response.socket) return;
  // An earlier answer on the connection is still being sent. Until then, this response gets no event when the connection closes.
  socket.once('close', closed);
  response.once('close', () => socket.off('close', closed));
}
