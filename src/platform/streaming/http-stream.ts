import type { FastifyReply } from 'fastify';
import { StreamFailed, type ResultStream } from '../execution/result-stream';
import type { Heartbeats } from './heartbeats';
import type { OpenExchange } from './open-exchange';
import type { OpenStreams } from './open-streams';
import type { StreamFormat } from './stream-format';
import { StreamedResponse } from './streamed-response';
import type { StreamTimes } from './times';

export interface HttpStreamParts {
  readonly reply: FastifyReply;
  readonly exchange: OpenExchange;
  readonly format: StreamFormat;
  readonly stream: ResultStream;
  readonly streams: OpenStreams;
  readonly heartbeats: Heartbeats;
  readonly times: StreamTimes;
}

/** Answers a request with a stream. Resolves when the client has read it to its end, or has left. */
export async function sendStream(parts: HttpStreamParts): Promise<void> {
  const { reply, exchange, format, stream, streams, heartbeats, times } = parts;
  const response = new StreamedResponse(reply.raw, times.patience);
  exchange.onCut = () => response.cut();
  void response.closed.then(() => stream.return());
  // The client may read what was already sent, but not for long: it may no longer have the permission.
  stream.whenEnded(() => response.closeWithin(times.farewell));
  const heartbeat = { beat: () => response.beat(format.heartbeat) };
  heartbeats.add(heartbeat);
  try {
    const headers = reply.getHeaders() as Record<string, string | string[]>;
    reply.raw.writeHead(200, { ...headers, ...format.headers });
    await response.write(format.opening);
    response.end(await sendMessages(stream, format, response, streams));
    await response.closed;
  } finally {
    heartbeats.remove(heartbeat);
    response.cut();
  }
}

/** @returns the last part of the response */
async function sendMessages(
  stream: ResultStream,
  format: StreamFormat,
  response: StreamedResponse,
  streams: OpenStreams,
): Promise<string> {
  try {
    for await (const message of stream) await response.write(format.message(message));
    return format.ending;
  } catch (error) {
    if (!(error instanceof StreamFailed)) throw error;
    return streams.isStopping ? format.interruption(error.errors) : format.failure(error.errors);
  }
}
