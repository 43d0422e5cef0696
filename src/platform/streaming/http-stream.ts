import type { FastifyReply } from 'fastify';
import { StreamFailed, type ResultStream } from '../execution/result-stream';
import { hubStops } from './hub-stops';
import type { OpenStreams } from './open-streams';
import type { StreamFormat } from './stream-format';
import { StreamedResponse } from './streamed-response';
import type { StreamTimes } from './times';

const HEADERS = {
  'cache-control': 'no-cache, no-transform',
  // Proxies of the nginx family would collect the messages otherwise.
  'x-accel-buffering': 'no',
} as const;

export interface HttpStreamParts {
  readonly reply: FastifyReply;
  readonly format: StreamFormat;
  readonly stream: ResultStream;
  readonly streams: OpenStreams;
  readonly times: StreamTimes;
}

/** Answers a request with a stream. Resolves when the stream has ended. */
export async function sendStream({ reply, format, stream, streams, times }: HttpStreamParts): Promise<void> {
  const { raw } = reply;
  reply.hijack();
  // The client may have left while its operation was looked at.
  if (raw.destroyed) return void (await stream.return());
  const response = new StreamedResponse(raw, times.patience, () => {
    clearInterval(heartbeat);
    leave();
    void stream.return();
  });
  const heartbeat = setInterval(() => response.beat(format.heartbeat), times.heartbeat);
  const leave = streams.enter({
    stop: () => stream.fail(hubStops(reply.request.id)),
    cut: () => response.cut(),
  });
  const headers = reply.getHeaders() as Record<string, string | string[]>;
  raw.writeHead(200, { ...headers, ...HEADERS, 'content-type': format.contentType });
  await response.write(format.opening);
  response.end(await sendMessages(stream, format, response, streams));
}

/** @returns what to end the response with */
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
