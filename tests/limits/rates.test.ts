import { once } from 'node:events';
import { WebSocket } from 'ws';
import { makeOrganization } from '../support/factories';
import { startTestHub, type TestHub } from '../support/hub';
import { openSocket } from '../transports/streaming-hub';

let hub: TestHub;

beforeAll(async () => {
  hub = await startTestHub({
    env: { HUB_RATE_LIMIT: 'public=100/600s,partner=1000/600s', HUB_PROXY_HOPS: '1' },
  });
  for (let index = 0; index < 5; index += 1) await makeOrganization(hub.database.pool);
  // The first statement of a connection takes longer, and time is charged.
  await ask(FEW, fresh());
});
afterAll(() => hub.close());

const FEW = '{ organizations(first: 2) { nodes { id } } }';
/** Could answer 40 records, and answers none. */
const MANY = '{ organizations(first: 40, where: { slug: { eq: "none" } }) { nodes { id } } }';
let addresses = 0;

/** An address that nothing was spent by. */
function fresh(): Record<string, string> {
  addresses += 1;
  return { 'x-forwarded-for': `198.51.100.${addresses}` };
}

interface Told {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: {
    readonly data?: unknown;
    readonly errors?: readonly { readonly message: string; readonly extensions: Record<string, unknown> }[];
    readonly extensions?: { readonly cost: Record<'requested' | 'actual' | 'budget' | 'remaining', number> };
  };
}

async function ask(query: string, headers: Record<string, string>, accept = 'application/json'): Promise<Told> {
  const response = await fetch(`${hub.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept, ...headers },
    body: JSON.stringify({ query }),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: (text.startsWith('{') ? JSON.parse(text) : {}) as Told['body'],
  };
}

async function exhaust(headers: Record<string, string>): Promise<Told> {
  for (;;) {
    const answered = await ask(FEW, headers);
    if (answered.status !== 200) return answered;
  }
}

test('an answer says where its client stands', async () => {
  const { status, headers } = await ask(FEW, fresh());

  expect(status).toBe(200);
  expect(headers.get('ratelimit-policy')).toBe('"cost";q=100;w=600');
  expect(headers.get('ratelimit')).toMatch(/^"cost";r=9\d;t=(600|5\d\d)$/);
});

test.each(['{ nothing }', '{', '{ __typename @skip }'])(
  'an answer to a document that is refused says so as well: %s',
  async (query) => {
    const { headers, body } = await ask(query, fresh());

    expect(body.errors).toHaveLength(1);
    expect(headers.get('ratelimit-policy')).toBe('"cost";q=100;w=600');
    expect(headers.get('ratelimit')).toMatch(/^"cost";r=\d+;t=(600|5\d\d)$/);
  },
);

test('an answer has the cost of its operation only for clients that ask for it', async () => {
  const client = fresh();
  const silent = await ask(FEW, client);
  const answered = await ask(FEW, { ...client, 'hub-cost': '1' });

  expect(silent.body.extensions).toBeUndefined();
  const { requested, actual, budget, remaining } = answered.body.extensions?.cost ?? {};
  expect(budget).toBe(100);
  expect(requested).toBeGreaterThanOrEqual(2);
  expect(actual).toBeGreaterThanOrEqual(1);
  expect(actual).toBeLessThanOrEqual(Number(requested));
  expect(answered.headers.get('ratelimit')).toContain(`r=${remaining};`);
});

test('what was not spent is given back', async () => {
  const client = { ...fresh(), 'hub-cost': '1' };
  const { body } = await ask(MANY, client);
  const { requested = 0, actual = 0, remaining } = body.extensions?.cost ?? {};

  expect(requested).toBeGreaterThan(40);
  expect(actual).toBeLessThanOrEqual(requested);
  expect(remaining).toBe(100 - actual);
});

test('a read that keeps Postgres longer than its price says is charged for that', async () => {
  const client = await hub.database.pool.connect();
  await client.query('BEGIN; LOCK TABLE organization');
  const asked = ask(FEW, { ...fresh(), 'hub-cost': '1' });
  await client.query('SELECT pg_sleep(0.4)');
  await client.query('ROLLBACK');
  client.release();
  const { requested = 0, actual = 0, remaining } = (await asked).body.extensions?.cost ?? {};

  expect(requested).toBeLessThan(10);
  expect(actual).toBeGreaterThan(1_000);
  expect(remaining).toBe(0);
});

test('a client that has spent its budget gets 429 with the time to wait, and others are answered', async () => {
  const client = fresh();
  const { status, headers, body } = await exhaust(client);

  expect(status).toBe(429);
  expect(body.errors?.map(({ extensions }) => extensions['code'])).toEqual(['RATE_LIMITED']);
  expect(body.errors?.[0]?.message).toContain('You may spend 100 in 600 s');
  expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
  expect(Number(headers.get('retry-after'))).toBeLessThanOrEqual(600);
  expect(headers.get('ratelimit')).toContain('r=0;');
  expect(headers.get('x-request-id')).toBeTruthy();
  expect((await ask(FEW, fresh())).status).toBe(200);
  const partner = { ...client, ...(await hub.signIn('partner')) };
  const signedIn = await ask(FEW, partner);
  expect(signedIn.status).toBe(200);
  expect(signedIn.headers.get('ratelimit-policy')).toBe('"cost";q=1000;w=600');
});

test.each([
  ['that cannot be parsed', '{ organizations('],
  ['that is not valid', '{ organizations { nothing } }'],
  [
    'that may cost too much',
    '{ organizations(first: 100) { nodes { programs(first: 100) { nodes { contacts(first: 100) { nodes { id } } } } } } }',
  ],
  ['that may not be run', 'subscription { programUpdates { cursor } }'],
])('a document %s costs what it takes to find that out', async (_case, query) => {
  const client = fresh();
  await ask(query, client);
  const { headers } = await ask(query, client);
  expect(Number(/r=(\d+)/.exec(headers.get('ratelimit') ?? '')?.[1])).toBeLessThan(100);
});

test('a principal has one share, wherever it comes from', async () => {
  const partner = await hub.signIn('partner');
  const left = async (): Promise<number> => {
    const { headers } = await ask(FEW, { ...partner, ...fresh() });
    return Number(/r=(\d+)/.exec(headers.get('ratelimit') ?? '')?.[1]);
  };
  const [first, second] = [await left(), await left()];
  expect(second).toBeLessThan(first);
});

test.each([
  ['text/event-stream', 429],
  ['multipart/mixed;subscriptionSpec=1.0', 429],
])('over %s it is the same', async (accept, status) => {
  const client = fresh();
  await exhaust(client);
  const answered = await ask(FEW, client, accept);

  expect(answered.status).toBe(status);
  expect(answered.headers.get('retry-after')).toMatch(/^\d+$/);
  expect(answered.text).toContain('RATE_LIMITED');
});

test('over a WebSocket the operation is refused, and the socket stays', async () => {
  const client = fresh();
  await exhaust(client);
  const socket = await (
    await openSocket({ socketUrl: hub.url.replace('http', 'ws') }, '/graphql', { headers: client })
  ).init();
  socket.subscribe('1', FEW);
  const { payload } = await socket.message('1', 'error');

  expect(payload).toMatchObject([{ extensions: { code: 'RATE_LIMITED', retryAfter: expect.any(Number) as number } }]);
  expect(socket.socket.readyState).toBe(WebSocket.OPEN);
  socket.socket.close();
  await once(socket.socket, 'close');
});

test('over a WebSocket that was opened with hub-cost, answers say what they cost', async () => {
  const headers = { ...fresh(), 'hub-cost': '1' };
  const socket = await (await openSocket({ socketUrl: hub.url.replace('http', 'ws') }, '/graphql', { headers })).init();
  socket.subscribe('1', FEW);
  const { payload } = await socket.message('1', 'next');

  expect(payload).toMatchObject({ extensions: { cost: { budget: 100 } } });
  socket.socket.close();
  await once(socket.socket, 'close');
});

test('pages of other origins may read where their client stands', async () => {
  const origin = 'https://app.example.org';
  const other = await startTestHub({ env: { HUB_CORS_ORIGINS: origin }, database: hub.database });
  const response = await fetch(`${other.url}/graphql?query={__typename}`, { headers: { origin } });
  await other.close();

  expect(response.headers.get('access-control-expose-headers')).toBe(
    'x-request-id, ratelimit, ratelimit-policy, retry-after, etag, hub-plan, hub-cursor, content-disposition',
  );
  expect(response.headers.get('ratelimit')).toBeNull();
});
