import { MessageType, validateMessage, type Message } from 'graphql-ws';
import { LIMITS } from '../limits/limits';
import { nestsDeeperThan } from '../limits/nesting';
import type { GivenDocument } from '../known-documents/known-documents';
import { persistedHash } from './graphql-request';

/** Messages that only servers send. */
const FROM_SERVERS: ReadonlySet<MessageType> = new Set([
  MessageType.ConnectionAck,
  MessageType.Next,
  MessageType.Error,
]);

/**
 * The message that a client may send as this text; undefined if there is none. graphql-ws treats messages that only servers send, and a ping whose payload
 * it cannot put into its answer, as a server error.
 */
export function clientMessage(text: string): Message | undefined {
  const message = parsed(text);
  if (!message || FROM_SERVERS.has(message.type)) return undefined;
  if (message.type === MessageType.Ping && nestsDeeperThan(message.payload, LIMITS.variablesDepth)) return undefined;
  return message;
}

function parsed(text: string): Message | undefined {
  try {
    return validateMessage(withQuery(JSON.parse(text)));
  } catch {
    return undefined;
  }
}

/** graphql-ws demands a document, but a known one needs only be named. */
function withQuery(message: unknown): unknown {
  const { type, payload } = (message ?? {}) as { readonly type?: unknown; readonly payload?: unknown };
  if (type !== MessageType.Subscribe || typeof payload !== 'object' || payload === null) return message;
  const { query, documentId, extensions } = payload as GivenDocument & { readonly extensions?: unknown };
  if (query != null || (documentId == null && persistedHash(extensions) == null)) return message;
  return { ...(message as object), payload: { ...payload, query: '' } };
}
