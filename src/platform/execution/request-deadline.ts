import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Using } from '../borrowed';
import { Deadline } from '../limits/deadline';
import type { Shares } from '../limits/shares';

/** How long a client may take to read an answer, in milliseconds. */
const READING = 30_000;

/** The deadline of the operation that a request asks for: ended at once when the client closes its connection. */
export function deadlineOf(request: FastifyRequest, reply: FastifyReply): Deadline {
  const deadline = new Deadline();
  whenClosed(request, reply, () => deadline.leave());
  return deadline;
}

/**
 * Takes the place of the operation that a request asks for. It is given back once the operation has ended and its answer was read: until then the
 * answer is kept.
 * @throws ClientError RATE_LIMITED, OVERLOADED or TIMEOUT
 */
export async function takePlace(
  shares: Shares,
  asking: Using,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const leave = await shares.enter(asking);
  const { raw: response } = reply;
  asking.deadline.atEnd(() => {
    if (response.destroyed || request.raw.socket.destroyed) return leave();
    const timer = setTimeout(() => response.destroy(), READING).unref();
    whenClosed(request, reply, () => {
      clearTimeout(timer);
      leave();
    });
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
