import { pino } from 'pino';
import { readConfig } from '../../src/config';
import { createDataSource } from '../../src/data-source';
import { createHub } from '../../src/hub';
import { Transaction } from '../../src/platform/writing/unit/transaction';
import { TransactionEnded } from '../../src/platform/writing/unit/transaction-runner';
import { connectWriters, editorAsking } from '../support/asker';
import { makeProgram } from '../support/factories';
import { startDatabaseProxy } from '../limits/database-proxy';
import { blocked, OURS, whileHeld } from '../support/locks';
import { until } from '../support/until';
import { startTestHub, type ClientSideError } from '../support/hub';
import { sendCreate } from './hub-process';
import { editor, hub } from './edited-hub';
import { PAYLOAD, faultsOf, signInEditor } from './mutate';

const pool = () => hub.database.pool;

/** Resolves once the hub has noticed that all of its connections were broken: until then it may still use one of them. */
async function disconnected(url: string): Promise<void> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  if (!/^hub_database_connections 0$/m.test(metrics)) await disconnected(url);
}

async function openTransactions(): Promise<number> {
  const { rows } = await pool().query<{ count: number }>(
    `SELECT count(*)::int AS count FROM pg_stat_activity WHERE ${OURS} AND xact_start IS NOT NULL`,
  );
  return rows[0]?.count ?? NaN;
}

test('two hundred mutations that are refused, rehearsed, masked or half read leave no connection behind', async () => {
  const id = await makeProgram(pool());
  const dryRun = { options: { dryRun: true } };
  const kinds: (() => Promise<unknown>)[] = [
    () => editor.send('updateProgram', { id, name: '' }),
    () => editor.send('updateProgram', { id, name: 'Rehearsed', ...dryRun }),
    () => editor.send('updateProgram', { id: 'nonsense', ...dryRun }),
    () =>
      editor.send(
        'archiveProgram',
        { id, ...dryRun },
        'program { contacts(where: { name: { eq: "\\u0000" } }) { totalCount } }',
      ),
    () => editor.send('upsertPrograms', { items: [{ id }, { id }], ...dryRun }, 'programs { id }'),
  ];
  for (let round = 0; round < 5; round += 1) {
    await Promise.all(Array.from({ length: 40 }, (_, at) => (kinds[at % kinds.length] as () => Promise<unknown>)()));
  }
  expect(await openTransactions()).toBe(0);
  expect(faultsOf(await editor.do('updateProgram', { id, name: 'Still answered' }))).toEqual([]);
});

test('a write that waits too long for a lock ends with OVERLOADED, says why, and leaves nothing behind', async () => {
  const id = await makeProgram(pool());
  await whileHeld(pool(), id, async () => {
    const sent = Date.now();
    const { errors } = await editor.send('updateProgram', { id, name: 'Late' });
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['OVERLOADED']);
    expect(errors[0]?.message).toContain('are changing the same records');
    expect(Date.now() - sent).toBeLessThan(7_000);
  });
  expect(await openTransactions()).toBe(0);
  expect(faultsOf(await editor.do('updateProgram', { id, name: 'In time', expectedVersion: 1 }))).toEqual([]);
});

const MANY = Array.from({ length: 12 }, (_, index) => index);

test('statements that were prepared for tables as they were are prepared anew', async () => {
  // Resolvers read columns, whose types can change; plans read texts.
  const own = await startTestHub({ env: { HUB_PLANS: 'off' } });
  try {
    const writer = await signInEditor(own);
    const made = async (name: string): Promise<void> => {
      const { payload, errors } = await writer.send('createProgram', { name, kind: 'STUDY' });
      expect({ errors, faults: payload?.['errors'] }).toEqual({ errors: [], faults: [] });
      const { data } = await own.query<{ programs: { nodes: unknown[] } }, object>(
        '{ programs(first: 100) { nodes { name lead { name } } } }',
      );
      expect(data.programs.nodes).toContainEqual({ name, lead: null });
    };
    // At once, so that every connection prepares them.
    for (const round of [1, 2, 3]) await Promise.all(MANY.map((index) => made(`${round} ${index}`)));
    await own.database.pool.query('ALTER TABLE program ALTER name TYPE varchar(500) COLLATE "und-x-icu"');
    await Promise.all(MANY.map((index) => made(`4 ${index}`)));
  } finally {
    await own.close();
  }
});

test('a connection that breaks while a write holds it ends in UNAVAILABLE, and the hub goes on', async () => {
  const id = await makeProgram(pool());
  await whileHeld(pool(), id, async () => {
    const sent = editor.send('updateProgram', { id, name: 'Cut off' });
    await blocked(pool());
    const { rows } = await pool().query<{ pid: number }>(
      `SELECT pid, pg_terminate_backend(pid) FROM pg_stat_activity WHERE ${OURS}`,
    );
    expect((await sent).errors.map(({ extensions }) => extensions.code)).toEqual(['UNAVAILABLE']);
    // Postgres ends them one after the other. The next write must not get one that is about to end.
    await until('the connections have ended', async () => {
      const ended = await pool().query('SELECT FROM pg_stat_activity WHERE pid = ANY($1)', [
        rows.map(({ pid }) => pid),
      ]);
      return ended.rowCount === 0;
    });
  });
  expect(faultsOf(await editor.do('updateProgram', { id, name: 'Went on', expectedVersion: 1 }))).toEqual([]);
});

test('what is read of a dry run after its end does not reach the connection, which may serve others by then', async () => {
  const writes = await connectWriters(hub.database.url);
  const asker = editorAsking();
  const transaction = await Transaction.on(writes, asker, () => undefined);
  const read = (): Promise<unknown> => transaction.client.query('SELECT 1');
  await transaction.begin();
  const ending = transaction.rollBack();
  await expect(read()).rejects.toBeInstanceOf(TransactionEnded);
  await ending;
  await expect(read()).rejects.toBeInstanceOf(TransactionEnded);
  asker.deadline.close();
  await writes.source.destroy();
});

test('a client that leaves in the middle of a dry run leaves no transaction open', async () => {
  const id = await makeProgram(pool());
  const query = `mutation { updateProgram(input: { id: "${id}", name: "x", options: { dryRun: true } }) { program { id } ${PAYLOAD} } }`;
  const leaving = new AbortController();
  await whileHeld(pool(), id, async () => {
    const sent = fetch(`${hub.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...editor.headers },
      body: JSON.stringify({ query }),
      signal: leaving.signal,
    });
    await blocked(pool());
    leaving.abort();
    await expect(sent).rejects.toThrow();
  });
  await nothingOpen();
});

async function nothingOpen(): Promise<void> {
  if ((await openTransactions()) > 0) await nothingOpen();
}

test('a Postgres that stops answering while it writes costs one TIMEOUT, and no second one for the rollback', async () => {
  const proxy = await startDatabaseProxy(hub.database.url);
  const config = readConfig({ DATABASE_URL: proxy.url });
  const behind = await createHub({ config, databaseUrl: proxy.url, log: pino({ level: 'silent' }) });
  const url = await behind.server.listen({ port: 0, host: '127.0.0.1' });
  const create = (name: string) => sendCreate(url, editor.headers, 'Program', { name, kind: 'STUDY' });
  try {
    const id = await makeProgram(pool());
    expect((await create('Before it hangs')).codes).toEqual([]);
    await whileHeld(pool(), id, async () => {
      const body = { query: `mutation { updateProgram(input: { id: "${id}", name: "x" }) { program { id } } }` };
      const headers = { 'content-type': 'application/json', ...editor.headers };
      const sent = Date.now();
      const waiting = fetch(`${url}/graphql`, { method: 'POST', headers, body: JSON.stringify(body) });
      await blocked(pool());
      proxy.freeze();
      const { errors } = (await (await waiting).json()) as { errors: readonly ClientSideError[] };
      expect(errors.map(({ extensions }) => extensions.code)).toEqual(['TIMEOUT']);
      expect(Date.now() - sent).toBeLessThan(7_500);
    });
    await proxy.refuse();
    await disconnected(url);
    await proxy.accept();
    expect((await create('After it hung')).codes).toEqual([]);
  } finally {
    await behind.close();
    await proxy.refuse();
  }
});

test('a hub that stops working within a transaction loses its locks', async () => {
  const dataSource = await createDataSource(hub.database.url, { poolSize: 1 }).initialize();
  const settings = await dataSource.query<object[]>('SHOW idle_in_transaction_session_timeout');
  await dataSource.destroy();
  expect(settings).toEqual([{ idle_in_transaction_session_timeout: '10s' }]);
});

test('a fault of the database is masked, and its log line shows nothing of the record', async () => {
  await pool().query(`ALTER TABLE contact ADD CONSTRAINT contact_no_canary CHECK (name <> 'Canary')`);
  const input = { name: 'Canary', email: 'canary@example.org', kind: 'PERSON' };
  const { errors, payload } = await editor.send('createContact', input);
  expect(payload).toBeUndefined();
  expect(errors.map(({ extensions }) => extensions.code)).toEqual(['INTERNAL_SERVER_ERROR']);
  expect(JSON.stringify(errors)).not.toMatch(/contact_no_canary|canary@/);
  const lines = hub.logged.filter((line) => line.includes('a field failed'));
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain('contact_no_canary');
  expect(lines[0]).not.toContain('canary@');
});
