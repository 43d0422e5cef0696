import { lease, LeaseEnded } from '../../src/platform/writing/lease';
import { makeProgram } from '../support/factories';
import { startTestHub, type TestHub } from '../support/hub';
import { brokenLogs, PAYLOAD, signInEditor, told, type Editor } from './mutate';

let hub: TestHub;
let editor: Editor;

beforeAll(async () => {
  hub = await startTestHub();
  editor = await signInEditor(hub);
});
afterAll(async () => {
  expect(await brokenLogs(hub)).toEqual([]);
  await hub.close();
});

const pool = () => hub.database.pool;
const OURS = `datname = current_database() AND application_name = 'equity-hub'`;

/** Resolves with the number of the hub's sessions that wait for a lock, once there are any. */
async function blocked(): Promise<number> {
  const { rowCount } = await pool().query(`SELECT FROM pg_stat_activity WHERE ${OURS} AND wait_event_type = 'Lock'`);
  return rowCount || blocked();
}

/** Does something while another session holds the record. */
async function whileHeld(id: string, work: () => Promise<void>): Promise<void> {
  const session = await pool().connect();
  try {
    await session.query('BEGIN');
    await session.query('SELECT FROM program WHERE id = $1 FOR UPDATE', [id]);
    await work();
  } finally {
    await session.query('ROLLBACK');
    session.release();
  }
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
  expect(told(await editor.do('updateProgram', { id, name: 'Still answered' }))).toEqual([]);
});

test('a write that waits too long for a lock ends with TIMEOUT, and leaves nothing behind', async () => {
  const id = await makeProgram(pool());
  await whileHeld(id, async () => {
    const sent = Date.now();
    const { errors } = await editor.send('updateProgram', { id, name: 'Late' });
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['TIMEOUT']);
    expect(Date.now() - sent).toBeLessThan(7_000);
  });
  expect(await openTransactions()).toBe(0);
  expect(told(await editor.do('updateProgram', { id, name: 'In time', expectedVersion: 1 }))).toEqual([]);
});

test('a connection that breaks while a write holds it ends in UNAVAILABLE, and the hub goes on', async () => {
  const id = await makeProgram(pool());
  await whileHeld(id, async () => {
    const sent = editor.send('updateProgram', { id, name: 'Cut off' });
    await blocked();
    await pool().query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE ${OURS}`);
    expect((await sent).errors.map(({ extensions }) => extensions.code)).toEqual(['UNAVAILABLE']);
  });
  expect(told(await editor.do('updateProgram', { id, name: 'Went on', expectedVersion: 1 }))).toEqual([]);
});

test('what is read of a dry run after its end does not reach the connection, which may serve others by then', async () => {
  const { client, rollBack } = await lease(pool(), () => undefined);
  await client.query('BEGIN');
  const ending = rollBack();
  await expect(client.query('SELECT 1')).rejects.toBeInstanceOf(LeaseEnded);
  await ending;
  await expect(client.query('SELECT 1')).rejects.toBeInstanceOf(LeaseEnded);
});

test('a client that leaves in the middle of a dry run leaves no transaction open', async () => {
  const id = await makeProgram(pool());
  const query = `mutation { updateProgram(input: { id: "${id}", name: "x", options: { dryRun: true } }) { program { id } ${PAYLOAD} } }`;
  const leaving = new AbortController();
  await whileHeld(id, async () => {
    const sent = fetch(`${hub.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...editor.headers },
      body: JSON.stringify({ query }),
      signal: leaving.signal,
    });
    await blocked();
    leaving.abort();
    await expect(sent).rejects.toThrow();
  });
  await nothingOpen();
});

async function nothingOpen(): Promise<void> {
  if ((await openTransactions()) > 0) await nothingOpen();
}

test('the message of an error tells nothing of the database', async () => {
  const { errors, payload } = await editor.send('createProgram', {
    name: 'x',
    kind: 'STUDY',
    url: "https://x.org/'; --",
  });
  expect(JSON.stringify([errors, payload])).not.toMatch(/SELECT|INSERT|pg_|relation|column/);
  expect(hub.logged.join('')).not.toMatch(/"a field failed"/);
});
