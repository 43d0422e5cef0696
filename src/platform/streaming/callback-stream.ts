import type { FastifyBaseLogger } from 'fastify';
import { StreamFailed, type ResultStream } from '../execution/result-stream';
import { CallbackFailed, type CallbackClient } from './callback-client';
import type { CallbackTarget } from './callback-target';
import { hubStops } from './hub-stops';
import type { OpenStreams } from './open-streams';

export interface CallbackStreamParts {
  readonly target: CallbackTarget;
  readonly client: CallbackClient;
  readonly stream: ResultStream;
  readonly streams: OpenStreams;
  readonly requestId: string;
  readonly log: FastifyBaseLogger;
}

/**
 * Sends a subscription to its router: each message once the one before was taken. Resolves when the subscription has ended, which it also does
 * when the router does not know it any longer, or takes nothing.
 */
export async function sendToRouter(parts: CallbackStreamParts): Promise<void> {
  const { target, client, stream, streams, requestId, log } = parts;
  const leave = streams.enter({
    stop: () => stream.fail(hubStops(requestId)),
    cut: () => client.cut(),
  });
  const heartbeat = target.heartbeat > 0 && setInterval(() => void beat(parts), target.heartbeat);
  try {
    await sendMessages(client, stream);
  } catch (error) {
    if (!(error instanceof CallbackFailed)) throw error;
    log.warn({ host: target.url.host, reason: error.reason }, 'a router took no messages; its subscription was ended');
  } finally {
    if (heartbeat) clearInterval(heartbeat);
    await stream.return();
    leave();
  }
}

async function sendMessages(client: CallbackClient, stream: ResultStream): Promise<void> {
  try {
    for await (const { json } of stream) {
      if (!(await client.send({ action: 'next' }, json))) return;
    }
  } catch (error) {
    if (!(error instanceof StreamFailed)) throw error;
    await client.send({ action: 'complete', errors: error.errors });
    return;
  }
  await client.send({ action: 'complete' });
}

async function beat({ client, stream }: CallbackStreamParts): Promise<void> {
  if (client.busy) return;
  try {
    if (await client.send({ action: 'check' })) return;
  } catch (error) {
    if (!(error instanceof CallbackFailed)) throw error;
  }
  await stream.return();
}
