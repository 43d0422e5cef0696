import { makeProgram } from '../support/factories';
import { effortOf } from '../support/effort';
import { startTestHub, type TestHub } from '../support/hub';

let hub: TestHub;

beforeAll(async () => {
  hub = await startTestHub();
  await makeProgram(hub.database.pool, { slug: 'a', kind: 'STUDY' });
  await makeProgram(hub.database.pool, { slug: 'b', kind: 'CLINIC', status: 'PAUSED' });
});
afterAll(() => hub.close());

/** A document is interpreted at its first use and compiled at its second; its answer must not depend on that. */
async function thrice(query: string, variables: Record<string, unknown>): Promise<unknown> {
  const answers = [];
  for (let use = 0; use < 3; use += 1) {
    const { data, errors, status } = await hub.query(query, variables);
    answers.push({ data, status, errors: errors?.map(({ message }) => message) });
  }
  expect(answers[1]).toEqual(answers[0]);
  expect(answers[2]).toEqual(answers[0]);
  return answers[0];
}

const NESTED =
  'query ($kind: ProgramKind, $slug: String) { programs(where: { kind: { eq: $kind }, slug: { eq: $slug } }) { nodes { slug } } }';
const found = (...slugs: string[]): unknown => ({
  status: 200,
  data: { programs: { nodes: slugs.map((slug) => ({ slug })) } },
  errors: undefined,
});

test('a variable within a filter that is absent leaves its condition out', async () => {
  expect(await thrice(NESTED, {})).toEqual(found('a', 'b'));
  expect(await thrice(NESTED, { kind: 'STUDY' })).toEqual(found('a'));
  expect(await thrice(NESTED, { slug: 'b' })).toEqual(found('b'));
  expect(await thrice(NESTED, { kind: 'STUDY', slug: 'b' })).toEqual(found());
});

test('a variable within a filter that is null is refused', async () => {
  expect(await thrice(NESTED, { kind: null })).toMatchObject({
    errors: [expect.stringMatching(/where\.kind\.eq is null/)],
  });
});

test('a whole filter comes by a variable', async () => {
  const query = 'query ($where: ProgramWhere) { programs(where: $where) { nodes { slug } } }';
  expect(await thrice(query, {})).toEqual(found('a', 'b'));
  expect(await thrice(query, { where: { or: [{ kind: { eq: 'CLINIC' } }, { not: {} }] } })).toEqual(found('b'));
});

test.each(['toString', 'constructor', '__proto__', 'hasOwnProperty'])('a variable may be called %s', async (name) => {
  const query = `query ($${name}: ProgramWhere) { programs(where: $${name}) { nodes { slug } } }`;
  const given = JSON.parse(`{ "${name}": { "kind": { "eq": "STUDY" } } }`) as Record<string, unknown>;

  expect(await thrice(query, {})).toEqual(found('a', 'b'));
  expect(await thrice(query, given)).toEqual(found('a'));
});

test('defaults of variables hold', async () => {
  const query =
    'query ($first: Int = 1, $kind: ProgramKind = CLINIC) { programs(first: $first, where: { kind: { eq: $kind } }) { nodes { slug } } }';
  expect(await thrice(query, {})).toEqual(found('b'));
  expect(await thrice(query, { kind: 'STUDY' })).toEqual(found('a'));
});

test('@skip and @include follow their variables', async () => {
  const query =
    'query ($no: Boolean!) { programs { nodes { slug kind @skip(if: $no) core @include(if: $no) { name } } } }';
  expect(await thrice(query, { no: false })).toMatchObject({
    data: { programs: { nodes: [{ kind: 'STUDY' }, { kind: 'CLINIC' }] } },
  });
  expect(await thrice(query, { no: true })).toMatchObject({
    data: { programs: { nodes: [{ core: null }, { core: null }] } },
  });
});

test.each([
  ['of another type', { where: { kind: 7 } }],
  ['with an unknown field', { where: { nonsense: 1 } }],
  ['with an unknown enum value', { where: { kind: { eq: 'X' } } }],
])('a variable %s is refused', async (_case, variables) => {
  const query = 'query ($where: ProgramWhere!) { programs(where: $where) { nodes { slug } } }';
  expect(await thrice(query, variables)).toMatchObject({
    data: undefined,
    errors: [expect.stringContaining('"$where"')],
  });
});

test('many new documents with filters by variable are answered at once', async () => {
  const { effort } = await effortOf(async () => {
    for (let index = 0; index < 20; index += 1) {
      const query = `query ($where: ProgramWhere) { a${index}: programs(where: $where) { nodes { slug } } }`;
      for (let use = 0; use < 2; use += 1) await hub.query(query, { where: {} });
    }
  });
  // To write a recursive input type as code takes seconds for each document.
  expect(effort).toBeLessThan(1_500);
});

test('fragments that spread each other again and again cost no more than their text, however often they are sent', async () => {
  const levels = 30;
  const spreads = (level: number): string => `...F${level} ... on Program { ...F${level} } ...F${level}`;
  const fragments = Array.from(
    { length: levels },
    (_, level) => `fragment F${level} on Program { ${spreads(level + 1)} }`,
  );
  const query = `{ programs(first: 1) { nodes { ...F0 } } } ${fragments.join(' ')} fragment F${levels} on Program { slug }`;
  expect(await thrice(query, {})).toEqual(found('a'));
});

test('variables that are null mean the same at every use', async () => {
  await thrice('query ($first: Int) { programs(first: $first) { nodes { slug } } }', { first: null });
  await thrice(
    'query ($direction: OrderDirection) { programs(orderBy: [{ field: SLUG, direction: $direction }]) { nodes { slug } } }',
    { direction: null },
  );
  await thrice('query ($a: Boolean) { programs(includeArchived: $a) { totalCount } }', { a: null });
  await thrice('query ($n: Int) { search(query: "program", first: $n) { name } }', { n: null });
});

test('variables within references mean the same at every use', async () => {
  const query =
    'query ($slug: String!) { _entities(representations: [{ __typename: "Program", slug: $slug }]) { ... on Program { slug } } }';
  expect(await thrice(query, { slug: 'a' })).toMatchObject({ data: { _entities: [{ slug: 'a' }] } });
});

test('an address that is stored in an odd form is printed as it is stored, at every use', async () => {
  await makeProgram(hub.database.pool, { slug: 'odd', url: 'not a url' });
  await makeProgram(hub.database.pool, { slug: 'plain', url: 'https://plain.example.org' });
  const query = '{ programs(where: { url: { isNull: false } }) { nodes { url } } }';
  expect(await thrice(query, {})).toMatchObject({
    data: { programs: { nodes: [{ url: 'not a url' }, { url: 'https://plain.example.org' }] } },
  });
});

test.each([
  [
    'a field that is left out first',
    '{ programs { nodes { name @skip(if: $yes) slug ... @include(if: $yes) { kind name } } } }',
  ],
  [
    'a list that is left out first',
    '{ programs @skip(if: $yes) { nodes { id } } cores { totalCount } programs { totalCount } }',
  ],
  [
    'a field of a fragment',
    '{ programs { nodes { ...A @skip(if: $yes) status slug ...A } } } fragment A on Program { kind slug }',
  ],
  ['a relation that is merged', '{ programs { nodes { core @skip(if: $yes) { id } slug core { name } } } }'],
])('the keys of an answer stand in the order of their first fields: %s', async (_name, selection) => {
  const query = `query ($yes: Boolean!) ${selection}`;
  const texts = [];
  for (let use = 0; use < 4; use += 1) {
    const { data } = await hub.query(query, { yes: true });
    texts.push(JSON.stringify(data));
  }
  expect(new Set(texts).size).toBe(1);
});

test('a field that is called __proto__ is answered at every use', async () => {
  const answered = await thrice(
    '{ programs(where: { slug: { eq: "a" } }) { __proto__: nodes { slug } totalCount } }',
    {},
  );
  expect(JSON.stringify(answered)).toContain('"programs":{"__proto__":[{"slug":"a"}],"totalCount":1}');
});
