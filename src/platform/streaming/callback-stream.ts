import type { FastifyBaseLogger } from 'fastify';
import { StreamFailed, type ResultStream } from '../execution/result-stream';
import type { CallbackClient } from './callback-client';
import type { CallbackTarget } from './callback-target';

export interface CallbackStreamParts {
  readonly target: CallbackTarget;
  readonly client: CallbackClient;
  readonly stream: ResultStream;
  readonly log: FastifyBaseLogger;
}

/**
 * Sends a subscription to its router, each message after the router has accepted the one before. Resolves when the subscription has ended. It also ends
 * when the router no longer knows it, or accepts no message.
 */
export async function sendToRouter(parts: CallbackStreamParts): Promise<void> {
  const { target, client, stream, log } = parts;
  const heartbeat = target.heartbeat > 0 && setInterval(() => void beat(parts), target.heartbeat);
  try {
    await sendMessages(client, stream);
  } finally {
    if (heartbeat) clearInterval(heartbeat);
  }
  const reason = client.refusal;
  if (reason === undefined) return;
  const { fault } = client;
  const facts = { host: target.url.host, reason, ...(fault !== undefined && { err: fault }) };
  log.warn(facts, 'a router did not accept messages; its subscription was ended');
}

async function sendMessages(client: CallbackClient, stream: ResultStream): Promise<void> {
  try {
    for await (const { json } of stream) {
      const delivery = await client.send({ action: 'next' }, json);
      if (delivery === 'unknown' || delivery === 'refused') return;
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
  if ((await client.send({ action: 'check' })) !== 'taken') await stream.return();
}
