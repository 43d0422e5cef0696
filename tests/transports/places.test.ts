import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { openStream, type StreamResponse } from './http-client';
import { startStreamingHub, type StreamingHub, type StreamingHubOptions } from './streaming-hub';
import { until } from '../support/until';

const SSE = 'text/event-stream';
const MULTIPART = 'multipart/mixed;subscriptionSpec=1.0';
const TICKS = 'subscription { ticks { number } }';
const GATED = 'subscription { gated { number } }';

let hub: StreamingHub;

async function start(options: StreamingHubOptions = {}): Promise<void> {
  hub = await startStreamingHub(options);
}

afterEach(() => hub.close());

/** A connection in the hands of the test. It reads nothing until it is listened to. */
function dial(): Socket {
  const { port, hostname } = new URL(hub.url);
  return connect(Number(port), hostname).on('error', () => undefined);
}

function requestOf(accept: string, query: string, headers: readonly string[] = []): string {
  const head = [`GET /graphql?query=${encodeURIComponent(query)} HTTP/1.1`, 'host: hub', `accept: ${accept}`];
  return [...head, ...headers, '', ''].join('\r\n');
}

/** Reads until the text matches. */
async function read(socket: Socket, pattern: RegExp): Promise<string> {
  let text = '';
  for await (const chunk of socket.iterator({ destroyOnReturn: false })) {
    text += String(chunk);
    if (pattern.test(text)) break;
  }
  return text;
}

/** Asks until the hub has room again. */
function untilRoom(): Promise<StreamResponse> {
  return until('the hub has room', async () => {
    const stream = await openStream(hub, { accept: SSE, query: TICKS });
    if (stream.response.statusCode === 200) return stream;
    await stream.ended;
    return undefined;
  });
}

describe.each([SSE, MULTIPART])('requests of %s that are sent at once on one connection', (accept) => {
  const TOGETHER = requestOf(accept, TICKS).repeat(3);

  it('are refused, all but the first, which would hold up the others', async () => {
    await start();
    const socket = dial();
    socket.write(TOGETHER);
    await hub.feed.until((subscribers) => subscribers.length > 0);
    hub.feed.end();
    const text = await read(socket, /(HTTP\/1.1[^]*){3}\}\]\}/);

    expect(text.match(/HTTP\/1.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 400', 'HTTP/1.1 400']);
    expect(text.match(/"code":"BAD_REQUEST"/g)).toHaveLength(2);
    expect(text).toContain('on its own connection');
    expect(hub.feed.subscribers).toHaveLength(1);
    socket.destroy();
  });

  it('leave nothing behind when the connection is closed', async () => {
    await start({ times: { drain: 60_000 } });
    const socket = dial();
    socket.write(TOGETHER);
    await read(socket, /HTTP\/1.1 200/);
    socket.destroy();
    await hub.feed.until((subscribers) => subscribers.every((subscriber) => subscriber.left));

    expect(await hub.metric('hub_subscriptions_open', accept === SSE ? 'sse' : 'multipart')).toBe(0);
    await hub.close();
  });
});

test('a plain request may follow another one on its connection', async () => {
  await start();
  const socket = dial();
  socket.write(requestOf('application/json', '{ gate }') + requestOf(`${SSE}, application/json`, '{ hello }'));
  hub.openGate();
  const text = await read(socket, /world/);

  expect(text.match(/HTTP\/1.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 200']);
  socket.destroy();
});

describe('a place is taken', () => {
  it.each([SSE, MULTIPART])(
    'before any work is done, over %s, and given back when the client leaves',
    async (accept) => {
      await start({ limit: 1 });
      const socket = dial();
      socket.write(requestOf(accept, GATED));
      await hub.feed.until(() => hub.feed.knocked === 1);
      expect((await openStream(hub, { accept, query: GATED })).response.statusCode).toBe(503);
      const closed = new Promise((done) => socket.once('close', done));
      socket.destroy();
      await closed;
      hub.openGate();
      (await untilRoom()).response.destroy();

      expect(hub.feed.subscribers[0]?.left).toBe(true);
      await hub.feed.until((subscribers) => subscribers.every((subscriber) => subscriber.left));
      expect(await hub.metric('hub_subscriptions_open', accept === SSE ? 'sse' : 'multipart')).toBe(0);
    },
  );

  it.each([
    ['an operation that is refused', 'subscription { nothing }'],
    ['a subscription whose source refuses', 'subscription { secrets { number } }'],
    ['a query', '{ hello }'],
  ])('and given back by %s', async (_what, query) => {
    await start({ limit: 1 });
    await (
      await openStream(hub, { accept: SSE, query })
    ).ended;

    const stream = await openStream(hub, { accept: SSE, query: TICKS });
    expect(stream.response.statusCode).toBe(200);
    stream.response.destroy();
  });
});

test('a subscription that is opened while the hub stops ends at once', async () => {
  await start();
  const opening = openStream(hub, { accept: MULTIPART, query: GATED });
  await hub.feed.until(() => hub.feed.knocked === 1);
  const idle = dial();
  await once(idle, 'connect');
  const closed = hub.close();
  // Which is the first thing that it does.
  await once(idle.resume(), 'close');
  hub.openGate();
  const stream = await opening;
  await closed;

  expect(await stream.ended).toBe('ended');
  expect(stream.text()).toContain('UNAVAILABLE');
  expect(hub.feed.subscribers).toMatchObject([{ left: true }]);
});

test.each([SSE, MULTIPART])(
  'over %s, who does not read is cut off soon after the credential is revoked',
  async (accept) => {
    await start({ limit: 1, times: { credentials: 50, farewell: 100, patience: 60_000 } });
    hub.tokens.set('partner', undefined);
    const socket = dial();
    const padded = 'subscription { ticks { padding(bytes: 200000) } }';
    socket.write(requestOf(accept, padded, ['authorization: Bearer partner']));
    await hub.feed.until((subscribers) => subscribers.length === 1);
    hub.feed.push(...Array.from({ length: 200 }, (_, index) => index));
    hub.tokens.delete('partner');

    (await untilRoom()).response.destroy();
    socket.destroy();
  },
);
