import { startTestHub, type TestHub } from '../support/hub';
import { until } from '../support/until';
import { followUpdates } from '../support/updates';
import { NDJSON, requestFile, fileOf, csvRows, refusalOf } from './file-client';
import { makeManyPrograms } from './many-rows';
import { OURS } from '../support/locks';

/** More than what fits between a hub and a client that does not read. */
const ROWS = 6_000;
const QUERY = '{ programs(orderBy: [{ field: NAME }]) { nodes { id name description } } }';

interface Row {
  readonly id: string;
  readonly name: string;
}

let hub: TestHub;
let editor: Record<string, string>;

beforeAll(async () => {
  hub = await startTestHub();
  editor = await hub.signIn('editor');
  await makeManyPrograms(hub.database.pool, ROWS, 4_900);
}, 60_000);
afterAll(() => hub.close());

/** The sessions of the hub that have a transaction of a file. */
async function openFiles(): Promise<number> {
  const text = `SELECT FROM pg_stat_activity WHERE ${OURS} AND backend_xmin IS NOT NULL AND state LIKE 'idle in transaction%'`;
  return (await hub.database.pool.query(text)).rowCount ?? 0;
}

async function change(mutation: string): Promise<string> {
  const { data, errors } = await hub.query<Record<string, { program: { id: string } }>, never>(
    mutation,
    undefined,
    editor,
  );
  expect(errors).toBeUndefined();
  return Object.values(data)[0]?.program.id ?? '';
}

async function rest(reader: ReadableStreamDefaultReader<Uint8Array>, first: Uint8Array): Promise<Buffer> {
  const parts = [first];
  for (let next = await reader.read(); !next.done; next = await reader.read()) parts.push(next.value);
  return Buffer.concat(parts);
}

async function begun(
  accept = NDJSON,
  signal?: AbortSignal,
): Promise<{ response: Response; reader: ReadableStreamDefaultReader<Uint8Array>; first: Uint8Array }> {
  const response = await requestFile(hub, QUERY, { accept, headers: editor, ...(signal && { signal }) });
  const reader = response.body?.getReader() as ReadableStreamDefaultReader<Uint8Array>;
  const { value } = await reader.read();
  return { response, reader, first: value as Uint8Array };
}

test('what is written meanwhile is not in the file, and following from Hub-Cursor gives exactly that', async () => {
  const before = await change(
    'mutation { createProgram(input: { name: "AAA before", kind: STUDY }) { program { id } } }',
  );
  const { response, reader, first } = await begun();
  const last = await hub.query<{ programs: { nodes: Row[] } }, never>(
    '{ programs(last: 1, orderBy: [{ field: NAME }]) { nodes { id name } } }',
  );
  const [lastRow] = last.data.programs.nodes as [Row];
  const created = await change(
    'mutation { createProgram(input: { name: "ZZZ during", kind: STUDY }) { program { id } } }',
  );
  await change(`mutation { updateProgram(input: { id: "${lastRow.id}", name: "ZZZ renamed" }) { program { id } } }`);
  const text = (await rest(reader, first)).toString('utf8');
  const rows = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Row);

  expect(rows).toHaveLength(ROWS + 1);
  expect(rows[0]).toMatchObject({ id: before, name: 'AAA before' });
  expect(rows.at(-1)).toMatchObject(lastRow);
  const { items } = await followUpdates(hub, {}, editor, response.headers.get('hub-cursor') ?? '');
  expect(items.map(({ kind, programId }) => [kind, programId])).toEqual([
    ['ENTERED', created],
    ['UPDATED', lastRow.id],
  ]);
});

test('a client that leaves ends its transaction', async () => {
  const leaving = new AbortController();
  await begun(NDJSON, leaving.signal);
  await until('the file has a transaction', async () => (await openFiles()) === 1);
  leaving.abort();
  await until('the transaction has ended', async () => (await openFiles()) === 0);
});

test('a client that leaves ends the statement that it waits for', async () => {
  const { pool } = hub.database;
  const session = await pool.connect();
  const waiting = async (): Promise<number> =>
    (await pool.query(`SELECT FROM pg_stat_activity WHERE ${OURS} AND wait_event_type = 'Lock'`)).rowCount ?? 0;
  try {
    await session.query('BEGIN; LOCK TABLE program IN ACCESS EXCLUSIVE MODE');
    const leaving = new AbortController();
    const asked = requestFile(hub, QUERY, { headers: editor, signal: leaving.signal });
    await until('the file waits for the lock', async () => (await waiting()) === 1);
    leaving.abort();
    await expect(asked).rejects.toThrow(/abort/);
    await until('nobody waits any longer', async () => (await waiting()) === 0);
  } finally {
    await session.query('ROLLBACK');
    session.release();
  }
});

test.each([NDJSON, 'text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'])(
  'a file of %s that fails in the middle does not look complete',
  async (accept) => {
    const { reader, first } = await begun(accept);
    const end = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE ${OURS} AND state LIKE 'idle in transaction%'`;
    await until('the session of the file has ended', async () => (await hub.database.pool.query(end)).rowCount === 1);
    await expect(rest(reader, first)).rejects.toThrow(/terminated|aborted|closed/);
    expect((await fileOf(hub, '{ programs(first: 1) { nodes { name } } }', { headers: editor })).status).toBe(200);
  },
);

test('a key that is revoked ends a file at its next check, 5 seconds after the last', async () => {
  const analyst = await hub.signIn('analyst');
  const response = await requestFile(hub, QUERY, { accept: NDJSON, headers: analyst });
  const begunAt = performance.now();
  await hub.database.pool.query(`UPDATE api_key SET revoked_at = now() WHERE role = 'analyst'`);
  await until('the check is due', () => performance.now() - begunAt > 5_000);
  await expect(response.text()).rejects.toThrow(/terminated/);
});

test('one client has few files at once, and others have theirs', async () => {
  const open = await Promise.all([begun(), begun()]);
  const third = await requestFile(hub, QUERY, { headers: editor });
  expect([third.status, third.headers.get('retry-after')]).toEqual([429, '1']);
  expect(await third.text()).toMatch(/One client may have 2 files at the same time/);
  expect(csvRows(await fileOf(hub, '{ programs(first: 1) { nodes { kind } } }'))).toHaveLength(1);
  for (const { reader } of open) await reader.cancel();
  const again = await until('there is a place again', async () => {
    const file = await fileOf(hub, '{ programs(first: 1) { nodes { kind } } }', { headers: editor });
    return file.status === 200 && file;
  });
  expect(csvRows(again)).toHaveLength(1);
});

test('a past state has no place to follow from', async () => {
  const asOf = new Date().toISOString();
  const file = await fileOf(hub, `{ programs(first: 1, asOf: "${asOf}") { nodes { name } } }`, { headers: editor });
  expect([file.status, file.headers.get('hub-cursor')]).toEqual([200, null]);
  const future = await fileOf(hub, '{ programs(asOf: "2999-01-01T00:00:00Z") { nodes { name } } }', {
    headers: editor,
  });
  expect([future.status, refusalOf(future).code]).toEqual([400, 'BAD_USER_INPUT']);
});
