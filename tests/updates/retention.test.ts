import { pino } from 'pino';
import { encodeLogCursor } from '../../src/platform/change-log/cursor';
import { Retention } from '../../src/platform/change-log/retention';
import { makeProgram } from '../support/factories';
import { startTestHub, type TestHub } from '../support/hub';
import { number } from '../support/writer';

const DAY = 86_400_000;

let hub: TestHub;
let program: string;
const log = pino({ level: 'silent' });

beforeEach(async () => {
  hub = await startTestHub();
  program = await makeProgram(hub.database.pool, { created_at: '2026-01-01T00:00:00Z' });
});
afterEach(() => hub.close());

/** Changes of the program as many days old as given, in the log's order. */
async function changes(...ages: number[]): Promise<void> {
  const { pool } = hub.database;
  for (const [index, age] of ages.entries()) {
    await pool.query(
      `INSERT INTO change (id, record_type, record_id, kind, version, changes, occurred_at) VALUES (gen_random_uuid(), 'program', $1, 'UPDATED', $2::int,
         jsonb_build_array(jsonb_build_object('field', 'name', 'before', 'v' || ($2::int - 1), 'after', 'v' || $2::int)), now() - $3 * interval '1 day')`,
      [program, index + 2, age],
    );
    await number(pool);
  }
  await pool.query(`UPDATE program SET version = $1::int, name = 'v' || $1::int`, [ages.length + 1]);
}

function trim(days: number): Promise<{ changes: number; keys: number }> {
  return new Retention(hub.database.pool, log, days * DAY).run();
}

async function kept(): Promise<string[]> {
  const { rows } = await hub.database.pool.query<{ seq: string }>('SELECT seq FROM change ORDER BY seq');
  return rows.map(({ seq }) => seq);
}

test('removes the oldest changes, up to the first that is young enough', async () => {
  await changes(400, 390, 20, 380, 10);
  expect(await trim(365)).toEqual({ changes: 2, keys: 0 });
  expect(await kept()).toEqual(['3', '4', '5']);
  expect(await trim(365)).toEqual({ changes: 0, keys: 0 });
  expect(await trim(15)).toEqual({ changes: 2, keys: 0 });
  expect(await trim(1)).toEqual({ changes: 1, keys: 0 });
  expect((await hub.database.pool.query('SELECT seq, trimmed FROM change_head')).rows).toEqual([
    { seq: '5', trimmed: '5' },
  ]);
});

test('numbers go on where they were, though all is removed', async () => {
  await changes(400);
  await trim(365);
  await hub.database.pool.query(
    `INSERT INTO change (id, record_type, record_id, kind, version) VALUES (gen_random_uuid(), 'program', $1, 'UPDATED', 9)`,
    [program],
  );
  await number(hub.database.pool);
  expect(await kept()).toEqual(['2']);
});

test('does it in many small steps', async () => {
  await hub.database.pool.query(
    `INSERT INTO change (id, record_type, record_id, kind, version, occurred_at)
     SELECT gen_random_uuid(), 'core', gen_random_uuid(), 'CREATED', 1, now() - interval '2 days' FROM generate_series(1, 2500)`,
  );
  await number(hub.database.pool);
  expect(await trim(1)).toEqual({ changes: 2500, keys: 0 });
  expect(await kept()).toEqual([]);
});

test('a change that has no number yet stays', async () => {
  await hub.database.pool.query(
    `BEGIN; INSERT INTO change (id, record_type, record_id, kind, version, occurred_at)
     VALUES (gen_random_uuid(), 'program', gen_random_uuid(), 'CREATED', 1, now() - interval '9 days'); SELECT hub_trim_changes(now()); COMMIT`,
  );
  expect(await kept()).toHaveLength(1);
});

test('one hub at a time does it', async () => {
  await changes(400);
  const holder = await hub.database.pool.connect();
  await holder.query('SELECT pg_advisory_lock(4812600319)');
  expect(await trim(365)).toEqual({ changes: 0, keys: 0 });
  holder.release(true);
  expect(await kept()).toEqual(['1']);
});

test('nothing else may delete, whatever it sets', async () => {
  const { pool } = hub.database;
  await changes(400, 1);
  await expect(pool.query('DELETE FROM change')).rejects.toThrow(/append-only/);
  const client = await pool.connect();
  await client.query(`SET hub.trimming = 'on'`);
  await expect(client.query('DELETE FROM change')).rejects.toThrow(/append-only/);
  client.release(true);
  await pool.query("SELECT hub_trim_changes(now() - interval '365 days')");
  await expect(pool.query('DELETE FROM change')).rejects.toThrow(/append-only/);
});

test('answers to requests are forgotten after thirty days', async () => {
  const { pool } = hub.database;
  await pool.query(`INSERT INTO idempotency_key (principal, key, request_sha256, created_at)
    VALUES ('a', 'old', '', now() - interval '31 days'), ('a', 'young', '', now() - interval '29 days')`);
  expect(await trim(365)).toEqual({ changes: 0, keys: 1 });
  expect((await pool.query('SELECT key FROM idempotency_key')).rows).toEqual([{ key: 'young' }]);
});

test('a cursor before what is kept is too old, and the error names the oldest that is good', async () => {
  const editor = await hub.signIn('editor');
  await changes(400, 390, 10);
  const { rows } = await hub.database.pool.query<{ epoch: string }>('SELECT epoch FROM change_head');
  const cursor = (seq: bigint) => encodeLogCursor({ epoch: String(rows[0]?.epoch), seq });
  await trim(365);
  const query = 'query ($after: Cursor) { programUpdates(after: $after) { items { version } } }';
  const { errors } = await hub.query(query, { after: cursor(1n) }, editor);
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'CURSOR_TOO_OLD', oldestCursor: cursor(2n) });
  const good = await hub.query(query, { after: cursor(2n) }, editor);
  expect(good.data).toEqual({ programUpdates: { items: [{ version: 4 }] } });
  expect((await hub.query(query, {}, editor)).data).toEqual({ programUpdates: { items: [{ version: 4 }] } });
  // A read that waits for an old place has nothing to wait for.
  const read = await hub.query('query ($c: Cursor) { programs(atLeast: $c) { totalCount } }', { c: cursor(1n) });
  expect(read.data).toEqual({ programs: { totalCount: 1 } });
});

test('a past state can be read as long as the changes after it are kept', async () => {
  await changes(400, 390, 10);
  await trim(365);
  const name = async (days: number) => {
    const asOf = new Date(Date.now() - days * DAY);
    const query = 'query ($id: ID, $asOf: DateTime) { program(id: $id, asOf: $asOf) { name version } }';
    const { data, errors } = await hub.query<{ program: unknown }, object>(query, { id: program, asOf });
    return errors ? errors[0]?.extensions.code : data.program;
  };
  await hub.database.pool.query(`UPDATE program SET created_at = now() - interval '500 days'`);
  expect([await name(395), await name(389), await name(11), await name(9)]).toEqual([
    'BAD_USER_INPUT',
    { name: 'v3', version: 3 },
    { name: 'v3', version: 3 },
    { name: 'v4', version: 4 },
  ]);
});
