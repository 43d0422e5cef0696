import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { WebSocket, type ClientOptions } from 'ws';
import { openSocket, startStreamingHub, type RawSocket, type StreamingHub } from './streaming-hub';
import { until } from '../support/until';

const TICKS = 'subscription { ticks { number } }';
const BIG_TICKS = 'subscription { ticks { number padding(bytes: 60000) } }';

/** Short enough to be waited for. */
const QUICK = { init: 200, heartbeat: 100, patience: 400, credentials: 50, farewell: 500, drain: 1_000 };

let hub: StreamingHub;

afterEach(() => hub.close());

/** The status and body with which a socket is refused. */
function refusal(path: string, options: ClientOptions = {}): Promise<{ status: number | undefined; body: string }> {
  return new Promise((done, fail) => {
    const socket = new WebSocket(hub.socketUrl + path, 'graphql-transport-ws', options);
    socket.once('open', () => fail(new Error('it was opened')));
    socket.once('error', () => undefined);
    socket.once('unexpected-response', (_request, response) => {
      let body = '';
      response.on('data', (chunk: Buffer) => (body += chunk.toString()));
      response.once('end', () => done({ status: response.statusCode, body }));
    });
  });
}

describe('a socket is refused before there is one', () => {
  beforeEach(async () => {
    hub = await startStreamingHub({
      corsOrigins: ['https://app.example.org'],
      publicUrl: 'https://hub.example.org',
    });
  });

  it.each(['https://evil.example.org', 'null', 'https://app.example.org.evil.example', 'http://app.example.org', 'x'])(
    'to a page of %s',
    async (origin) => {
      const { status, body } = await refusal('/graphql', { origin });

      expect(status).toBe(403);
      expect(body).toContain('FORBIDDEN');
    },
  );

  it.each(['/', '/graphql/', '/socket'])('at %s', async (path) => {
    expect((await refusal(path)).status).toBe(404);
  });

  it('but not for pages of the hub itself or of allowed origins, or for clients that are no browsers', async () => {
    for (const origin of ['https://app.example.org', 'https://hub.example.org', hub.url, undefined]) {
      const socket = await (await openSocket(hub, '/ws?x=1', { ...(origin && { origin }) })).init();
      socket.subscribe('a', '{ hello }');
      expect((await socket.message('a', 'next')).payload).toEqual({ data: { hello: 'world' } });
      socket.socket.close();
    }
  });
});

test('an offer of HTTP/2 costs no request', async () => {
  hub = await startStreamingHub();
  const body = JSON.stringify({ query: '{ hello }' });
  const socket = connect(Number(new URL(hub.url).port), '127.0.0.1');
  socket.write(
    [
      'POST /graphql HTTP/1.1',
      'Host: hub',
      'Connection: Upgrade, HTTP2-Settings',
      'Upgrade: h2c',
      'HTTP2-Settings: AAEAAEAAAAIAAAAA',
      'Content-Type: application/json',
      `Content-Length: ${body.length}`,
      '',
      body,
    ].join('\r\n'),
  );
  let answer = '';
  socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
  while (!answer.includes('world')) await once(socket, 'data');

  expect(answer).toMatch(/^HTTP\/1\.1 200 OK/);
  socket.destroy();
});

describe('a socket is closed with', () => {
  it.each<[number, string, (socket: RawSocket) => void]>([
    [4400, 'no JSON', (socket) => socket.send('{')],
    [4400, 'no message of the protocol', (socket) => socket.send({ type: 'start' })],
    [4400, 'an acknowledgement', (socket) => socket.send({ type: 'connection_ack' })],
    [4400, 'a result', (socket) => socket.send({ type: 'next', id: 'a', payload: {} })],
    [4400, 'an error', (socket) => socket.send({ type: 'error', id: 'a', payload: [{ message: 'no' }] })],
    [4400, 'a ping too deep to be answered', (socket) => socket.send(`{"type":"ping","payload":${nested(10_000)}}`)],
    [4400, 'nothing at all', (socket) => socket.send('')],
    [4400, 'a list', (socket) => socket.send('[]')],
    [4400, 'brackets without end', (socket) => socket.send('['.repeat(60_000))],
    [1007, 'a text that is not UTF-8', (socket) => writeFrame(socket, 0x81, 0xff)],
    [1002, 'a frame of a reserved kind', (socket) => writeFrame(socket, 0x83, 0x41)],
    [4400, 'bytes', (socket) => socket.socket.send(Buffer.from('{"type":"ping"}'))],
    [4401, 'an operation before it is admitted', (socket) => socket.subscribe('a', '{ hello }')],
    [4403, 'a wrong credential', (socket) => socket.send(init({ authorization: 'Bearer nobody' }))],
    [4403, 'a wrong credential in capitals', (socket) => socket.send(init({ Authorization: 'Bearer nobody' }))],
    [4403, 'a credential that is no text', (socket) => socket.send(init({ authorization: { token: 'x' } }))],
    [1013, 'a credential that nobody can look up', (socket) => socket.send(init({ authorization: 'unknowable' }))],
    [4429, 'a second init', (socket) => socket.send(init({}), init({}))],
    [1009, 'a message of more than 64 kB', (socket) => socket.send(init({ padding: 'x'.repeat(64_000) }))],
    [1009, 'an init of 60 MB', (socket) => socket.send(init({ padding: 'x'.repeat(60_000_000) }))],
  ])('%i after %s', async (code, _what, act) => {
    // A client that is still sending reads the close frame late.
    hub = await startStreamingHub({ times: { ...QUICK, init: 10_000, farewell: 10_000 } });
    const socket = await openSocket(hub);
    socket.socket.on('error', () => undefined);
    act(socket);

    expect((await socket.closed).code).toBe(code);
  });

  it('4403 after a wrong credential in the request for it', async () => {
    hub = await startStreamingHub();
    const socket = await openSocket(hub, '/graphql', { headers: { authorization: 'Bearer nobody' } });
    socket.send(init());

    expect((await socket.closed).code).toBe(4403);
  });

  it.each(['', 'graphql-ws', 'graphql-ws-2'])(
    '4406 where it does not speak the protocol, but "%s"',
    async (protocol) => {
      hub = await startStreamingHub();

      expect((await (await openSocket(hub, '/graphql', { protocol })).closed).code).toBe(4406);
    },
  );

  it('4408 where no connection_init comes', async () => {
    hub = await startStreamingHub({ times: QUICK });

    expect((await (await openSocket(hub)).closed).code).toBe(4408);
  });

  it.each(['a', 'a'.repeat(1_000)])('4409 where two operations have one id', async (id) => {
    hub = await startStreamingHub();
    const socket = await (await openSocket(hub)).init();
    socket.subscribe(id, TICKS);
    socket.subscribe(id, TICKS);

    expect((await socket.closed).code).toBe(4409);
  });

  it('1013 where there are too many', async () => {
    hub = await startStreamingHub({ limit: 1 });
    const first = await (await openSocket(hub)).init();
    const second = await openSocket(hub);

    expect((await second.closed).code).toBe(1013);
    first.socket.close();
    await first.closed;
    await (await openSocket(hub)).init();
  });
});

/** Bytes that no library would send. */
function writeFrame({ socket }: RawSocket, head: number, byte: number): void {
  // ws keeps the connection to itself.
  const connection = Reflect.get(socket, '_socket') as Socket;
  connection.write(Buffer.from([head, 0x81, 0, 0, 0, 0, byte]));
}

function nested(levels: number): string {
  return `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;
}

/** A message of each type that is not what the protocol says. */
const MISSHAPEN: readonly string[] = [
  'connection_init',
  'ping',
  'pong',
  'subscribe',
  'complete',
  'next',
  'error',
].flatMap((type) =>
  [{ payload: 'a text' }, { payload: [] }, { id: 1, payload: [] }, { id: '', payload: 1 }].map((fields) =>
    JSON.stringify({ type, ...fields }),
  ),
);

describe('a message that is not what the protocol says closes the socket with 4400', () => {
  it.each([
    ...MISSHAPEN,
    ...[
      {},
      { query: 1 },
      { query: '{ hello }', variables: [] },
      { query: '{ hello }', operationName: {} },
      { query: '{ hello }', extensions: 'none' },
    ].map((payload) => JSON.stringify({ type: 'subscribe', id: 'a', payload })),
    '{"type":1}',
    '{"type":"__proto__"}',
    '{"type":"toString"}',
    '{"type":"connection_terminate"}',
  ])('%s', async (text) => {
    hub = await startStreamingHub();
    const socket = await (await openSocket(hub)).init();
    socket.send(text);

    expect((await socket.closed).code).toBe(4400);
    expect(hub.logged.filter(isFault)).toEqual([]);
  });

  it('whether the client was admitted or not', async () => {
    hub = await startStreamingHub();
    for (const type of ['connection_ack', 'next', 'error', 'start']) {
      const socket = await openSocket(hub);
      socket.send(JSON.stringify({ type, id: 'a', payload: type === 'error' ? [{ message: 'no' }] : {} }));

      expect((await socket.closed).code).toBe(4400);
    }
  });
});

function isFault(line: string): boolean {
  return (JSON.parse(line) as { level: number }).level >= 40;
}

test('what the protocol lets a client send out of turn changes nothing', async () => {
  hub = await startStreamingHub();
  const socket = await openSocket(hub);
  socket.send({ type: 'ping', payload: { n: 1 } }, { type: 'pong' }, { type: 'complete', id: 'a' });
  await socket.init();
  socket.send({ type: 'complete', id: '__proto__' });
  socket.subscribe('__proto__', '{ hello }');

  expect((await socket.message('__proto__', 'next')).payload).toEqual({ data: { hello: 'world' } });
  expect(socket.messages[0]).toEqual({ type: 'pong', payload: { n: 1 } });
});

function init(payload?: Readonly<Record<string, unknown>>) {
  return { type: 'connection_init', ...(payload && { payload }) };
}

test('one socket runs 20 operations; another is refused, and those go on', async () => {
  hub = await startStreamingHub();
  const socket = await (await openSocket(hub)).init();
  for (let index = 0; index < 5_000; index += 1) socket.subscribe(`op${index}`, TICKS);
  await socket.until((messages) => messages.filter(({ type }) => type === 'error').length === 4_980);

  expect((await socket.message('op20', 'error')).payload).toMatchObject([
    { extensions: { code: 'TOO_MANY_OPERATIONS' } },
  ]);
  expect(hub.feed.subscribers).toHaveLength(20);
  hub.feed.push(1);
  await socket.until((messages) => messages.filter(({ type }) => type === 'next').length === 20);
  socket.send({ type: 'complete', id: 'op0' });
  socket.subscribe('again', '{ hello }');
  await socket.message('again', 'next');
});

test('operations that are begun and left again and again leave nothing behind', async () => {
  hub = await startStreamingHub();
  const socket = await (await openSocket(hub)).init();
  for (let index = 0; index < 200; index += 1) {
    socket.subscribe('a', TICKS);
    socket.send({ type: 'complete', id: 'a' });
  }
  socket.subscribe('b', '{ hello }');
  await socket.message('b', 'next');
  socket.socket.close();
  await hub.feed.until((subscribers) => subscribers.every(({ left }) => left));

  expect(await hub.metric('hub_subscriptions_open', 'websocket')).toBe(0);
});

describe('a client that does not read', () => {
  async function paused(patience = 60_000): Promise<RawSocket> {
    hub = await startStreamingHub({ times: { ...QUICK, patience, heartbeat: 60_000 } });
    const socket = await (await openSocket(hub)).init();
    socket.subscribe('a', BIG_TICKS);
    await hub.feed.until(([subscriber]) => subscriber !== undefined);
    socket.socket.pause();
    return socket;
  }
  /** 60 MB: more than all buffers on the way hold. */
  const many = Array.from({ length: 1_000 }, (_value, index) => index);

  it('is sent no more than a bounded part, and closed with 4410', async () => {
    const socket = await paused(QUICK.patience);
    hub.feed.push(...many);
    await hub.feed.until(([subscriber]) => subscriber?.left === true);

    expect(hub.feed.subscribers[0]?.pulled).toBeLessThan(300);
    socket.socket.resume();
    expect((await socket.closed).code).toBe(4410);
  });

  it('slows nobody else', async () => {
    await paused();
    const other = await (await openSocket(hub)).init();
    other.subscribe('b', BIG_TICKS);
    await hub.feed.until((subscribers) => subscribers.length === 2);
    hub.feed.push(...many);
    await other.until((messages) => messages.filter(({ id }) => id === 'b').length === many.length);

    expect(hub.feed.subscribers[0]?.pulled).toBeLessThan(300);
  });

  it('gets everything in order if it reads on in time', async () => {
    const socket = await paused();
    hub.feed.push(...many);
    let before = 0;
    await until('the hub has stopped to wait for its reader', () => {
      const [now, last] = [hub.feed.subscribers[0]?.pulled ?? 0, before];
      before = now;
      return now > 0 && now === last;
    });
    socket.socket.resume();
    await socket.until((messages) => messages.length === 1 + many.length);

    const numbers = socket.messages.slice(1).map(({ payload }) => (payload as Payload).data.ticks.number);
    expect(numbers).toEqual(many);
  });

  it('and is gone, is found out', async () => {
    hub = await startStreamingHub({ times: { ...QUICK, init: 10_000 } });
    const socket = await (await openSocket(hub, '/graphql', { autoPong: false })).init();
    socket.subscribe('a', TICKS);

    expect((await socket.closed).code).toBe(1006);
    await hub.feed.until(([subscriber]) => subscriber?.left === true);
  });

  it('but writes without end, is not listened to', async () => {
    hub = await startStreamingHub({ times: { ...QUICK, patience: 60_000, heartbeat: 60_000 } });
    const { socket } = await (await openSocket(hub)).init();
    socket.pause();
    const ping = JSON.stringify({ type: 'ping', payload: { padding: 'x'.repeat(60_000) } });
    let sent = 0;
    let stuck = 0;
    // Until nothing has been taken for half a second; 180 MB at most.
    while (sent < 3_000 && stuck < 50) {
      if (socket.bufferedAmount === 0) {
        socket.send(ping);
        sent += 1;
        stuck = 0;
      } else {
        stuck += 1;
      }
      await wait(stuck === 0 ? 0 : 10);
    }

    expect(sent).toBeLessThan(1_000);
    socket.terminate();
  });

  it('but pings without end, is answered no more', async () => {
    hub = await startStreamingHub({ times: { ...QUICK, patience: 60_000, heartbeat: 60_000 } });
    const raw = await (await openSocket(hub)).init();
    const { socket } = raw;
    socket.pause();
    // 25 MB, of which the answers fill some in the system's own buffers.
    for (let index = 0; index < 200_000; index += 1) socket.ping('x'.repeat(125));
    await until('all pings are sent', () => socket.bufferedAmount === 0);
    let pongs = 0;
    socket.on('pong', () => (pongs += 1));
    socket.resume();
    raw.subscribe('a', '{ hello }');
    await raw.message('a', 'next');

    expect(pongs).toBeLessThan(150_000);
  });
});

interface Payload {
  readonly data: { readonly ticks: { readonly number: number } };
}

describe('a credential', () => {
  async function followed(): Promise<RawSocket> {
    const socket = await (await openSocket(hub)).init({ authorization: 'Bearer partner' });
    socket.subscribe('a', TICKS);
    await hub.feed.until((subscribers) => subscribers.length > 0);
    return socket;
  }

  it('that is revoked closes its quiet socket with 4403', async () => {
    hub = await startStreamingHub({ times: QUICK });
    hub.tokens.set('partner', undefined);
    const socket = await followed();
    hub.tokens.delete('partner');

    expect(await socket.closed).toEqual({ code: 4403, reason: expect.stringContaining('has expired or was revoked') });
    await hub.feed.until(([subscriber]) => subscriber?.left === true);
  });

  it('that expires lets no further message through', async () => {
    hub = await startStreamingHub({ times: { ...QUICK, credentials: 60_000 } });
    const expires = new Date(Date.now() + 60_000);
    hub.tokens.set('partner', expires);
    const socket = await followed();
    hub.feed.push(1);
    await socket.message('a', 'next');
    expires.setTime(Date.now() - 1);
    hub.feed.push(2);

    expect((await socket.closed).code).toBe(4403);
    expect(socket.messages.filter(({ type }) => type === 'next')).toHaveLength(1);
  });

  it('that has expired starts nothing, either', async () => {
    hub = await startStreamingHub({ times: { ...QUICK, credentials: 60_000 } });
    const expires = new Date(Date.now() + 60_000);
    hub.tokens.set('partner', expires);
    const socket = await (await openSocket(hub)).init({ authorization: 'Bearer partner' });
    expires.setTime(Date.now() - 1);
    socket.subscribe('a', '{ role }');

    expect((await socket.closed).code).toBe(4403);
    expect(socket.messages.filter(({ type }) => type === 'next')).toEqual([]);
  });
});

describe('when the hub stops', () => {
  it('every socket is closed with 1001, and its subscriptions get no complete', async () => {
    hub = await startStreamingHub({ times: QUICK });
    const sockets = await Promise.all([1, 2, 3].map(async () => (await openSocket(hub)).init()));
    for (const socket of sockets) socket.subscribe('a', TICKS);
    await hub.feed.until((subscribers) => subscribers.length === 3);
    await hub.close();

    for (const socket of sockets) {
      expect((await socket.closed).code).toBe(1001);
      expect(socket.messages.map(({ type }) => type)).toEqual(['connection_ack']);
    }
  });

  it('a query that runs is answered first', async () => {
    hub = await startStreamingHub({ times: QUICK });
    const socket = await (await openSocket(hub)).init();
    socket.subscribe('a', '{ gate }');
    socket.subscribe('b', '{ hello }');
    await socket.message('b', 'complete');
    const closing = hub.close();
    hub.openGate();
    await closing;

    expect((await socket.closed).code).toBe(1001);
    expect((await socket.message('a', 'next')).payload).toEqual({ data: { gate: 'open' } });
  });

  it('a connection on which nothing was ever asked does not hold it up', async () => {
    hub = await startStreamingHub();
    const silent = connect(Number(new URL(hub.url).port), '127.0.0.1');
    silent.on('error', () => undefined);
    const closed = once(silent, 'close');
    // The hub knows of it once it has answered a later one.
    await (await openSocket(hub)).init();
    await hub.close();

    await closed;
  });

  it('nobody can hold it up', async () => {
    hub = await startStreamingHub({ times: QUICK });
    const stuck = await (await openSocket(hub)).init();
    stuck.subscribe('a', '{ gate }');
    stuck.subscribe('b', BIG_TICKS);
    await hub.feed.until((subscribers) => subscribers.length === 1);
    stuck.socket.pause();
    const started = performance.now();
    await hub.close();

    expect(performance.now() - started).toBeLessThan(QUICK.drain + 4_000);
  });
});
