import {
  makeAffiliation,
  makeContact,
  makeCore,
  makeOrganization,
  makeProgram,
  makeRole,
  makeTag,
  makeTerm,
  makeAssignment,
} from '../support/factories';
import { startTestHub, type TestHub } from '../support/hub';

let hub: TestHub;

beforeAll(async () => {
  hub = await startTestHub();
  const { pool } = hub.database;
  const parent = await makeOrganization(pool, { slug: 'parent', name: 'The Parent', type: 'HOSPITAL' });
  const child = await makeOrganization(pool, {
    slug: 'child',
    name: 'A Child',
    type: 'CENTER',
    parent_organization_id: parent,
  });
  await makeAffiliation(pool, child, parent, { type: 'BASED_AT' });
  const core = await makeCore(pool, { slug: 'core', organization_id: child });
  await makeCore(pool, { slug: 'idle', organization_id: child });
  const term = await makeTerm(pool, { code: 'families' });
  const contact = await makeContact(pool, { name: 'Ada', email: 'ada@example.org' });
  const a = await makeProgram(pool, {
    slug: 'a',
    name: '100% Ready_Set',
    alternate_names: ['Alpha', 'First'],
    description: 'Reads C:\\books',
    kind: 'STUDY',
    core_id: core,
    started_year: 2011,
    support_max_amount: 2000,
    support_currency: 'USD',
  });
  const b = await makeProgram(pool, {
    slug: 'b',
    name: 'Éclair',
    status: 'PAUSED',
    kind: 'CLINIC',
    started_year: 2020,
  });
  await makeProgram(pool, { slug: 'c', name: "It's O'Brien", kind: 'CLINIC' });
  await makeRole(pool, parent, { program_id: a, role: 'LEAD' });
  await makeRole(pool, child, { program_id: a, role: 'PARTNER' });
  await makeRole(pool, child, { program_id: b, role: 'HOST' });
  await makeTag(pool, term, { program_id: a });
  await makeAssignment(pool, contact, { program_id: b });
});
afterAll(() => hub.close());

async function slugs(list: string, where: string, variables: unknown = {}, types = ''): Promise<string[]> {
  const { data, errors } = await hub.query<Record<string, { totalCount: number; nodes: { slug: string }[] }>, unknown>(
    `query ${types} { ${list}(where: ${where}, orderBy: [{ field: SLUG }]) { totalCount nodes { slug } } }`,
    variables,
  );
  expect(errors).toBeUndefined();
  const found = data[list];
  expect(found?.totalCount).toBe(found?.nodes.length);
  return found?.nodes.map((node) => node.slug) ?? [];
}

test.each([
  ['{}', 'abc'],
  ['{ slug: { eq: "a" } }', 'a'],
  ['{ slug: { ne: "a" } }', 'bc'],
  ['{ slug: { in: ["a", "c", "x"] } }', 'ac'],
  ['{ slug: { in: [] } }', ''],
  ['{ slug: { notIn: ["a"] } }', 'bc'],
  ['{ slug: { notIn: [] } }', 'abc'],
  ['{ name: { contains: "READY_SET" } }', 'a'],
  ['{ name: { contains: "%" } }', 'a'],
  ['{ name: { contains: "_" } }', 'a'],
  ['{ description: { contains: "\\\\" } }', 'a'],
  ['{ name: { startsWith: "éc" } }', 'b'],
  ['{ name: { contains: "\'" } }', 'c'],
  ['{ name: { contains: "100", startsWith: "1" } }', 'a'],
  ['{ description: { isNull: true } }', 'bc'],
  ['{ description: { isNull: false } }', 'a'],
  ['{ kind: { eq: CLINIC } }', 'bc'],
  ['{ kind: { in: [STUDY, TRAINING] } }', 'a'],
  ['{ kind: { ne: STUDY }, status: { eq: ACTIVE } }', 'c'],
  ['{ startedYear: { lt: 2020 } }', 'a'],
  ['{ startedYear: { lte: 2020 } }', 'ab'],
  ['{ startedYear: { gt: 2011 } }', 'b'],
  ['{ startedYear: { gte: 2011, lt: 2020 } }', 'a'],
  ['{ startedYear: { ne: 2011 } }', 'bc'],
  ['{ supportMaxAmount: { gte: 1999.99 } }', 'a'],
  ['{ alternateNames: { has: "Alpha" } }', 'a'],
  ['{ alternateNames: { hasAny: ["x", "First"] } }', 'a'],
  ['{ createdAt: { gt: "2020-01-01T00:00:00Z" } }', 'abc'],
  ['{ createdAt: { lt: "2020-01-01T00:00:00+05:00" } }', ''],
  ['{ coreId: { isNull: true } }', 'bc'],
  ['{ and: [{ slug: { ne: "a" } }, { slug: { ne: "b" } }] }', 'c'],
  ['{ and: [] }', 'abc'],
  ['{ or: [{ slug: { eq: "a" } }, { slug: { eq: "b" } }] }', 'ab'],
  ['{ or: [] }', ''],
  ['{ not: { startedYear: { lt: 2020 } } }', 'bc'],
  ['{ not: { not: { slug: { eq: "a" } } } }', 'a'],
  ['{ not: {} }', ''],
  ['{ slug: { ne: "c" }, or: [{ slug: { eq: "c" } }, { slug: { eq: "b" } }] }', 'b'],
  ['{ core: { slug: { eq: "core" } } }', 'a'],
  ['{ core: {} }', 'a'],
  ['{ not: { core: {} } }', 'bc'],
  ['{ core: { organization: { parent: { slug: { eq: "parent" } } } } }', 'a'],
  ['{ organizations: { some: {} } }', 'ab'],
  ['{ organizations: { none: {} } }', 'c'],
  ['{ organizations: { some: { type: { eq: HOSPITAL } } } }', 'a'],
  ['{ organizations: { none: { type: { eq: HOSPITAL } } } }', 'bc'],
  ['{ organizations: { every: { type: { eq: CENTER } } } }', 'bc'],
  ['{ organizations: { some: {}, every: { type: { eq: CENTER } } } }', 'b'],
  ['{ organizations: { roles: [LEAD], some: {} } }', 'a'],
  ['{ organizations: { roles: [HOST, PARTNER], some: { slug: { eq: "child" } } } }', 'ab'],
  ['{ organizations: { roles: [LEAD], none: { slug: { eq: "child" } } } }', 'abc'],
  ['{ terms: { some: { code: { eq: "families" } } } }', 'a'],
  ['{ contacts: { some: { email: { eq: "ada@example.org" } } } }', 'b'],
  ['{ contacts: { some: { programs: { some: { slug: { eq: "b" } } } } } }', 'b'],
])('programs where %s are "%s"', async (where, expected) => {
  expect((await slugs('programs', where)).join('')).toBe(expected);
});

test.each([
  ['cores', '{ programs: { none: {} } }', ['idle']],
  ['cores', '{ programs: { some: { startedYear: { eq: 2011 } } } }', ['core']],
  ['organizations', '{ children: { some: {} } }', ['parent']],
  ['organizations', '{ parent: { slug: { eq: "parent" } } }', ['child']],
  ['organizations', '{ affiliations: { types: [BASED_AT], direction: OUTGOING, some: {} } }', ['child']],
  ['organizations', '{ affiliations: { types: [BASED_AT], direction: INCOMING, some: {} } }', ['parent']],
  ['organizations', '{ affiliations: { some: {} } }', ['child', 'parent']],
  ['organizations', '{ programs: { roles: [HOST], some: { slug: { eq: "b" } } } }', ['child']],
])('%s where %s', async (list, where, expected) => {
  expect(await slugs(list, where)).toEqual(expected);
});

test('a filter comes by variables as well', async () => {
  const where = { or: [{ slug: { eq: 'a' } }, { organizations: { some: { slug: { in: ['child'] } } } }] };
  expect(await slugs('programs', '$where', { where }, '($where: ProgramWhere)')).toEqual(['a', 'b']);
});

test.each([
  ['{ name: null }', /where\.name is null; leave it out/],
  ['{ name: { eq: null } }', /where\.name\.eq is null/],
  ['{ or: [{ name: { eq: null } }] }', /where\.or\.0\.name\.eq is null/],
  ['{ organizations: {} }', /where\.organizations is empty; give some, none, every or count/],
  ['{ startedYear: { eq: 2147483647 }, name: { eq: "\\u0000" } }', /name.eq contains U\+0000/],
])('programs where %s are refused with a clear message', async (where, message) => {
  const { errors, statements } = await hub.query(`{ programs(where: ${where}) { nodes { id } } }`);
  expect(errors?.[0]?.message).toMatch(message);
  expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  expect(statements.length).toBeLessThan(2);
});

test('a nested list is filtered for each parent by itself', async () => {
  const { data } = await hub.query(`{
    organizations(orderBy: [{ field: SLUG }], where: { slug: { in: ["parent", "child"] } }) {
      nodes { slug programs(roles: [PARTNER, HOST], where: { kind: { eq: CLINIC } }) { totalCount edges { role node { slug } } } }
    }
  }`);
  expect(data).toEqual({
    organizations: {
      nodes: [
        { slug: 'child', programs: { totalCount: 1, edges: [{ role: 'HOST', node: { slug: 'b' } }] } },
        { slug: 'parent', programs: { totalCount: 0, edges: [] } },
      ],
    },
  });
});

test('groups count by enum, number, period and relation, the largest first', async () => {
  const { data } = await hub.query(`{ programs {
    kinds: groups(by: [KIND]) { count keys { by value label } }
    cores: groups(by: [CORE]) { count keys { label } }
    organizations: groups(by: [ORGANIZATIONS], where: { status: { eq: ACTIVE } }) { count keys { label } }
    years: groups(by: [STARTED_YEAR, STATUS]) { count keys { value } }
    created: groups(by: [CREATED_AT_YEAR]) { count }
    one: groups(by: [KIND], first: 1) { count }
  } }`);
  expect(data).toMatchObject({
    programs: {
      kinds: [
        { count: 2, keys: [{ by: 'KIND', value: 'CLINIC', label: null }] },
        { count: 1, keys: [{ by: 'KIND', value: 'STUDY', label: null }] },
      ],
      cores: [{ count: 2, keys: [{ label: null }] }, { count: 1 }],
      created: [{ count: 3 }],
      one: [{ count: 2 }],
      years: [
        { keys: [{ value: '2011' }, { value: 'ACTIVE' }] },
        { keys: [{ value: '2020' }, { value: 'PAUSED' }] },
        { keys: [{ value: null }, { value: 'ACTIVE' }] },
      ],
    },
  });
});

test.each([
  ['by: []', /is empty/],
  ['by: [KIND, KIND]', /twice/],
  ['by: [KIND, STATUS, CORE, STARTED_YEAR]', /give at most 3/],
  ['by: [KIND], first: 0', /first\) is 0|first:\) is 0/],
  ['by: [KIND], first: 1001', /1001/],
])('groups(%s) are refused', async (args, message) => {
  const { errors } = await hub.query(`{ programs { groups(${args}) { count } } }`);
  expect(errors?.[0]?.message).toMatch(message);
});
