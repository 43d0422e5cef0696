import { seed } from '../../src/commands/seed';
import { PlaceKeeper, type PlaceSource } from '../../src/platform/change-log/known-place';
import { startDatabaseProxy } from '../limits/database-proxy';
import { createTestDatabase, type TestDatabase } from '../support/database';
import * as make from '../support/factories';
import { startTestHub, type TestHub } from '../support/hub';
import { blocked } from '../support/locks';
import { until } from '../support/until';
import { edit, inTransaction, number } from '../support/writer';
import { again, get, settled, type Asked } from './cached';

const ONE: Asked = { query: '{ program(slug: "a") { name version } }' };
const RENAME =
  'mutation ($id: ID!, $name: String!) { updateProgram(input: { id: $id, name: $name }) { cursor program { name } } }';

let hub: TestHub;
let program: string;
let editor: Record<string, string>;

beforeEach(async () => {
  hub = await startTestHub();
  program = await make.makeProgram(hub.database.pool, { slug: 'a', name: 'Before' });
  editor = await hub.signIn('editor');
  await settled(hub);
});
afterEach(() => hub.close());

interface Renamed {
  readonly updateProgram: { readonly cursor: string | null; readonly program: { readonly name: string } };
}

async function rename(name: string, at = hub): Promise<Renamed['updateProgram']> {
  const { data } = await at.query<Renamed, object>(RENAME, { id: program, name }, editor);
  expect(data.updateProgram.program.name).toBe(name);
  return data.updateProgram;
}

/** Waits until an answer is no longer confirmed. @returns the new one */
function outdated(asked: Asked, tag: string, at = hub) {
  return until('the answer is read again', async () => {
    const answer = await again(at, asked, tag);
    return answer.status === 200 && answer.tag !== tag && answer;
  });
}

test('an answer is never confirmed after the hub has acknowledged a change', async () => {
  for (let turn = 0; turn < 30; turn += 1) {
    const { tag } = await get(hub, ONE);
    await rename(`Name ${turn}`);
    const answer = await again(hub, ONE, tag);

    expect(answer.status).toBe(200);
    expect(answer.body).toContain(`"Name ${turn}"`);
    expect((await again(hub, ONE, tag)).status).toBe(200);
  }
});

test('what a cache shows is never older than what was acknowledged before, while somebody writes and reads go on', async () => {
  const LAST = 60;
  let acknowledged = 0;
  await rename('0');
  const writing = (async () => {
    for (let next = 1; next <= LAST; next += 1) {
      await rename(String(next));
      acknowledged = next;
    }
  })();
  let kept = await get(hub, ONE);
  let confirmed = 0;
  while (acknowledged < LAST) {
    const least = acknowledged;
    const answer = await again(hub, ONE, kept.tag);
    if (answer.status === 304) confirmed += 1;
    else kept = answer;
    const { data } = JSON.parse(kept.body) as { data: { program: { name: string } } };
    expect(Number(data.program.name)).toBeGreaterThanOrEqual(least);
  }
  await writing;
  await settled(hub);
  expect((await again(hub, ONE, kept.tag)).body).not.toContain('"0"');
  expect(confirmed).toBeGreaterThan(0);
});

test('a change during the read leaves the answer with the older tag', async () => {
  const { pool } = hub.database;
  const { tag: before } = await get(hub, ONE);
  const session = await pool.connect();
  await session.query('BEGIN; LOCK TABLE program IN ACCESS EXCLUSIVE MODE');
  const reading = get(hub, ONE);
  await blocked(pool);
  await session.query(`UPDATE program SET name = 'Between', version = version + 1`);
  await session.query(
    `INSERT INTO change (id, record_type, record_id, kind, version, changes, visibility, actor, occurred_at)
     SELECT gen_random_uuid(), 'program', id, 'UPDATED', version, '[]', 'PUBLIC', 'key:x', now() FROM program`,
  );
  await session.query('COMMIT');
  session.release();
  const { body, tag } = await reading;

  expect(body).toContain('"Between"');
  expect(tag).toBe(before);
  await number(pool);
  expect((await outdated(ONE, tag)).body).toContain('"Between"');
});

test('a change that is acknowledged without its number makes the hub read until it has one', async () => {
  const { pool } = hub.database;
  const { tag } = await get(hub, ONE);
  const session = await pool.connect();
  await session.query('BEGIN; SELECT FROM change_head FOR UPDATE');
  const { cursor } = await rename('After');
  expect(cursor).toBeNull();
  // The log stands where it was, and the hub follows it.
  for (let turn = 0; turn < 3; turn += 1) {
    const answer = await again(hub, ONE, tag);
    expect(answer.status).toBe(200);
    expect(answer.body).toContain('"After"');
  }
  await session.query('COMMIT');
  session.release();
  await settled(hub);
  const answer = await again(hub, ONE, tag);
  expect(answer.status).toBe(200);
  expect((await again(hub, ONE, answer.tag)).status).toBe(304);
}, 30_000);

test('a change through another hub of the database shows as soon as this hub hears of it', async () => {
  const other = await startTestHub({ database: hub.database });
  const { tag } = await get(hub, ONE);
  await rename('Elsewhere', other);

  expect((await outdated(ONE, tag)).body).toContain('"Elsewhere"');
  await other.close();
});

test.each([
  ['a migration, or a change by hand that says so', () => inTransaction(hub.database.pool, changeByHand)],
  ['another log, after the database was restored', () => hub.database.pool.query('SELECT hub_begin_epoch()')],
  ['the removal of old changes', trimAll],
])('an answer is not confirmed after %s', async (_case, change) => {
  await rename('First');
  await settled(hub);
  const { tag } = await get(hub, ONE);
  await change();
  await outdated(ONE, tag);
});

async function changeByHand(client: { query(text: string): Promise<unknown> }): Promise<void> {
  await client.query(`UPDATE program SET name = 'By hand'`);
  await client.query('SELECT hub_mark_changed()');
}

async function trimAll(): Promise<void> {
  await hub.database.pool.query(`SELECT hub_trim_changes(now() + interval '1 hour', 1000)`);
}

test('an answer is not confirmed after a dataset has added citations', async () => {
  const database = await createTestDatabase({ seeded: true });
  const seeded = await startTestHub({ database });
  await settled(seeded);
  const asked = { query: '{ citations { totalCount } }' };
  const { pool } = database;
  await pool.query('DELETE FROM citation');
  const { tag, body } = await get(seeded, asked);
  await seed(database.url);

  const answer = await outdated(asked, tag, seeded);
  expect(answer.body).not.toBe(body);
  await seeded.close();
  await database.drop();
}, 60_000);

test('a dataset that adds nothing leaves answers as they are', async () => {
  const database = await createTestDatabase({ seeded: true });
  const before = await database.pool.query('SELECT * FROM change_head');
  await seed(database.url);

  expect((await database.pool.query('SELECT * FROM change_head')).rows).toEqual(before.rows);
  await database.drop();
}, 60_000);

test('without Postgres nothing is confirmed, and with it again everything is', async () => {
  const proxy = await startDatabaseProxy(hub.database.url);
  const far = await startTestHub({ database: { ...hub.database, url: proxy.url } });
  await settled(far);
  const { tag } = await get(far, ONE);
  await proxy.refuse();
  await until('the hub has lost Postgres', async () => (await again(far, ONE, tag)).status !== 304);
  await edit(hub.database.pool, 'program', program, { set: { name: 'Meanwhile' } });
  await number(hub.database.pool);
  for (let turn = 0; turn < 3; turn += 1) {
    const { status, body } = await again(far, ONE, tag);
    expect(status).not.toBe(304);
    expect(body).toContain('UNAVAILABLE');
  }
  await proxy.accept();
  await settled(far);
  const { status, body } = await again(far, ONE, tag);
  expect(status).toBe(200);
  expect(body).toContain('"Meanwhile"');
  await far.close();
  await proxy.refuse();
}, 60_000);

test('with a Postgres that hangs, an answer is confirmed for a few seconds at most', async () => {
  const proxy = await startDatabaseProxy(hub.database.url);
  const far = await startTestHub({ database: { ...hub.database, url: proxy.url } });
  await settled(far);
  const { tag } = await get(far, ONE);
  proxy.freeze();
  await until('the hub no longer confirms', async () => (await again(far, ONE, tag)).status !== 304);
  await proxy.refuse();
  await far.close();
}, 60_000);

describe('with a replica', () => {
  let replica: TestDatabase;
  let reader: TestHub;
  beforeEach(async () => {
    replica = await createTestDatabase();
    await make.makeProgram(replica.pool, { slug: 'a', name: 'Before' });
    const { rows } = await hub.database.pool.query<{ epoch: string }>('SELECT epoch FROM change_head');
    await replica.pool.query('UPDATE change_head SET epoch = $1', [rows[0]?.epoch]);
    reader = await startTestHub({ database: hub.database, env: { DATABASE_REPLICA_URLS: replica.url } });
    await settled(reader);
  });
  afterEach(async () => {
    await reader.close();
    await replica.drop();
  });

  test('an answer is confirmed only while all servers are at the same place, and is never older than its tag', async () => {
    const before = await get(reader, ONE);
    await rename('After', reader);
    // The replica has nothing yet.
    const lagging = await again(reader, ONE, before.tag);
    expect(lagging.status).toBe(200);
    expect(lagging.statements).toBeGreaterThan(0);
    expect(lagging.body).toContain('"Before"');
    expect(lagging.tag).toBe(before.tag);

    await replica.pool.query(`UPDATE program SET name = 'After', version = 2`);
    await replica.pool.query('UPDATE change_head SET seq = 1');
    await settled(reader);
    const answer = await again(reader, ONE, lagging.tag);
    expect(answer.status).toBe(200);
    expect(answer.body).toContain('"After"');
  });

  test('of another log, nothing has a tag', async () => {
    await replica.pool.query('SELECT hub_begin_epoch()');
    await rename('After', reader);
    const answer = await until('the hub has seen it', async () => {
      const got = await get(reader, ONE);
      return got.tag === '' && got;
    });
    expect(answer.headers.get('cache-control')).toBe('private, no-store');
  });
});

describe('the place that the hub knows', () => {
  const place = { epoch: 'e', seq: 5n, trimmed: 0n, edition: 0n };
  const keeper = (tail: PlaceSource, numberedAt = performance.now()) =>
    new PlaceKeeper({ tail, sequencer: { numberedAt }, replicas: [], trust: 1_000 });

  test('is not settled if the log was not asked lately, or changes may be without numbers', () => {
    const now = performance.now();
    expect(keeper({ place, askedAt: now }).known?.settled).toBe(true);
    expect(keeper({ place, askedAt: now - 1_001 }).known?.settled).toBe(false);
    expect(keeper({ place, askedAt: -Infinity }).known?.settled).toBe(false);
    expect(keeper({ place, askedAt: now }, now - 1_001).known?.settled).toBe(false);
    expect(keeper({ place: undefined, askedAt: now }).known).toBeUndefined();
  });

  test('has the own changes at once, until the log is asked after them', () => {
    const tail = { place, askedAt: performance.now() };
    const own = keeper(tail);
    const before = own.known?.place;
    own.learn({ epoch: 'e', seq: 7n });
    const after = own.known?.place;
    own.learn({ epoch: 'e', seq: 6n });

    expect(after).not.toBe(before);
    expect(own.known?.place).toBe(after);
    own.learn({ epoch: 'another', seq: 1n });
    expect(own.known).toBeUndefined();
    tail.askedAt = performance.now() + 1;
    expect(own.known?.place).toBe(before);
  });

  test('is not settled while a change that was acknowledged waits for its number', async () => {
    const own = keeper({ place, askedAt: performance.now() });
    let numbered = (): void => undefined;
    const done = own.doubt(new Promise<void>((resolve) => (numbered = resolve)));
    expect(own.known?.settled).toBe(false);
    numbered();
    await done;
    expect(own.known?.settled).toBe(true);
  });
});
