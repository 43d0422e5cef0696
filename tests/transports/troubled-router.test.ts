import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { openStream, type StreamRequest, type StreamResponse } from './http-client';
import { StubRouter } from './router';
import { startStreamingHub, type StreamingHub } from './streaming-hub';

const CALLBACK = 'application/json;callbackSpec=1.0';
const TICKS = 'subscription { ticks { number } }';
/** Longer than any test takes. */
const FOREVER = 60_000;

let hub: StreamingHub;
let router: StubRouter;

beforeEach(async () => {
  router = await StubRouter.start();
});

afterEach(async () => {
  await hub.close();
  await router.close();
});

async function start(options: NonNullable<Parameters<typeof startStreamingHub>[0]>): Promise<void> {
  hub = await startStreamingHub({ callbackHosts: [router.host], ...options });
  hub.tokens.set('partner', undefined);
}

async function ask(request: Partial<StreamRequest> = {}): Promise<StreamResponse> {
  const headers = { authorization: 'Bearer partner' };
  const extensions = router.extensions();
  const response = await openStream(hub, { accept: CALLBACK, query: TICKS, extensions, headers, ...request });
  await response.ended;
  return response;
}

function actions(): string[] {
  return router.messages.map(({ action }) => action);
}

/** Resolves once every subscriber's source knows that nobody listens any more. */
function left(): Promise<void> {
  return hub.feed.until((subscribers) => subscribers.length > 0 && subscribers.every((subscriber) => subscriber.left));
}

test('a router that does not answer is given up, also after garbage collections', async () => {
  await start({ times: { retry: 10, callback: 300 } });
  await ask();
  const hanging = router.hang('next');
  hub.feed.push(1);
  await hanging;
  setFlagsFromString('--expose-gc');
  const sweep = runInNewContext('gc') as () => void;
  const sweeping = setInterval(sweep, 20);

  await left();
  clearInterval(sweeping);
});

describe('while the router has not answered the first check', () => {
  let asked: Promise<StreamResponse>;

  beforeEach(async () => {
    await start({ times: { credentials: 50, callback: FOREVER }, limit: 1 });
    const hanging = router.hang('check');
    asked = ask();
    await hanging;
  });

  it('is answered with 503 when the hub stops', async () => {
    await hub.close();

    const { response, text } = await asked;
    expect(response.statusCode).toBe(503);
    expect(text()).toContain('UNAVAILABLE');
    expect(hub.feed.subscribers).toMatchObject([{ left: true }]);
  });

  it('is answered with 401 when the credential is revoked', async () => {
    hub.tokens.delete('partner');

    const { response, text } = await asked;
    expect(response.statusCode).toBe(401);
    expect(text()).toContain('UNAUTHENTICATED');
    expect(hub.feed.subscribers).toMatchObject([{ left: true }]);
  });

  it('it counts as an open stream', async () => {
    const { response } = await ask({ accept: 'text/event-stream' });

    expect(response.statusCode).toBe(503);
    hub.tokens.delete('partner');
    await asked;
  });
});

test('a router that leaves before it is answered is asked nothing more', async () => {
  await start({ times: { callback: FOREVER } });
  const hanging = router.hang('check');
  const leaving = new AbortController();
  const body = JSON.stringify({ query: TICKS, extensions: router.extensions() });
  const headers = { accept: CALLBACK, 'content-type': 'application/json' };
  const asked = fetch(`${hub.url}/graphql`, { method: 'POST', headers, body, signal: leaving.signal });
  await hanging;
  leaving.abort();

  await expect(asked).rejects.toThrow('aborted');
  await left();
  await hub.close();
  expect(router.messages).toEqual([]);
});

test.each<[string, number, Partial<StreamRequest>]>([
  ['does not know its subscription', 404, {}],
  ['takes nothing', 500, {}],
  ['is not on the list', 204, { extensions: { subscription: { callbackUrl: 'https://router.example.org' } } }],
])('the place of a router that %s is given back', async (_what, status, request) => {
  await start({ times: { retry: 1 }, limit: 1 });
  router.answer = () => status;
  expect((await ask(request)).response.statusCode).toBe(400);
  router.answer = () => undefined;

  expect((await ask()).response.statusCode).toBe(200);
});

test.each([
  ['404', () => 404],
  ['nothing but 500', () => 500],
])('nothing more is sent after a heartbeat was answered with %s', async (_what, answer) => {
  await start({ times: { retry: 1 } });
  await ask({ extensions: router.extensions({ heartbeatIntervalMs: 100 }) });
  router.answer = ({ action }) => (action === 'check' ? answer() : undefined);
  await left();
  // Which waits for all that is still to be sent.
  await hub.close();

  expect(actions()).toEqual(['check']);
});

describe('once the credential is revoked, a message that was not accepted is not sent again, but complete is', () => {
  it.each([
    ['while the router has it', { callback: FOREVER }, () => router.hang('next')],
    [
      'while it waits to be repeated',
      { retry: FOREVER },
      () =>
        new Promise<void>((done) => {
          router.answer = ({ action }) => {
            if (action !== 'next') return undefined;
            done();
            return 503;
          };
        }),
    ],
  ])('%s', async (_when, times, trouble) => {
    await start({ times: { credentials: 50, ...times } });
    await ask();
    const troubled = trouble();
    hub.feed.push(1, 2);
    await troubled;
    hub.tokens.delete('partner');
    await router.until((messages) => messages.at(-1)?.action === 'complete');

    expect(actions()).toEqual(['check', 'complete']);
    expect(router.messages.at(-1)?.errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
    expect(router.faults).toEqual([]);
  });
});
