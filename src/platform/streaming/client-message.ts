import { MessageType, parseMessage, type Message } from 'graphql-ws';
import { LIMITS } from '../limits/limits';
import { nestsDeeperThan } from '../limits/nesting';

/** What a server says, and never reads. */
const FROM_SERVERS: ReadonlySet<MessageType> = new Set([
  MessageType.ConnectionAck,
  MessageType.Next,
  MessageType.Error,
]);

/**
 * Whether a text is a message that a client may send. graphql-ws takes what only servers send, or a ping whose payload it cannot write into its
 * answer, for a fault of the server.
 */
export function isClientMessage(text: string): boolean {
  const message = parsed(text);
  if (!message || FROM_SERVERS.has(message.type)) return false;
  return message.type !== MessageType.Ping || !nestsDeeperThan(message.payload, LIMITS.variablesDepth);
}

function parsed(text: string): Message | undefined {
  try {
    return parseMessage(text);
  } catch {
    return undefined;
  }
}
