import { openStream } from './http-client';
import { openSocket, startStreamingHub, type StreamingHub } from './streaming-hub';

let hub: StreamingHub;

beforeAll(async () => {
  hub = await startStreamingHub();
});
afterAll(() => hub.close());

type Ask = (query: string, variables: Readonly<Record<string, unknown>>) => Promise<string>;

function overHttp(method: 'GET' | 'POST', accept: string): Ask {
  return async (query, variables) => {
    const extensions = accept.includes('callback') ? { subscription: {} } : undefined;
    const answer = await openStream(hub, { method, accept, query, variables, extensions });
    await answer.ended;
    return answer.text();
  };
}

async function overSocket(query: string, variables: Readonly<Record<string, unknown>>): Promise<string> {
  const socket = await (await openSocket(hub)).init();
  socket.subscribe('a', query, variables);
  const { payload } = await socket.message('a', 'error');
  socket.socket.close();
  return JSON.stringify(payload);
}

const TRANSPORTS: readonly [string, Ask][] = [
  ['plain JSON by POST', overHttp('POST', 'application/json')],
  ['plain JSON by GET', overHttp('GET', 'application/graphql-response+json')],
  ['SSE', overHttp('POST', 'text/event-stream')],
  ['multipart', overHttp('POST', 'multipart/mixed;subscriptionSpec=1.0')],
  ['HTTP callback', overHttp('POST', 'application/json;callbackSpec=1.0')],
  ['a WebSocket', overSocket],
];

const X = 'subscription ($x: Boolean!)';
const QUERIES: readonly [string, string][] = [
  ['on its field', 'subscription { ticks @skip(if: true) { number } }'],
  ['by a variable', `${X} { ticks @include(if: $x) { number } }`],
  ['on an inline fragment', `${X} { ... @include(if: $x) { ticks { number } } }`],
  ['within an inline fragment', `${X} { ... on Subscription { ticks @skip(if: $x) { number } } }`],
  ['on the spread of a fragment', `${X} { ...F @skip(if: $x) } fragment F on Subscription { ticks { number } }`],
  [
    'within a fragment',
    `${X} { ...F } fragment F on Subscription { ...G }
     fragment G on Subscription { ticks @include(if: $x) { number } }`,
  ],
  [
    'in an operation that is not asked for',
    `query A { hello } ${X.replace(' ', ' B ')} { ticks @skip(if: $x) { number } }`,
  ],
];

describe.each(TRANSPORTS)('over %s', (_transport, ask) => {
  it.each(QUERIES)('a subscription is not skipped or included at its root: %s', async (_where, query) => {
    const answer = await ask(query, { x: true });

    expect(answer.match(/"message"/g)).toHaveLength(1);
    expect(answer).toContain('"code":"GRAPHQL_VALIDATION_FAILED"');
    expect(answer).toContain('cannot have @skip or @include');
    expect(hub.logged.join()).not.toContain('"level":50');
    expect(hub.feed.subscribers).toEqual([]);
  });
});

test('further down, and in queries, it is', async () => {
  const stream = await openStream(hub, {
    accept: 'text/event-stream',
    query: `${X} { ticks { number @skip(if: $x) cursor } }`,
    variables: { x: true },
  });
  hub.feed.push(1);
  expect(await stream.until(/c1/)).toContain('{"data":{"ticks":{"cursor":"c1"}}}');
  stream.response.destroy();

  const query = 'query ($x: Boolean!) { hello @skip(if: $x) role }';
  const answer = await openStream(hub, { accept: 'application/json', query, variables: { x: true } });
  await answer.ended;
  expect(JSON.parse(answer.text())).toEqual({ data: { role: 'public' } });
});
