import { makeOrganization, makeProgram, makeRole } from '../support/factories';
import { startTestHub, type TestHub } from '../support/hub';

let hub: TestHub;
let organization: string;
const COUNT = 13;

interface Page {
  nodes: { slug: string }[];
  edges: { cursor: string }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
}

beforeAll(async () => {
  hub = await startTestHub();
  const { pool } = hub.database;
  organization = await makeOrganization(pool, { slug: 'owner' });
  for (let index = 0; index < COUNT; index += 1) {
    const program_id = await makeProgram(pool, {
      slug: `p${String(index).padStart(2, '0')}`,
      name: index % 3 === 0 ? 'Same name' : `Name ${index}`,
      kind: index % 2 === 0 ? 'STUDY' : 'CLINIC',
      started_year: index % 4 === 0 ? null : 2000 + (index % 5),
      support_max_amount: index % 3 === 0 ? null : index * 10.5,
      support_currency: index % 3 === 0 ? null : 'USD',
      updated_at: new Date(Date.UTC(2026, 0, 1, 0, 0, 0, index % 6)),
    });
    await makeRole(pool, organization, { program_id, role: 'PARTNER' });
    if (index % 5 === 0) await makeRole(pool, organization, { program_id, role: 'HOST' });
  }
});
afterAll(() => hub.close());

const OTHER_LIST = /^(after|before) is a cursor of another list; use a cursor from this list\.$/;

/** A cursor that no list has returned. */
function made(nested: boolean, id: string): string {
  const [list, order] = nested ? ['Organization.programs', 'name,$linkId'] : ['Program', 'name,id'];
  return Buffer.from(JSON.stringify([list, order, 'x', id])).toString('base64url');
}

const PAGE = '{ nodes { slug } edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }';

/** Fetches a page of the root list, or of the organization's programs. */
async function page(nested: boolean, args: string): Promise<Page> {
  const list = `programs(${args}) ${PAGE}`;
  const query = nested ? `{ organization(slug: "owner") { ${list} } }` : `{ ${list} }`;
  const { data, errors } = await hub.query<{ programs: Page; organization: { programs: Page } }, unknown>(query);
  expect(errors).toBeUndefined();
  return nested ? data.organization.programs : data.programs;
}

/** Walks a whole list page by page, in either direction. */
async function walk(nested: boolean, order: string, size: number, backwards: boolean): Promise<string[]> {
  const seen: string[] = [];
  let cursor = '';
  for (;;) {
    const args = backwards
      ? `last: ${size}, ${cursor && `before: "${cursor}"`}`
      : `first: ${size}, ${cursor && `after: "${cursor}"`}`;
    const { nodes, pageInfo } = await page(nested, `${args}, orderBy: ${order}`);
    const slugs = nodes.map((node) => node.slug);
    if (backwards) seen.unshift(...slugs);
    else seen.push(...slugs);
    const more = backwards ? pageInfo.hasPreviousPage : pageInfo.hasNextPage;
    if (!more) return seen;
    cursor = (backwards ? pageInfo.startCursor : pageInfo.endCursor) ?? '';
  }
}

const ORDERS = [
  '[{ field: NAME }]',
  '[{ field: NAME, direction: DESC }]',
  '[{ field: STARTED_YEAR }]',
  '[{ field: STARTED_YEAR, direction: DESC }]',
  '[{ field: STARTED_YEAR, direction: DESC }, { field: NAME }]',
  '[{ field: KIND }, { field: STARTED_YEAR, direction: DESC }]',
  '[{ field: UPDATED_AT, direction: DESC }]',
  '[{ field: SUPPORT_MAX_AMOUNT }, { field: UPDATED_AT }]',
  '[{ field: NAME }, { field: NAME, direction: DESC }]',
];

describe.each([
  ['root', false, COUNT],
  ['nested', true, COUNT + 3],
] as const)('a %s list', (_name, nested, count) => {
  test.each(ORDERS)(
    'ordered by %s comes whole and in one order, whatever the page size and the direction',
    async (order) => {
      const whole = (await page(nested, `first: 100, orderBy: ${order}`)).nodes.map((node) => node.slug);
      expect(whole).toHaveLength(count);
      for (const size of [1, 4, count]) {
        expect(await walk(nested, order, size, false)).toEqual(whole);
        expect(await walk(nested, order, size, true)).toEqual(whole);
      }
    },
  );

  test('says where the page stands', async () => {
    const first = await page(nested, 'first: 5');
    expect(first.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    expect(first.pageInfo.startCursor).toBe(first.edges[0]?.cursor);
    expect(first.pageInfo.endCursor).toBe(first.edges.at(-1)?.cursor);
    const rest = await page(nested, `first: 100, after: "${first.pageInfo.endCursor}"`);
    expect(rest.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
    expect(rest.nodes).toHaveLength(count - 5);
    const around = { hasNextPage: true, hasPreviousPage: false };
    expect((await page(nested, `before: "${first.pageInfo.endCursor}"`)).pageInfo).toMatchObject(around);
    expect((await page(nested, `first: 20, before: "${first.pageInfo.endCursor}"`)).pageInfo).toMatchObject(around);
    const last = await page(nested, `last: 100, after: "${first.pageInfo.endCursor}"`);
    expect(last.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
  });

  test('gives what stands between two cursors', async () => {
    const { edges, nodes } = await page(nested, 'first: 100');
    const between = await page(nested, `first: 100, after: "${edges[2]?.cursor}", before: "${edges[6]?.cursor}"`);
    expect(between.nodes).toEqual(nodes.slice(3, 6));
  });

  test('of no records has no cursors', async () => {
    const empty = await page(nested, 'first: 0');
    expect(empty).toMatchObject({ nodes: [], pageInfo: { startCursor: null, endCursor: null } });
    expect((await page(nested, 'where: { name: { eq: "absent" } }')).nodes).toEqual([]);
  });

  test.each([
    ['first: 101', /first is 101; give 0 to 100/],
    ['last: 101', /last is 101/],
    ['first: -1', /first is -1/],
    ['first: 1, last: 1', /first and last are both given/],
    ['after: "nonsense"', /after is not a cursor/],
    ['before: "W10"', /cursor of a list in another order/],
    ['before: "WyJuYW1lLGlkIiwieCJd"', OTHER_LIST],
    [`after: "${made(nested, 'no uuid')}"`, /not a cursor|another order/],
  ])('with %s is refused', async (args, message) => {
    const list = `programs(${args}) { nodes { slug } }`;
    const { errors } = await hub.query(nested ? `{ organization(slug: "owner") { ${list} } }` : `{ ${list} }`);
    expect(errors?.[0]?.message).toMatch(message);
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });

  test('refuses a cursor of another order', async () => {
    const { pageInfo } = await page(nested, 'first: 1, orderBy: [{ field: KIND }]');
    const list = `programs(after: "${pageInfo.endCursor}") { nodes { slug } }`;
    const { errors } = await hub.query(nested ? `{ organization(slug: "owner") { ${list} } }` : `{ ${list} }`);
    expect(errors?.[0]?.message).toMatch(/another order/);
  });

  test('refuses a cursor of another list in the same order', async () => {
    const here = (await page(nested, 'first: 1')).pageInfo.endCursor as string;
    const there = (await page(!nested, 'first: 1')).pageInfo.endCursor as string;
    const others = nested
      ? [`organization(slug: "owner") { programs(after: "${there}") { totalCount } }`]
      : [
          `programs(after: "${there}") { totalCount }`,
          `organizations(before: "${here}") { nodes { slug } }`,
          `cores(orderBy: [{ field: NAME }], after: "${here}") { nodes { slug } }`,
          `organization(slug: "owner") { children(last: 1, before: "${here}") { edges { cursor } } }`,
          `organization(slug: "owner") { cores(orderBy: [{ field: NAME }], after: "${here}") { nodes { slug } } }`,
        ];
    for (const other of others) {
      const { errors } = await hub.query(`{ ${other} }`);
      expect([other, errors?.[0]?.message]).toEqual([other, expect.stringMatching(OTHER_LIST)]);
    }
  });
});

test('lists of links between the same two types do not take each other’s cursors', async () => {
  const { pool } = hub.database;
  const parent = await makeOrganization(pool, { slug: 'parent', name: 'Parent' });
  await makeOrganization(pool, { slug: 'child', name: 'Child', parent_organization_id: parent });
  const { data } = await hub.query<{ organization: { children: Page } }, never>(
    `{ organization(slug: "parent") { children ${PAGE} } }`,
  );
  const cursor = data.organization.children.pageInfo.endCursor;
  const { errors } = await hub.query(`{ organizations(after: "${cursor}") { nodes { slug } } }`);
  expect(errors?.[0]?.message).toMatch(OTHER_LIST);
});

test('a list has 20 records unless another number is asked for', async () => {
  for (let index = 0; index < 12; index += 1)
    await makeOrganization(hub.database.pool, { parent_organization_id: organization });
  for (let index = 0; index < 12; index += 1)
    await makeOrganization(hub.database.pool, { parent_organization_id: organization });
  const { data } = await hub.query<{ organizations: { nodes: unknown[] } }, unknown>(
    '{ organizations { nodes { id } } }',
  );
  expect(data.organizations.nodes).toHaveLength(20);
});

test('a page costs no more the deeper it lies', async () => {
  const { pool } = hub.database;
  await pool.query(`INSERT INTO program (id, slug, name, kind, status)
    SELECT gen_random_uuid(), 'deep-' || i, 'Deep ' || lpad(i::text, 5, '0'), 'STUDY', 'ACTIVE' FROM generate_series(1, 5000) AS i`);
  await pool.query('ANALYZE program');
  const { endCursor } = (await page(false, 'first: 1')).pageInfo;
  const { statements } = await hub.query(`{ programs(first: 20, after: "${endCursor}") { nodes { slug } } }`);
  const after = '\\(t1\\.name, t1\\.id\\) > \\(\\$1::text, \\$2::uuid\\)';
  expect(statements[0]).toMatch(new RegExp(`${after} .* LIMIT ${hub.plans ? '21' : '\\$3::int'}`));

  /** The blocks that Postgres looks at for the page after that program. */
  const blocks = async (name: string): Promise<number> => {
    const { rows: found } = await pool.query<{ id: string }>('SELECT id FROM program WHERE name = $1', [name]);
    const { rows } = await pool.query<{ 'QUERY PLAN': [{ Plan: Record<string, number> }] }>(
      `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${statements[0]}`,
      [name, found[0]?.id, ...(hub.plans ? [] : [21])],
    );
    const plan = rows[0]?.['QUERY PLAN'][0].Plan ?? {};
    return Number(plan['Shared Hit Blocks']) + Number(plan['Shared Read Blocks']);
  };
  const shallow = await blocks('Deep 00010');
  for (const name of ['Deep 02500', 'Deep 04900']) expect(await blocks(name)).toBeLessThanOrEqual(2 * shallow);
});
