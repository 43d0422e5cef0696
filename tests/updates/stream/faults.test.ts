import { once } from 'node:events';
import { pino } from 'pino';
import { readConfig } from '../../../src/config';
import { createHub, type Hub } from '../../../src/hub';
import { startDatabaseProxy, type DatabaseProxy } from '../../limits/database-proxy';
import { makeProgram } from '../../support/factories';
import { startTestHub, type TestHub } from '../../support/hub';
import { edit, number } from '../../support/writer';
import { expectUnbroken, FOLLOW, Subscriber } from './subscriber';
import { until } from '../../support/until';

let hub: TestHub;
let headers: Record<string, string>;
let program: string;

beforeEach(async () => {
  hub = await startTestHub();
  headers = await hub.signIn('partner');
  program = await makeProgram(hub.database.pool);
});
afterEach(() => hub.close());

async function change(name: string): Promise<void> {
  await edit(hub.database.pool, 'program', program, { set: { name } });
  await number(hub.database.pool);
}

function names(subscriber: Subscriber): (string | undefined)[] {
  return subscriber.changes.map((message) => message.program?.name);
}

test('what is written through one hub reaches the subscribers of another on the same database', async () => {
  const other = await startTestHub({ database: hub.database });
  const subscriber = await new Subscriber(other, headers).started();
  const { data, errors } = await hub.query<{ updateProgram: { cursor: string } }, object>(
    `mutation ($id: ID!) { updateProgram(input: { id: $id, name: "Through the first" }) { cursor errors { message } } }`,
    { id: program },
    await hub.signIn('editor'),
  );
  await subscriber.until(({ changes }) => changes.length === 1);

  expect(errors).toBeUndefined();
  expect(subscriber.changes).toMatchObject([
    { cursor: data.updateProgram.cursor, program: { name: 'Through the first' } },
  ]);
  subscriber.close();
  await other.close();
});

test('when one hub stops, its subscribers go on at the other with the cursor they have', async () => {
  const other = await startTestHub({ database: hub.database });
  const first = await new Subscriber(other, headers).started();
  await change('1');
  await first.until(({ changes }) => changes.length === 1);
  const closing = other.close();
  await change('2');
  await closing;
  await first.outcome();
  await change('3');
  const after = String(first.cursor);
  const second = await new Subscriber(hub, headers, { after }).until(({ messages }) =>
    messages.some(({ caughtUp }) => caughtUp === true),
  );

  expect([...first.changes, ...second.changes].map(({ version }) => version)).toEqual([2, 3, 4]);
  expectUnbroken(second.messages, after);
  second.close();
});

test('a lost listening connection is replaced, and the poll finds what came meanwhile', async () => {
  const subscriber = await new Subscriber(hub, headers).started();
  for (const name of ['1', '2', '3']) {
    const { rowCount } = await hub.database.pool.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND pid <> pg_backend_pid() AND (query LIKE 'SELECT epoch%' OR query LIKE 'LISTEN%')`,
    );
    expect(rowCount).toBeGreaterThan(0);
    await change(name);
    await subscriber.until(({ changes }) => changes.length === Number(name));
  }

  expect(names(subscriber)).toEqual(['1', '2', '3']);
  expectUnbroken(subscriber.messages);
  subscriber.close();
});

describe('while Postgres is away', () => {
  let proxy: DatabaseProxy;
  let behind: Hub;
  let url: string;

  beforeEach(async () => {
    proxy = await startDatabaseProxy(hub.database.url);
    behind = await createHub({
      config: readConfig({ DATABASE_URL: proxy.url }),
      databaseUrl: proxy.url,
      log: pino({ level: 'silent' }),
      times: { quiet: 400, poll: 200, retry: 20, retryAtMost: 100, credentials: 60_000 },
    });
    url = await behind.server.listen({ port: 0, host: '127.0.0.1' });
  });
  afterEach(async () => {
    await behind.close();
    await proxy.refuse();
  });

  it('subscribers wait, and get everything when it is back', async () => {
    const subscriber = await new Subscriber({ url }, headers).started();
    await change('1');
    await subscriber.until(({ changes }) => changes.length === 1);
    await proxy.refuse();
    await change('2');
    const refused = await new Subscriber({ url }, headers).outcome();
    await proxy.accept();
    await change('3');
    await subscriber.until(({ changes }) => changes.length === 3);

    expect(names(subscriber)).toEqual(['1', expect.any(String), '3']);
    expectUnbroken(subscriber.messages);
    expect(refused).toBeDefined();
    subscriber.close();
  });

  it('without closing its connections, subscribers get everything over new ones', async () => {
    const subscriber = await new Subscriber({ url }, headers).started();
    await change('1');
    await subscriber.until(({ changes }) => changes.length === 1);
    proxy.freeze();
    await change('2');
    await subscriber.until(({ changes }) => changes.length === 2);

    expect(names(subscriber)).toEqual(['1', '2']);
    expectUnbroken(subscriber.messages);
    subscriber.close();
  });

  it('a hub stops all the same', async () => {
    const subscriber = await new Subscriber({ url }, headers).started();
    await proxy.refuse();
    const closed = once(behind.server.server, 'close');
    const began = Date.now();
    await behind.server.close();
    await closed;
    await subscriber.outcome();

    expect(Date.now() - began).toBeLessThan(8_000);
    await proxy.accept();
  });
});

test('a message whose reads were held up too long comes whole, not with an error in it', async () => {
  const query = FOLLOW.replace('program { name }', 'program { name organizations { nodes { name } } }');
  const subscriber = await new Subscriber(hub, headers, {}, query).started();
  const asked = (): number => hub.statements().filter((text) => text.includes('organization_role')).length;
  const lock = await hub.database.pool.connect();
  await lock.query('BEGIN');
  await lock.query('LOCK TABLE organization IN ACCESS EXCLUSIVE MODE');
  await change('Held up');
  await until('the hub has asked twice', () => asked() >= 2);
  await lock.query('ROLLBACK');
  lock.release();
  await subscriber.until(({ changes }) => changes.length === 1);

  expect(subscriber.changes).toMatchObject([{ program: { name: 'Held up', organizations: { nodes: [] } } }]);
  expectUnbroken(subscriber.messages);
  subscriber.close();
});
