import { once } from 'node:events';
import { createConnection } from 'node:net';
import { WebSocket } from 'ws';
import { SHARES } from '../../src/platform/limits/share-sizes';
import { makeProgram } from '../support/factories';
import { startTestHub, type TestHub } from '../support/hub';

/** Three statements for resolvers, one of which is taken for a short one. A plan has one. */
const SLOW =
  '{ a: programs { nodes { id } totalCount } b: programs(last: 1) { nodes { id } } program(slug: "p") { id } }';

let hub: TestHub;

beforeAll(async () => {
  hub = await startTestHub({ env: { HUB_PLANS: 'off' } });
  await makeProgram(hub.database.pool, { slug: 'p' });
});
afterAll(() => hub.close());

/** Whoever reads programs waits for a minute for each. */
const ASLEEP = `ALTER TABLE program RENAME TO program_awake;
  CREATE VIEW program AS SELECT program_awake.* FROM program_awake CROSS JOIN LATERAL (SELECT pg_sleep(60)) AS nap`;
const AWAKE = 'DROP VIEW program; ALTER TABLE program_awake RENAME TO program';

beforeEach(() => hub.database.pool.query(ASLEEP));
afterEach(() => hub.database.pool.query(AWAKE));

/** Resolves once so many statements of the hub are under way. */
async function running(count: number): Promise<void> {
  const { rows } = await hub.database.pool.query(
    `SELECT FROM pg_stat_activity WHERE application_name = 'equity-hub' AND wait_event = 'PgSleep' AND datname = current_database()`,
  );
  return rows.length === count ? undefined : running(count);
}

function post(query: string, accept = 'application/json', signal?: AbortSignal): Promise<Response> {
  return fetch(`${hub.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept },
    body: JSON.stringify({ query }),
    ...(signal && { signal }),
  });
}

test('an operation ends at its deadline, however many statements it still has, and so do they', async () => {
  const started = performance.now();
  const { errors } = await hub.query(SLOW);
  const took = performance.now() - started;

  expect(new Set(errors?.map(({ message, extensions }) => `${extensions.code}: ${message}`))).toEqual(
    new Set(['TIMEOUT: The operation took longer than 5 s; request less data at once.']),
  );
  expect(took).toBeGreaterThan(4_500);
  expect(took).toBeLessThan(8_000);
  await running(0);
});

test.each([
  ['POST', 'application/json'],
  ['server-sent events', 'text/event-stream'],
  ['multipart', 'multipart/mixed;subscriptionSpec=1.0'],
])('a client that leaves ends what it has asked for by %s', async (_name, accept) => {
  const leaving = new AbortController();
  const answer = post(SLOW, accept, leaving.signal);
  await running(3);
  leaving.abort();

  await expect(answer).rejects.toThrow();
  await running(0);
});

test('a client that leaves ends also what waits for an earlier answer on its connection', async () => {
  const socket = createConnection(Number(new URL(hub.url).port), '127.0.0.1');
  await once(socket, 'connect');
  const request = `GET /graphql?query=${encodeURIComponent(SLOW)} HTTP/1.1\r\nHost: localhost\r\n\r\n`;
  socket.write(request + request);
  // Those of both requests: the first has three.
  await running(SHARES.statements.address);
  socket.destroy();

  await running(0);
});

test.each(['completes the operation', 'closes the socket'])(
  'a client that %s over a WebSocket ends what it has asked for',
  async (how) => {
    const socket = new WebSocket(`${hub.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    await once(socket, 'open');
    socket.send(JSON.stringify({ type: 'connection_init' }));
    await once(socket, 'message');
    socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query: SLOW } }));
    await running(3);
    if (how === 'closes the socket') socket.terminate();
    else socket.send(JSON.stringify({ id: '1', type: 'complete' }));

    await running(0);
    socket.terminate();
  },
);

test('an operation that a plan answers ends at its deadline, with an error for each root field', async () => {
  const planning = await startTestHub({ database: hub.database });
  const answer = planning.query(SLOW);
  await running(1);
  const { data, errors } = await answer;
  expect(data).toEqual(null);
  expect(errors?.map(({ path, extensions }) => `${String(path)} ${extensions.code}`).sort()).toEqual([
    'a TIMEOUT',
    'program TIMEOUT',
  ]);
  await running(0);
  await planning.close();
});
