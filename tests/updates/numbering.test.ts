import type { PoolClient, QueryConfig } from 'pg';
import { Pool } from 'pg';
import { pino } from 'pino';
import { Sequencer } from '../../src/platform/change-log/sequencer';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { makeProgram } from '../support/factories';
import { edit, editWithin } from '../support/writer';
import { until } from '../support/until';

const WRITERS = 16;
const EDITS = 25;

let database: TestDatabase;
let pool: Pool;
const log = pino({ level: 'silent' });

beforeEach(async () => {
  database = await createTestDatabase();
  pool = new Pool({ connectionString: database.url, max: WRITERS + 4 });
  pool.on('error', () => undefined);
});
afterEach(async () => {
  await pool.end();
  await database.drop();
});

/** Follows the log with a cursor until it is stopped, and reads once more after that. */
function follow(next: (cursor: string) => Promise<{ cursor: string; ids: string[] }>, start: string) {
  const seen: string[] = [];
  const state = { stopped: false };
  const done = (async () => {
    let cursor = start;
    let last: boolean;
    do {
      last = state.stopped;
      const found = await next(cursor);
      cursor = found.cursor;
      seen.push(...found.ids);
    } while (!last);
  })();
  return {
    seen,
    async stop() {
      state.stopped = true;
      await done;
    },
  };
}

interface Found {
  id: string;
  place: string;
}

/** A reader that asks for what is beyond its cursor in `column`. */
function readerBy(column: string, from: string) {
  return async (cursor: string) => {
    const { rows } = await pool.query<Found>(
      `SELECT id, ${column}::text AS place FROM ${from} WHERE ${column} > $1 ORDER BY ${column}`,
      [cursor],
    );
    return { cursor: rows.at(-1)?.place ?? cursor, ids: rows.map(({ id }) => id) };
  };
}

/** Sixteen writers at once, every tenth transaction rolled back, some of them slow to commit. @returns the ids of what was committed */
async function write(programs: readonly string[], after: () => Promise<unknown>): Promise<string[]> {
  const committed: string[] = [];
  const writer = async (number: number): Promise<void> => {
    for (let turn = 0; turn < EDITS; turn += 1) {
      const client = await pool.connect();
      await client.query('BEGIN');
      const id = await editWithin(client, 'program', pick(programs, number + turn * 7), {
        set: { description: `${number}/${turn}` },
        also: (held: PoolClient) => held.query('SELECT pg_sleep($1)', [((number * 5 + turn) % 4) / 1000]),
      });
      if ((number + turn) % 3 === 0) await client.query('SELECT pg_sleep(0.01)');
      const kept = (number * EDITS + turn) % 10 !== 0;
      await client.query(kept ? 'COMMIT' : 'ROLLBACK');
      client.release();
      if (!kept) continue;
      committed.push(id);
      await after();
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, (_, number) => writer(number)));
  return committed;
}

function pick(programs: readonly string[], index: number): string {
  return programs[index % programs.length] as string;
}

async function makePrograms(count: number): Promise<string[]> {
  return Promise.all(Array.from({ length: count }, () => makeProgram(pool)));
}

test('with sixteen writers at once, a reader by number misses nothing, sees nothing twice, and in order', async () => {
  const programs = await makePrograms(24);
  const sequencers = [new Sequencer(pool, log), new Sequencer(pool, log)];
  const reader = follow(readerBy('seq', 'change'), '0');
  let turn = 0;
  const committed = await write(programs, () => (sequencers[(turn += 1) % 2] as Sequencer).number());
  await reader.stop();
  expect(committed.length).toBe(WRITERS * EDITS * 0.9);
  expect([...reader.seen].sort()).toEqual([...committed].sort());
  const { rows } = await pool.query<{ dense: boolean; inverted: number; head: string }>(`
    SELECT min(seq) = 1 AND max(seq) = count(*) AND count(*) = count(DISTINCT seq) AS dense,
      (SELECT count(*)::int FROM change a JOIN change b USING (record_id) WHERE a.version < b.version AND a.seq > b.seq) AS inverted,
      (SELECT seq FROM change_head) AS head FROM change`);
  expect(rows[0]).toEqual({ dense: true, inverted: 0, head: String(committed.length) });
  await Promise.all(sequencers.map((sequencer) => sequencer.close()));
}, 30_000);

test('with the same writers, a reader that uses an identity column misses changes', async () => {
  await pool.query(`CREATE TABLE naive (place bigint GENERATED ALWAYS AS IDENTITY, id uuid);
    CREATE FUNCTION naive() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO naive (id) VALUES (NEW.id); RETURN NEW; END $$;
    CREATE TRIGGER naive AFTER INSERT ON change FOR EACH ROW EXECUTE FUNCTION naive()`);
  const programs = await makePrograms(24);
  const reader = follow(readerBy('place', 'naive'), '0');
  const committed = await write(programs, () => Promise.resolve());
  await reader.stop();
  expect(committed.length - new Set(reader.seen).size).toBeGreaterThan(0);
}, 30_000);

test('many requests at once are served by few runs', async () => {
  const statements: string[] = [];
  const counted = {
    query: (query: QueryConfig) => {
      if (query.text.includes('hub_number')) statements.push(query.text);
      return pool.query(query);
    },
  } as unknown as Pool;
  const sequencer = new Sequencer(counted, log);
  const program = await makeProgram(pool);
  const ids = [await edit(pool, 'program', program, { set: { name: 'A' } })];
  ids.push(await edit(pool, 'program', program, { set: { name: 'B' } }));
  const positions = await Promise.all(Array.from({ length: 50 }, () => sequencer.position(ids)));
  expect(new Set(positions).size).toBe(1);
  expect(statements.length).toBe(2);
  await sequencer.close();
});

test('what another writer left behind is numbered by the poll', async () => {
  const program = await makeProgram(pool);
  await edit(pool, 'program', program, { set: { name: 'Left behind' } });
  const listener = await pool.connect();
  await listener.query('LISTEN hub_changes');
  const notified = new Promise((resolve) => listener.once('notification', resolve));
  const sequencer = new Sequencer(pool, log, 5);
  sequencer.start();
  await notified;
  const { rows } = await pool.query('SELECT seq FROM change');
  expect(rows).toEqual([{ seq: '1' }]);
  await sequencer.close();
  listener.release(true);
});

test('a mutation that is committed gets no position, and no error, while Postgres is away', async () => {
  const lines: string[] = [];
  const gone = new Pool({ connectionString: database.url });
  await gone.end();
  const sequencer = new Sequencer(gone, pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) }), 5);
  expect(await sequencer.position(['0190a000-0000-7000-8000-000000000000'])).toBeUndefined();
  expect(lines).toHaveLength(1);
  const asked = jest.spyOn(gone, 'query');
  sequencer.start();
  await until('the poll has failed five times', () => asked.mock.calls.length >= 5);
  expect(lines).toHaveLength(2);
  await sequencer.close();
});

test('a version is reached by one change only', async () => {
  const program = await makeProgram(pool);
  await edit(pool, 'program', program, { set: { name: 'Two' } });
  await pool.query('UPDATE program SET version = 1');
  await expect(edit(pool, 'program', program, { set: { name: 'Two again' } })).rejects.toThrow(/change_record_key/);
});
