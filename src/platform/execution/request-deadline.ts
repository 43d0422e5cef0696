import type { FastifyReply, FastifyRequest } from 'fastify';
import { Deadline } from '../limits/deadline';

/** The deadline of the operation that a request asks for: ended at once when the client closes its connection. */
export function deadlineOf({ raw: { socket } }: FastifyRequest, { raw: response }: FastifyReply): Deadline {
  const deadline = new Deadline();
  const leave = (): void => deadline.leave();
  response.once('close', leave);
  if (response.socket) return deadline;
  // An earlier answer on the connection is still to be sent: until then this one does not hear of the connection's end.
  socket.once('close', leave);
  response.once('close', () => socket.off('close', leave));
  return deadline;
}
