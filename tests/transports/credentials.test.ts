import { createClient } from 'graphql-sse';
import { startTestHub, type TestHub } from '../support/hub';
import { openSocket, type RawSocket } from './streaming-hub';

let hub: TestHub;

beforeAll(async () => {
  hub = await startTestHub();
});
afterAll(() => hub.close());

function open(): Promise<RawSocket> {
  return openSocket({ socketUrl: hub.url.replace('http', 'ws') });
}

test('a socket asks with a key, and is closed within 5 s once that is revoked', async () => {
  const socket = await (await open()).init(await hub.signIn('editor'));
  socket.subscribe('a', '{ organizations(includeArchived: true) { totalCount } }');
  expect((await socket.message('a', 'next')).payload).toEqual({ data: { organizations: { totalCount: 0 } } });
  const revoked = performance.now();
  await hub.database.pool.query('UPDATE api_key SET revoked_at = now()');

  expect((await socket.closed).code).toBe(4403);
  expect(performance.now() - revoked).toBeLessThan(5_000);
});

test('a key that expires closes its socket', async () => {
  const { authorization } = await hub.signIn('partner');
  const socket = await (await open()).init({ authorization });
  await hub.database.pool.query("UPDATE api_key SET expires_at = now() + interval '1 second'");

  expect((await socket.closed).code).toBe(4403);
});

test('over a socket and over SSE, the same is hidden from the same viewer', async () => {
  const query = '{ organizations(includeArchived: true) { totalCount } }';
  const { data, errors = [] } = await hub.query(query);
  const socket = await (await open()).init();
  socket.subscribe('a', query);
  const { payload } = await socket.message('a', 'next');
  const client = createClient({ url: `${hub.url}/graphql`, retryAttempts: 0 });
  const { value } = (await client.iterate({ query }).next()) as { value: unknown };
  client.dispose();
  socket.socket.close();

  expect(errors.map(({ extensions }) => extensions.code)).toEqual(['UNAUTHENTICATED']);
  const answer = {
    data,
    errors: errors.map(({ extensions: { code }, ...rest }) => ({ ...rest, extensions: { code } })),
  };
  expect(payload).toMatchObject(answer);
  expect(value).toMatchObject(answer);
});
