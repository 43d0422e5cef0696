import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Admission } from '../access/credential';
import { CredentialWatch } from '../access/credential-watch';
import type { Operations } from '../execution/operations';
import { LIMITS } from '../limits/limits';
import { HttpStreams } from './http-streams';
import { OpenStreams } from './open-streams';
import { addSockets } from './sockets';
import { STREAM_TIMES, type StreamTimes } from './times';

export interface StreamingOptions {
  readonly operations: Operations;
  readonly admit: Admission;
  /** Origins whose pages may open sockets, besides the hub's own. */
  readonly corsOrigins: readonly string[];
  /** The hub's address, where it does not follow from the request. */
  readonly publicUrl?: string | undefined;
  /** The hosts that a subscription's messages may be sent to. */
  readonly callbackHosts: readonly string[];
  /** Other than usual, for tests. */
  readonly times?: Partial<StreamTimes>;
  /** How many sockets and streams may be open; other than usual, for tests. */
  readonly limit?: number;
}

/** What all transports of subscriptions share. */
export interface StreamingParts extends Omit<StreamingOptions, 'times' | 'limit'> {
  readonly streams: OpenStreams;
  readonly watch: CredentialWatch;
  readonly times: StreamTimes;
}

/** Answers a request that is to be followed as a stream; false for all others. */
export type ServeStream = (request: FastifyRequest, reply: FastifyReply) => Promise<boolean>;

/**
 * Lets a server carry subscriptions: over WebSockets, which are added here, and over HTTP, by what is returned. All of them end when the
 * server closes.
 */
export function addStreaming(server: FastifyInstance, { times, limit, ...options }: StreamingOptions): ServeStream {
  const allTimes = { ...STREAM_TIMES, ...times };
  const parts: StreamingParts = {
    ...options,
    times: allTimes,
    streams: new OpenStreams(limit ?? LIMITS.streams),
    watch: new CredentialWatch(allTimes.credentials),
  };
  addSockets(server, parts);
  const http = new HttpStreams(parts);
  server.addHook('preClose', async () => {
    await parts.streams.close(allTimes.drain);
    parts.watch.close();
  });
  return (request, reply) => http.serve(request, reply);
}
