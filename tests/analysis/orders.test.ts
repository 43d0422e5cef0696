import { startTestHub, type TestHub } from '../support/hub';
import { makeAnalysedNetwork } from './network';

let hub: TestHub;
let withoutPlans: TestHub;

beforeAll(async () => {
  hub = await startTestHub();
  withoutPlans = await startTestHub({ database: hub.database, env: { HUB_PLANS: 'off' } });
  await makeAnalysedNetwork(hub.database.pool);
});
afterAll(async () => {
  await withoutPlans.close();
  await hub.close();
});

interface Page {
  readonly nodes: readonly { readonly slug: string }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

/** All slugs of a list, page by page. */
async function walk(asked: TestHub, list: string, orderBy: string, size: number, backwards = false): Promise<string[]> {
  const slugs: string[] = [];
  const [length, from] = backwards ? ['last', 'before'] : ['first', 'after'];
  const query = `query ($size: Int, $from: String) { page: ${list}(${length}: $size, ${from}: $from, orderBy: ${orderBy}) {
    nodes { slug } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;
  let cursor: string | null = null;
  for (let more = true; more;) {
    const { nodes, pageInfo } = await pageOf(asked, query, { size, from: cursor });
    const found = nodes.map(({ slug }) => slug);
    if (backwards) slugs.unshift(...found);
    else slugs.push(...found);
    more = backwards ? pageInfo.hasPreviousPage : pageInfo.hasNextPage;
    cursor = backwards ? pageInfo.startCursor : pageInfo.endCursor;
  }
  return slugs;
}

async function pageOf(asked: TestHub, query: string, variables: Record<string, unknown>): Promise<Page> {
  const { data, errors } = await asked.query<{ page: Page }, unknown>(query, variables);
  expect(errors).toBeUndefined();
  return data.page;
}

async function bySql(text: string): Promise<string[]> {
  const { rows } = await hub.database.pool.query<{ slug: string }>(text);
  return rows.map(({ slug }) => slug);
}

const ROLES = `organization_role r WHERE r.archived_at IS NULL`;

/** How many current programs an organization has, of a kind or of any. */
function programsOf(condition = 'true'): string {
  return `(SELECT count(DISTINCT p.id) FROM ${ROLES.replace('WHERE', 'JOIN program p ON p.id = r.program_id WHERE')} AND p.archived_at IS NULL AND r.organization_id = o.id AND ${condition})`;
}

const ORDERS: [string, string, string, string][] = [
  [
    'by how many records are related, the fewest first',
    'organizations',
    '[{ count: { programs: {} } }]',
    `SELECT slug FROM organization o ORDER BY ${programsOf()}, id`,
  ],
  [
    'by how many related records match, the most first, then by name',
    'organizations',
    '[{ count: { programs: { kind: { eq: STUDY } } }, direction: DESC }, { field: NAME }]',
    `SELECT slug FROM organization o ORDER BY ${programsOf(`p.kind = 'STUDY'`)} DESC, name, id`,
  ],
  [
    'by two counts',
    'organizations',
    '[{ count: { programs: { status: { eq: PAUSED } } } }, { count: { contacts: {} }, direction: DESC }]',
    `SELECT slug FROM organization o ORDER BY ${programsOf(`p.status = 'PAUSED'`)}, (SELECT count(*) FROM contact_assignment a JOIN contact c ON c.id = a.contact_id
      WHERE a.organization_id = o.id AND c.visibility = 'PUBLIC') DESC, id DESC`,
  ],
  [
    'by a field of the related record, records without one last',
    'programs',
    '[{ core: { field: NAME } }, { field: NAME, direction: DESC }]',
    `SELECT p.slug FROM program p LEFT JOIN core c ON c.id = p.core_id WHERE p.archived_at IS NULL ORDER BY c.name, p.name DESC, p.id DESC`,
  ],
  [
    'by a field of the related record downwards, records without one first',
    'programs',
    '[{ core: { field: NAME }, direction: DESC }, { field: STARTED_YEAR }]',
    `SELECT p.slug FROM program p LEFT JOIN core c ON c.id = p.core_id WHERE p.archived_at IS NULL ORDER BY c.name DESC, p.started_year, p.id`,
  ],
];

describe('pages are complete in both directions', () => {
  test.each(ORDERS)('%s', async (_what, list, orderBy, text) => {
    const expected = await bySql(text);
    expect(expected.length).toBeGreaterThan(9);
    for (const asked of [hub, withoutPlans]) {
      for (const size of [1, 3, 7, 100]) {
        expect(await walk(asked, list, orderBy, size)).toEqual(expected);
        expect(await walk(asked, list, orderBy, size, true)).toEqual(expected);
      }
    }
  });

  test('a cursor of another count is refused', async () => {
    const query = (where: string, after = '') =>
      `{ organizations(first: 2, orderBy: [{ count: { programs: ${where} } }]${after}) { pageInfo { endCursor } } }`;
    const { data } = await hub.query<{ organizations: Page }, unknown>(query('{}'));
    const after = `, after: "${data.organizations.pageInfo.endCursor ?? ''}"`;
    const { errors } = await hub.query(query('{ kind: { eq: STUDY } }', after));
    expect(errors?.map(({ message }) => message)).toEqual([
      'after is a cursor of a list in another order; use a cursor from this list.',
    ]);
  });

  test('lists in a list are ordered too, in one statement', async () => {
    const query = `{ cores { nodes { slug programs(orderBy: [{ count: { organizations: {} }, direction: DESC }, { core: { field: NAME } }]) { nodes { slug organizations { aggregate { count } } } } } } }`;
    const { data, errors } = await withoutPlans.query<
      { cores: { nodes: { programs: { nodes: { organizations: { aggregate: { count: number } } }[] } }[] } },
      unknown
    >(query);
    expect(errors).toBeUndefined();
    for (const { programs } of data.cores.nodes) {
      const counts = programs.nodes.map(({ organizations }) => organizations.aggregate.count);
      expect(counts.length).toBeGreaterThan(3);
      expect(counts).toEqual([...counts].sort((x, y) => y - x));
    }
  });

  test('the past is ordered by what it was related to', async () => {
    const { data, errors } = await hub.query<{ programs: Page }, unknown>(
      `{ programs(asOf: "${new Date().toISOString()}", first: 100, orderBy: [{ core: { field: NAME } }, { field: SLUG }]) { nodes { slug } } }`,
    );
    expect(errors).toBeUndefined();
    expect(data.programs.nodes.map(({ slug }) => slug)).toEqual(
      await bySql(
        'SELECT p.slug FROM program p LEFT JOIN core c ON c.id = p.core_id WHERE p.archived_at IS NULL ORDER BY c.name, p.slug',
      ),
    );
  });
});

describe('a filter by the number of related records', () => {
  test.each([
    ['count: { gte: 5 }', `${programsOf()} >= 5`],
    ['count: { lt: 2, where: { kind: { eq: STUDY } } }', `${programsOf(`p.kind = 'STUDY'`)} < 2`],
    ['count: { eq: 0, where: { status: { eq: PAUSED } } }', `${programsOf(`p.status = 'PAUSED'`)} = 0`],
    [
      'count: { gt: 1, lte: 4, where: { status: { eq: ACTIVE } } }',
      `${programsOf(`p.status = 'ACTIVE'`)} BETWEEN 2 AND 4`,
    ],
    ['roles: [LEAD], count: { gte: 2 }', `${programsOf(`r.role = 'LEAD'`)} >= 2`],
    ['count: { gte: -1 }', 'true'],
    ['count: { lt: -5 }', 'false'],
  ])('finds those with programs: { %s }', async (where, condition) => {
    for (const asked of [hub, withoutPlans]) {
      const { data, errors } = await asked.query<{ organizations: Page & { totalCount: number } }, unknown>(
        `{ organizations(where: { programs: { ${where} } }, orderBy: [{ field: SLUG }]) { totalCount nodes { slug } } }`,
      );
      expect(errors).toBeUndefined();
      const expected = await bySql(`SELECT slug FROM organization o WHERE ${condition} ORDER BY slug`);
      expect(data.organizations.nodes.map(({ slug }) => slug)).toEqual(expected);
      expect(data.organizations.totalCount).toBe(expected.length);
    }
  });

  test('does not count contacts that the viewer may not see, and neither does an order', async () => {
    const query = '{ organizations(where: { contacts: { count: { gte: 2 } } }) { totalCount } }';
    expect(
      (await hub.query<{ organizations: { totalCount: number } }, unknown>(query)).data.organizations.totalCount,
    ).toBe(1);
    const editor = await hub.signIn('editor');
    expect(
      (await hub.query<{ organizations: { totalCount: number } }, unknown>(query, {}, editor)).data.organizations
        .totalCount,
    ).toBe(3);
  });
});

test.each([
  ['orderBy: [{}]', 'orderBy 1 is not one thing; give field, count or one related record: { field: NAME }.'],
  [
    'orderBy: [{ field: NAME }, { field: NAME, count: { programs: {} } }]',
    'orderBy 2 is not one thing; give field, count or one related record: { field: NAME }.',
  ],
  ['orderBy: [{ count: {} }]', 'orderBy 1 does not count one list; give one, such as count: { children: {} }.'],
  ['orderBy: [{ count: { programs: null } }]', 'orderBy 1 counts programs with null; give {} to count them all.'],
  [
    'orderBy: [{ count: { programs: {}, cores: {} } }]',
    'orderBy 1 does not count one list; give one, such as count: { children: {} }.',
  ],
  ['where: { programs: { count: {} } }', 'where.programs.count compares with nothing; give eq, gt, gte, lt or lte.'],
  ['where: { programs: { count: { gte: null } } }', 'where.programs.count.gte is null; leave it out.'],
  ['where: { programs: {} }', 'where.programs is empty; give some, none, every or count.'],
])('organizations(%s) is refused', async (args, message) => {
  const { errors } = await hub.query(`{ organizations(${args}) { totalCount nodes { id } } }`);
  expect(errors?.map((error) => error.message)).toEqual([message]);
});

test('a filter within an order is bounded as any other', async () => {
  const many = { or: Array.from({ length: 300 }, (_, index) => ({ name: { eq: String(index) } })) };
  const { errors } = await hub.query(
    'query ($many: ProgramWhere) { organizations(orderBy: [{ count: { programs: $many } }]) { nodes { id } } }',
    { many },
  );
  expect(errors?.map(({ message }) => message)).toEqual([
    'The filter organizations(orderBy:) has more than 200 parts; ask in parts, or use in: [...].',
  ]);
});
