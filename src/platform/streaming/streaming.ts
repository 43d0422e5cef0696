import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { CredentialWatch } from '../access/credential-watch';
import { LIMITS } from '../limits/limits';
import { Heartbeats } from './heartbeats';
import { HttpStreams } from './http-streams';
import { OpenStreams } from './open-streams';
import { addSockets } from './sockets';
import type { StreamingOptions, StreamingParts } from './streaming-parts';
import { STREAM_TIMES } from './times';

/** Answers a request for a stream; returns false for all others. */
export type ServeStream = (request: FastifyRequest, reply: FastifyReply) => Promise<boolean>;

/**
 * Adds subscriptions to a server: WebSockets are added here, and the returned function serves HTTP streams. All of them end when the
 * server closes.
 */
export function addStreaming(server: FastifyInstance, { times, limit, ...options }: StreamingOptions): ServeStream {
  const allTimes = { ...STREAM_TIMES, ...times };
  const parts: StreamingParts = {
    ...options,
    times: allTimes,
    streams: new OpenStreams(limit ?? LIMITS.streams),
    watch: new CredentialWatch(allTimes.credentials, server.log),
    heartbeats: new Heartbeats(allTimes.heartbeat),
  };
  addSockets(server, parts);
  const http = new HttpStreams(parts);
  server.addHook('preClose', async () => {
    await parts.streams.close(allTimes.drain);
    parts.watch.close();
    parts.heartbeats.close();
  });
  return (request, reply) => http.serve(request, reply);
}
