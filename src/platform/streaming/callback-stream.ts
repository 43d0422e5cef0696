import type { FastifyBaseLogger } from 'fastify';
import { StreamFailed, type ResultStream } from '../execution/result-stream';
import type { CallbackClient, CallbackMessage, Delivery } from './callback-client';
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
  const { target } = parts;
  const heartbeat = target.heartbeat > 0 && setInterval(() => void beat(parts), target.heartbeat);
  try {
    await sendMessages(parts);
  } finally {
    if (heartbeat) clearInterval(heartbeat);
  }
}

async function sendMessages(parts: CallbackStreamParts): Promise<void> {
  try {
    for await (const { json } of parts.stream) {
      const delivery = await send(parts, { action: 'next' }, json);
      if (delivery === 'unknown' || delivery === 'refused') return;
    }
  } catch (error) {
    if (!(error instanceof StreamFailed)) throw error;
    await send(parts, { action: 'complete', errors: error.errors });
    return;
  }
  await send(parts, { action: 'complete' });
}

async function beat(parts: CallbackStreamParts): Promise<void> {
  const { client, stream } = parts;
  if (client.busy) return;
  if ((await send(parts, { action: 'check' })) !== 'taken') await stream.return();
}

async function send(
  { target, client, log }: CallbackStreamParts,
  message: CallbackMessage,
  payload?: string,
): Promise<Delivery> {
  const delivery = await client.send(message, payload);
  if (delivery !== 'refused') return delivery;
  const { refusal: reason, fault } = client;
  const facts = { host: target.url.host, reason, ...(fault !== undefined && { err: fault }) };
  log.warn(facts, 'a router did not accept messages; its subscription was ended');
  return delivery;
}
