import { makeProgram } from '../support/factories';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { startTestHub, type TestHub } from '../support/hub';
import { refusalsOf } from './refused';

const CHANGES = 20_000;
const THEN = '2026-01-02T00:00:00Z';
let database: TestDatabase;
let hub: TestHub;

beforeAll(async () => {
  database = await createTestDatabase();
  const { pool } = database;
  const id = await makeProgram(pool, { slug: 'busy', name: `Name ${CHANGES}`, created_at: '2026-01-01T00:00:00Z' });
  await makeProgram(pool, { slug: 'quiet', created_at: '2026-01-01T00:00:00Z' });
  await pool.query(
    `INSERT INTO change (id, record_type, record_id, kind, version, changes, visibility, occurred_at)
     SELECT gen_random_uuid(), 'program', $1, 'UPDATED', 1 + i, CASE WHEN i % 2 = 0
         THEN jsonb_build_array(jsonb_build_object('field', 'name', 'before', 'Name ' || i - 1, 'after', 'Name ' || i + 1))
         ELSE jsonb_build_array(jsonb_build_object('field', 'startedYear', 'before', 1800 + i / 100, 'after', 1800)) END,
       'PUBLIC', timestamptz '2026-01-02' + i * interval '1 s' FROM generate_series(1, $2::int) AS i`,
    [id, CHANGES],
  );
  await pool.query('UPDATE program SET version = 1 + $2::int WHERE id = $1', [id, CHANGES]);
  await pool.query('VACUUM ANALYZE');
  hub = await startTestHub({ database });
}, 120_000);
afterAll(async () => {
  await hub.close();
  await database.drop();
});

interface Told {
  readonly data: unknown;
  readonly extensions: { readonly cost: { readonly requested: number; readonly actual: number } };
}

async function ask(query: string): Promise<Told> {
  const response = await fetch(`${hub.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'hub-cost': '1' },
    body: JSON.stringify({ query }),
  });
  return (await response.json()) as Told;
}

const past = (key: string, asOf = THEN): string => `program(${key}, asOf: "${asOf}") { name version startedYear }`;

test('a record with a very long past is what it was at each moment', async () => {
  const first = { name: 'Name 1', version: 1, startedYear: 1800 };
  expect((await ask(`{ ${past('slug: "busy"')} }`)).data).toEqual({ program: first });
  const middle = await ask(`{ ${past('slug: "busy"', '2026-01-02T02:46:40Z')} }`);
  expect(middle.data).toEqual({ program: { name: 'Name 10001', version: 10_001, startedYear: 1900 } });
  const { data } = await hub.query(
    `{ programs(asOf: "${THEN}", where: { slug: { eq: "busy" } }) { nodes { name version } } }`,
  );
  expect(data).toEqual({ programs: { nodes: [{ name: 'Name 1', version: 1 }] } });
});

test('the price of a past state is that of the longest history, whichever record is read', async () => {
  const now = await ask('{ program(slug: "busy") { name } }');
  const costly = await Promise.all(
    ['slug: "busy"', 'slug: "quiet"', 'slug: "none"'].map((key) => ask(`{ ${past(key)} }`)),
  );
  const prices = costly.map(({ extensions }) => extensions.cost.requested);

  expect(now.extensions.cost.requested).toBe(1);
  expect(Math.min(...prices)).toBeGreaterThan(CHANGES / 5);
  expect(new Set(prices).size).toBe(1);
});

test('looking back costs what it takes, and nothing is undone twice', async () => {
  const costs = [];
  for (const slug of ['busy', 'quiet'])
    costs.push((await ask(`{ ${past(`slug: "${slug}"`)} }`)).extensions.cost.actual);
  const [busy = 0, quiet = 0] = costs;
  expect(busy).toBeGreaterThan(quiet);
  const { statements } = await hub.query(`{ ${past('slug: "busy"')} }`);
  expect(statements).toHaveLength(1);
});

test('looking back too often at once is refused before anything is read, and says where', async () => {
  const answer = await hub.query(
    `{ ${Array.from({ length: 28 }, (_, i) => `a${i}: ${past('slug: "busy"')}`).join(' ')} }`,
  );

  expect(refusalsOf(answer)).toEqual([expect.stringContaining('program(asOf:) costs ')]);
  expect(answer.errors?.[0]?.message).toMatch(/would have to read about [\d,]+ rows/);
  expect(answer.statements).toEqual([]);
});

test('the difference of programs is priced by their changes too', async () => {
  const editor = await hub.signIn('editor');
  const answer = await hub.query(
    `{ ${Array.from({ length: 28 }, (_, i) => `a${i}: program(slug: "busy") { diff(from: "${THEN}") { field } }`).join(' ')} }`,
    {},
    editor,
  );

  expect(refusalsOf(answer)).toEqual([expect.stringContaining('program.diff costs ')]);
  const one = await hub.query(`{ program(slug: "busy") { diff(from: "${THEN}") { field } } }`, {}, editor);
  expect(one.errors).toBeUndefined();
});
