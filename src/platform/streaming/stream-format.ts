import type { GraphQLFormattedError } from 'graphql';
import { isPassing } from '../errors';
import type { StreamMessage } from '../execution/result-stream';
import { onceFor } from '../once-for';

/** The format of a subscription in the body of one HTTP response. */
export interface StreamFormat {
  readonly headers: Readonly<Record<string, string>>;
  /** The first part, sent at once, so that the client knows that the stream is open. */
  readonly opening: string;
  readonly heartbeat: string;
  /** In UTF-8. Subscribers who get the same message share it. */
  readonly message: (message: StreamMessage) => Buffer;
  /** The last part if the hub ends the subscription with an error. */
  readonly failure: (errors: readonly GraphQLFormattedError[]) => string;
  /** The last part if the hub stops; the client can continue at another hub. */
  readonly interruption: (errors: readonly GraphQLFormattedError[]) => string;
  /** The last part if the subscription is complete. */
  readonly ending: string;
}

const NOT_KEPT = {
  'cache-control': 'private, no-store, no-transform',
  // Otherwise nginx and similar proxies buffer the messages.
  'x-accel-buffering': 'no',
} as const;

/** Whether a cursor fits into one line; not every client-given text does. */
const ONE_LINE = /^[^\0\r\n]{1,1000}$/;

const SSE_ENDING = 'event: complete\ndata:\n\n';

function sseEvent(json: string, cursor?: string): string {
  const id = cursor !== undefined && ONE_LINE.test(cursor) ? `id: ${cursor}\n` : '';
  return `event: next\n${id}data: ${json}\n\n`;
}

/**
 * GraphQL over Server-Sent Events, distinct connections mode. A response that ends without `complete` counts as a lost connection, and a
 * browser reconnects with its last event id. So the hub ends responses that way when it stops.
 */
export const SSE: StreamFormat = {
  headers: { ...NOT_KEPT, 'content-type': 'text/event-stream; charset=utf-8' },
  opening: ':\n\n',
  heartbeat: ':\n\n',
  message: onceFor(({ json, cursor }) => Buffer.from(sseEvent(json, cursor))),
  failure: (errors) => sseEvent(JSON.stringify({ errors })) + (errors.some(isPassing) ? '' : SSE_ENDING),
  interruption: () => '',
  ending: SSE_ENDING,
};

const BOUNDARY = 'graphql';
const MULTIPART_ENDING = '--\r\n';

/** A part is sent with the boundary after it; without it, a reader does not know that the part is complete. */
function part(json: string): string {
  return `\r\ncontent-type: application/json\r\n\r\n${json}\r\n--${BOUNDARY}`;
}

function multipartFailure(errors: readonly GraphQLFormattedError[]): string {
  return part(JSON.stringify({ payload: null, errors })) + MULTIPART_ENDING;
}

/** Apollo's multipart protocol for subscriptions, version 1.0. */
export const MULTIPART: StreamFormat = {
  headers: { ...NOT_KEPT, 'content-type': `multipart/mixed;boundary="${BOUNDARY}";subscriptionSpec=1.0` },
  opening: `\r\n--${BOUNDARY}`,
  heartbeat: part('{}'),
  message: onceFor(({ json }) => Buffer.from(part(`{"payload":${json}}`))),
  failure: multipartFailure,
  interruption: multipartFailure,
  ending: MULTIPART_ENDING,
};
