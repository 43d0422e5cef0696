import { openStream, type StreamRequest, type StreamResponse } from './http-client';
import { StubRouter } from './router';
import { startStreamingHub, type StreamingHub } from './streaming-hub';

const CALLBACK = 'application/json;callbackSpec=1.0';
const TICKS = 'subscription { ticks { number } }';

let hub: StreamingHub;
let router: StubRouter;

beforeEach(async () => {
  router = await StubRouter.start();
  hub = await startStreamingHub({
    callbackHosts: [router.host, 'router.example.org', 'localhost:1'],
    times: { credentials: 50, retry: 10, callback: 300 },
  });
});

afterEach(async () => {
  await hub.close();
  await router.close();
});

async function ask(request: Partial<StreamRequest> = {}): Promise<StreamResponse> {
  const extensions = router.extensions();
  const response = await openStream(hub, { accept: CALLBACK, query: TICKS, extensions, ...request });
  await response.ended;
  return response;
}

function actions(): string[] {
  return router.messages.map(({ action }) => action);
}

const OWN = { callbackUrl: 'https://router.example.org/', subscriptionId: 'x', verifier: 'x' };

test('the router is asked first, then answered, then sent every message in order, and the end', async () => {
  const { response, text } = await ask();
  expect(response.statusCode).toBe(200);
  expect(response.headers['subscription-protocol']).toBe('callback/1.0');
  expect(JSON.parse(text())).toEqual({ data: null });
  expect(actions()).toEqual(['check']);
  hub.feed.push(1, 2, 3);
  hub.feed.end();
  await router.until((messages) => messages.at(-1)?.action === 'complete');

  expect(router.faults).toEqual([]);
  expect(router.messages).toEqual([
    { action: 'check' },
    ...[1, 2, 3].map((number) => ({ action: 'next', payload: { data: { ticks: { number } } } })),
    { action: 'complete' },
  ]);
  expect(await hub.metric('hub_subscriptions_open', 'callback')).toBe(0);
});

test('heartbeats come as often as was asked for', async () => {
  await ask({ extensions: router.extensions({ heartbeatIntervalMs: 100 }) });
  await router.until((messages) => messages.length === 4);

  expect(actions()).toEqual(['check', 'check', 'check', 'check']);
});

describe('the subscription ends', () => {
  it.each(['check', 'next'])('when the router answers 404 to a %s', async (action) => {
    await ask({ extensions: router.extensions({ heartbeatIntervalMs: 100 }) });
    router.answer = (message) => (message.action === action ? 404 : undefined);
    hub.feed.push(1);

    await hub.feed.until(([subscriber]) => subscriber?.left === true);
    expect(actions()).not.toContain('complete');
  });

  it.each([500, 302, 400])('when the router answers nothing but %i, for a while', async (status) => {
    await ask();
    let tries = 0;
    router.answer = () => {
      tries += 1;
      return status;
    };
    hub.feed.push(1);

    await hub.feed.until(([subscriber]) => subscriber?.left === true);
    expect(tries).toBe(4);
    expect(router.faults).toEqual([]);
    expect(hub.logged.join()).toContain('a router did not accept messages');
    expect(hub.logged.join()).not.toContain(router.verifier);
  });

  it('when the router answers nothing at all', async () => {
    await ask();
    router.answer = () => new Promise(() => undefined);
    hub.feed.push(1);

    await hub.feed.until(([subscriber]) => subscriber?.left === true);
  });

  it('with an error when the credential is revoked', async () => {
    hub.tokens.set('partner', undefined);
    await ask({ headers: { authorization: 'Bearer partner' } });
    hub.tokens.delete('partner');
    await router.until((messages) => messages.at(-1)?.action === 'complete');

    expect(router.messages.at(-1)?.errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
  });

  it('with an error when the hub stops', async () => {
    await ask();
    await hub.close();

    expect(router.messages.at(-1)).toMatchObject({
      action: 'complete',
      errors: [{ extensions: { code: 'UNAVAILABLE' } }],
    });
  });

  it('with an error, masked, when the source fails', async () => {
    await ask();
    hub.feed.end(new TypeError('postgres://hub:secret@db/hub'));
    await router.until((messages) => messages.at(-1)?.action === 'complete');

    expect(router.messages.at(-1)?.errors).toMatchObject([{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }]);
    expect(JSON.stringify(router.messages)).not.toContain('secret@');
  });
});

test('a message that is not accepted at once is sent again, before any other', async () => {
  await ask();
  let failures = 2;
  router.answer = () => (failures-- > 0 ? 503 : undefined);
  hub.feed.push(1, 2);
  hub.feed.end();
  await router.until((messages) => messages.at(-1)?.action === 'complete');

  expect(actions()).toEqual(['check', 'next', 'next', 'complete']);
});

test('a slow router gets nothing more until it has answered', async () => {
  await ask();
  let answer = (_status: number): void => undefined;
  const thinking = new Promise<number>((done) => (answer = done));
  const asked = new Promise<void>((done) => {
    router.answer = () => {
      done();
      return thinking;
    };
  });
  hub.feed.push(1, 2, 3, 4, 5);
  await asked;
  expect(hub.feed.subscribers[0]?.pulled).toBe(1);
  answer(204);
  await router.until((messages) => messages.length === 6);
});

describe('no router is called', () => {
  it.each([
    ['that is not on the list', 'http://127.0.0.1:1/callback'],
    ['on another port of a host on the list', 'https://router.example.org:8443/callback'],
    ['over plain http on a host on the list', 'http://router.example.org/callback'],
    ['over another protocol', 'ftp://router.example.org/callback'],
    ['by a name that looks like one on the list', 'https://router.example.org.evil.example/callback'],
    ['that hides behind a user name', 'https://router.example.org@evil.example/callback'],
    ['with a user name', 'https://user:word@router.example.org/callback'],
    ['by a number that stands for an address', 'http://2130706433:1/callback'],
    ['at no address', 'callback'],
  ])('%s', async (_what, callbackUrl) => {
    await refused(callbackUrl);
  });

  it.each([
    ['a line break in its address', (host: string) => `http://${host}/call\r\nback`],
    ['a tab in its host', (host: string) => `http://${host.replace('.', '.\t')}/callback`],
    ['a NUL after its address', (host: string) => `http://${host}/callback\0`],
    ['a blank before its address', (host: string) => ` http://${host}/callback`],
    ['a blank after its address', (host: string) => `http://${host}/callback `],
    ['a backslash in its address', (host: string) => `http://${host}\\@evil.org/callback`],
    ['backslashes for slashes', (host: string) => `http:\\\\${host}/callback`],
    ['one slash', (host: string) => `http:/${host}/callback`],
    ['a percent-encoded host', (host: string) => `http://${host.replaceAll('.', '%2e')}/callback`],
    ['a blank within its address', (host: string) => `http://${host}/call back`],
  ])('with %s', async (_what, callbackUrl) => {
    expect(await refused(callbackUrl(router.host))).toContain('callbackUrl is not a valid URL');
  });

  async function refused(callbackUrl: string): Promise<string> {
    const { response, text } = await ask({ extensions: router.extensions({ callbackUrl }) });

    expect(response.statusCode).toBe(400);
    expect(text()).toContain('BAD_REQUEST');
    await hub.feed.until(([subscriber]) => subscriber?.left === true);
    expect(router.messages).toEqual([]);
    return text();
  }

  it.each([
    ['without what the protocol asks for', {}],
    ['with a heartbeat that is none', { subscription: { ...OWN, heartbeatIntervalMs: -1 } }],
  ])('%s', async (_what, extensions) => {
    expect((await ask({ extensions })).response.statusCode).toBe(400);
  });

  it.each([
    ['that is not in the schema', 'subscription { nothing }', 400, 'GRAPHQL_VALIDATION_FAILED'],
    ['that the source refuses', 'subscription { secrets { number } }', 403, 'FORBIDDEN'],
  ])('for an operation %s', async (_what, query, status, code) => {
    const { response, text } = await ask({ query });

    expect(response.statusCode).toBe(status);
    expect(text()).toContain(code);
    expect(router.messages).toEqual([]);
  });

  it('a second time that does not know its subscription', async () => {
    router.answer = () => 404;
    const { response } = await ask();

    expect(response.statusCode).toBe(400);
    await hub.feed.until(([subscriber]) => subscriber?.left === true);
  });
});

test('where a client accepts both, it gets a callback if it names an address, and a stream otherwise', async () => {
  const accept = `${CALLBACK}, multipart/mixed;subscriptionSpec=1.0`;
  expect((await ask({ accept })).response.headers['subscription-protocol']).toBe('callback/1.0');
  const stream = await openStream(hub, { accept, query: TICKS });

  expect(stream.response.headers['content-type']).toContain('multipart/mixed');
  stream.response.destroy();
});
