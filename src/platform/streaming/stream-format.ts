import type { GraphQLFormattedError } from 'graphql';
import { isPassing } from '../errors';
import type { StreamMessage } from '../execution/result-stream';

/** How a subscription is written into the body of one HTTP response. */
export interface StreamFormat {
  readonly headers: Readonly<Record<string, string>>;
  /** Sent at once, so that the client knows it is heard. */
  readonly opening: string;
  readonly heartbeat: string;
  readonly message: (message: StreamMessage) => string;
  /** The hub ends the subscription, for good. */
  readonly failure: (errors: readonly GraphQLFormattedError[]) => string;
  /** The hub stops; the client may ask another one to go on. */
  readonly interruption: (errors: readonly GraphQLFormattedError[]) => string;
  /** The subscription has come to its end. */
  readonly ending: string;
}

const NOT_KEPT = {
  'cache-control': 'no-cache, no-transform',
  // Proxies of the nginx family would collect the messages otherwise.
  'x-accel-buffering': 'no',
} as const;

/** Not all that a cursor may be can stand in a line. */
const ONE_LINE = /^[^\0\r\n]{1,1000}$/;

const SSE_ENDING = 'event: complete\ndata:\n\n';

function sseEvent(json: string, cursor?: string): string {
  const id = cursor !== undefined && ONE_LINE.test(cursor) ? `id: ${cursor}\n` : '';
  return `event: next\n${id}data: ${json}\n\n`;
}

/**
 * GraphQL over Server-Sent Events, distinct-connections mode. A response that ends without `complete` is a lost connection, after which a
 * browser asks again by itself and says the last id that it has: so the hub ends it when it stops.
 */
export const SSE: StreamFormat = {
  headers: { ...NOT_KEPT, 'content-type': 'text/event-stream; charset=utf-8' },
  opening: ':\n\n',
  heartbeat: ':\n\n',
  message: ({ json, cursor }) => sseEvent(json, cursor),
  failure: (errors) => sseEvent(JSON.stringify({ errors })) + (errors.some(isPassing) ? '' : SSE_ENDING),
  interruption: () => '',
  ending: SSE_ENDING,
};

const BOUNDARY = 'graphql';
const MULTIPART_ENDING = '--\r\n';

/** A part goes with the boundary after it, without which a reader would not know that it is whole. */
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
  message: ({ json }) => part(`{"payload":${json}}`),
  failure: multipartFailure,
  interruption: multipartFailure,
  ending: MULTIPART_ENDING,
};
