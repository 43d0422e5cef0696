import { startTestHub, type TestHub } from '../support/hub';
import { makeContact, makeOrganization } from '../support/factories';

let hub: TestHub;

beforeAll(async () => {
  hub = await startTestHub({ seeded: true });
});
afterAll(() => hub.close());

interface Hit {
  type: string;
  score: number;
  excerpt: string;
  name: string;
  node: { id: string };
}

const SEARCH = `query ($query: String!, $types: [RecordType!], $first: Int) {
  search(query: $query, types: $types, first: $first) {
    type name score excerpt
    node { id ... on Organization { slug } ... on Core { slug } ... on Program { slug } ... on Contact { email } }
  }
}`;

async function hits(query: string, more: Record<string, unknown> = {}): Promise<Hit[]> {
  const { data, errors } = await hub.query<{ search: Hit[] }, unknown>(SEARCH, { query, ...more });
  expect(errors).toBeUndefined();
  return data.search;
}

async function names(query: string, more: Record<string, unknown> = {}): Promise<string[]> {
  return (await hits(query, more)).map((hit) => hit.name);
}

test.each([
  ['SECURE', 'SECURE'],
  ['chop', "Children's Hospital of Philadelphia"],
  ['CPAP', 'Community Pediatrics & Advocacy Program'],
  ['Boots on the Ground', 'Community Translation'],
  ['tax preparation', 'Medical Financial Partnership'],
  ['fowlerj@chop.edu', 'Jessica Fowler'],
])('%s finds %s first', async (query, expected) => {
  expect((await names(query))[0]).toBe(expected);
});

test.each([
  ['Helthier Togehter', 'Healthier Together'],
  ['Leonard Davies', 'Leonard Davis Institute of Health Economics'],
  ['clerckship', 'Penn Visiting Clerkship Program'],
  ['multicultral profesionals', 'Multicultural Professionals Network'],
  ['advocasy', 'Advocacy and Social Justice'],
])('%s, with its typing errors, still finds %s', async (query, expected) => {
  expect(await names(query)).toContain(expected);
});

test('hits come the best first, over all types', async () => {
  const found = await hits('health equity');
  expect(found.map((hit) => hit.score)).toEqual(found.map((hit) => hit.score).sort((a, b) => b - a));
  expect(new Set(found.map((hit) => hit.type)).size).toBeGreaterThan(1);
});

test('only the types that are asked for are found', async () => {
  const found = await hits('community', { types: ['CORE'] });
  expect(found[0]?.name).toBe('Community Translation');
  expect(new Set(found.map((hit) => hit.type))).toEqual(new Set(['CORE']));
});

test('the words that fit are marked in the excerpt', async () => {
  const [hit] = await hits('meals');
  expect(hit?.excerpt).toMatch(/<mark>meals<\/mark>/i);
});

test('words that are only similar are marked as well', async () => {
  const [hit] = await hits('clerckship');
  expect(hit?.excerpt).toContain('<mark>Clerkship</mark>');
});

test('no markup of a record comes through the excerpt', async () => {
  await makeOrganization(hub.database.pool, { name: 'Zebra <script>alert(1)</script> & friends' });
  const [hit] = await hits('zebra');
  expect(hit?.excerpt).toContain('&amp; friends');
  expect(hit?.excerpt).not.toContain('<script>');
});

test('a contact that the viewer may not see is not found, and an archived record is not either', async () => {
  const { pool } = hub.database;
  await makeContact(pool, { name: 'Quentin Hidden', visibility: 'INTERNAL' });
  await makeContact(pool, { name: 'Quentin Partner', visibility: 'PARTNER' });
  await makeContact(pool, { name: 'Quentin Archived', archived_at: new Date() });
  await makeContact(pool, { name: 'Quentin Public' });
  expect(await names('Quentin', { types: ['CONTACT'] })).toEqual(['Quentin Public']);
});

test('a search takes one statement, and one more for each type of record that is read', async () => {
  const { statements } = await hub.query(SEARCH, { query: 'health', types: ['ORGANIZATION', 'CORE'] });
  expect(statements).toHaveLength(3);
  const without = await hub.query('{ search(query: "health") { type score } }');
  expect(without.statements).toHaveLength(1);
});

test.each(['', '   ', 'x'.repeat(201)])('a query of the length of %j is refused', async (query) => {
  const { errors } = await hub.query(SEARCH, { query });
  expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
});

test.each(["'", '"', '\\', '& | !', '-', '%', "a'; DROP TABLE program; --", '\u0002', '💥'])(
  'a query of %j is answered',
  async (query) => {
    await hits(query);
  },
);

test('no hits is an empty list', async () => {
  expect(await hits('xyzzyplugh')).toEqual([]);
});

test('a minus excludes a word, from similar names and terms as well', async () => {
  expect(await names('pride')).toContain('Pride at CHOP');
  expect(await names('pride -chop')).not.toContain('Pride at CHOP');
  for (const name of await names('"health equity" -center')) expect(name).not.toMatch(/center/i);
});

test.each(['-care', '-care -health', '--care', '-"health care"', ' -care % '])(
  'a query of %j has no word to look for, and the error asks for one',
  async (query) => {
    const { errors, statements } = await hub.query(SEARCH, { query });
    expect(errors?.map(({ message, extensions }) => [extensions.code, message])).toEqual([
      ['BAD_USER_INPUT', 'search(query:) only excludes words; add at least one word to look for.'],
    ]);
    expect(statements).toEqual([]);
  },
);

test.each(['the -pride', 'a -pride -health', '"the of" -pride', '(-pride', 'zzzz or -pride', '!! -- "-pride'])(
  'a query of %j does not find whatever has not the excluded word',
  async (query) => {
    expect((await hits(query, { first: 100 })).length).toBeLessThan(20);
  },
);

test('words in quotes stand together, and an excluded phrase leaves out no more than itself', async () => {
  const { pool } = hub.database;
  await makeOrganization(pool, { name: 'Blue Heron House', description: 'A grove of maple trees.' });
  await makeOrganization(pool, { name: 'Heron Lodge', description: 'Trees, and a maple beside the grove.' });
  const both = ['Blue Heron House', 'Heron Lodge'];
  expect((await names('maple trees')).sort()).toEqual(both);
  expect(await names('"maple trees"')).toEqual(['Blue Heron House']);
  expect(await names('heron -"maple trees"')).toEqual(['Heron Lodge']);
  expect((await names('heron -"trees maple"')).sort()).toEqual(both);
  expect((await names('"maple trees" or "maple beside"')).sort()).toEqual(both);
});

test('a record whose name is the query is found among any number of similar ones', async () => {
  const { pool } = hub.database;
  await pool.query(`
    INSERT INTO program (id, slug, name, kind, status)
    SELECT gen_random_uuid(), 'quux-' || n, 'Quux number ' || n, 'STUDY', 'ACTIVE' FROM generate_series(1, 1500) n`);
  await pool.query(`
    INSERT INTO program (id, slug, name, kind, status) VALUES (gen_random_uuid(), 'quux', 'Quux', 'STUDY', 'ACTIVE')`);
  expect((await names('quux', { types: ['PROGRAM'], first: 1 }))[0]).toBe('Quux');
});

test('a name that has all words of the query but one, with typing errors, is found among any number of names that have only one of them', async () => {
  await hub.database.pool.query(`
    INSERT INTO program (id, slug, name, kind, status)
    SELECT gen_random_uuid(), 'brindle-' || n, 'Brindle voyage ' || n, 'STUDY', 'ACTIVE' FROM generate_series(1, 1500) n
    UNION ALL SELECT gen_random_uuid(), 'brindle', 'Brindle Oxbow Lantern', 'STUDY', 'ACTIVE'`);
  const query = 'Brindle Oxbw Lantrn voyage';
  expect((await names(query, { types: ['PROGRAM'], first: 1 }))[0]).toBe('Brindle Oxbow Lantern');
});
