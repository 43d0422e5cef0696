import { startTestHub, type TestHub } from '../support/hub';
import { makeLinkNetwork } from './link-network';

/** The bundled network, and a generated one; and for each, a hub whose resolvers answer instead of plans. */
let bundled: TestHub;
let made: TestHub;
let withoutPlans: TestHub;

beforeAll(async () => {
  bundled = await startTestHub({ seeded: true });
  made = await startTestHub({ prepare: makeLinkNetwork });
  withoutPlans = await startTestHub({ database: made.database, env: { HUB_PLANS: 'off' } });
});
afterAll(async () => {
  await withoutPlans.close();
  await made.close();
  await bundled.close();
});

async function ask<T>(hub: TestHub, query: string, headers?: Record<string, string>): Promise<T> {
  const { data, errors } = await hub.query<T, unknown>(query, {}, headers);
  expect(errors).toBeUndefined();
  return data;
}

async function sql<Row = Record<string, unknown>>({ database }: TestHub, text: string): Promise<Row[]> {
  const { rows } = await database.pool.query<{ row: Row }>(`SELECT to_json(found) AS row FROM (${text}) found`);
  return rows.map(({ row }) => row);
}

/** A list of links as GraphQL selects it, and as SQL by hand finds it: current links, all of whose records are current and public. */
interface Links {
  readonly selection: string;
  readonly values: string;
  readonly from: string;
  readonly order: string;
}

const END = (alias: string) => `CASE WHEN ${alias}.id IS NOT NULL THEN json_build_object('name', ${alias}.name) END`;
const living = (alias: string) => `${alias}.archived_at IS NULL`;

const LINKS: Readonly<Record<string, Links>> = {
  organizationRoles: {
    selection: 'role note startedOn endedOn organization { name } program { name } core { name }',
    values: `l.role, l.note, l.started_on AS "startedOn", l.ended_on AS "endedOn", ${END('o')} AS organization, ${END('p')} AS program, ${END('c')} AS core`,
    from: `organization_role l JOIN organization o ON o.id = l.organization_id LEFT JOIN program p ON p.id = l.program_id LEFT JOIN core c ON c.id = l.core_id
      WHERE ${['l', 'o', 'p', 'c'].map(living).join(' AND ')}`,
    order: 'l.role, l.id',
  },
  affiliations: {
    selection: 'type startedOn endedOn organization { name } affiliate { name }',
    values: `l.type, l.started_on AS "startedOn", l.ended_on AS "endedOn", ${END('o')} AS organization, ${END('a')} AS affiliate`,
    from: `organization_affiliation l JOIN organization o ON o.id = l.organization_id JOIN organization a ON a.id = l.affiliate_id
      WHERE ${['l', 'o', 'a'].map(living).join(' AND ')}`,
    order: 'l.type, l.id',
  },
  programRelationships: {
    selection: 'type program { name } relatedProgram { name }',
    values: `l.type, ${END('p')} AS program, ${END('r')} AS "relatedProgram"`,
    from: `program_relationship l JOIN program p ON p.id = l.program_id JOIN program r ON r.id = l.related_program_id
      WHERE ${['l', 'p', 'r'].map(living).join(' AND ')}`,
    order: 'l.type, l.id',
  },
  contactAssignments: {
    selection: 'role isPrimary contact { name } organization { name } program { name } core { name }',
    values: `l.role, l.is_primary AS "isPrimary", ${END('x')} AS contact, ${END('o')} AS organization, ${END('p')} AS program, ${END('c')} AS core`,
    from: `contact_assignment l JOIN contact x ON x.id = l.contact_id LEFT JOIN organization o ON o.id = l.organization_id
      LEFT JOIN program p ON p.id = l.program_id LEFT JOIN core c ON c.id = l.core_id
      WHERE x.visibility = 'PUBLIC' AND ${['l', 'x', 'o', 'p', 'c'].map(living).join(' AND ')}`,
    order: 'l.id',
  },
};

const cases = Object.entries(LINKS);
const ROLES = (LINKS['organizationRoles'] as Links).from;

interface Page {
  readonly totalCount: number;
  readonly nodes: readonly { readonly id?: string }[];
  readonly aggregate: { readonly count: number };
  readonly groups: readonly { readonly keys: readonly Record<string, unknown>[]; readonly count: number }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
}

describe.each(cases)('%s', (list, { selection, values, from, order }) => {
  test('have both ends and their own data, as SQL finds them, but none of an archived or hidden record', async () => {
    for (const hub of [bundled, made, withoutPlans]) {
      const expected = await sql(hub, `SELECT ${values} FROM ${from} ORDER BY ${order}`);
      const nodes: object[] = [];
      for (let after: string | undefined = ''; after !== undefined;) {
        const page: Page = (
          await ask<Record<string, Page>>(
            hub,
            `{ ${list}(first: 7${after && `, after: "${after}"`}) { totalCount aggregate { count } nodes { ${selection} } pageInfo { hasNextPage endCursor } } }`,
          )
        )[list] as Page;
        nodes.push(...page.nodes);
        expect([page.totalCount, page.aggregate.count]).toEqual([expected.length, expected.length]);
        after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : undefined;
      }
      expect(nodes).toEqual(expected);
    }
  });

  test('take one statement with a plan, and without one a statement for each field of records, however many links there are', async () => {
    const ends = selection.match(/\w+ \{/g)?.length ?? 0;
    const query = (first: number) =>
      `{ ${list}(first: ${first}) { nodes { ${selection} citations { totalCount } uncited } } }`;
    const counts = { planned: new Set<number>(), resolved: new Set<number>() };
    for (const first of [5, 30]) {
      counts.planned.add(
        (await made.query(`{ ${list}(first: ${first}) { totalCount nodes { ${selection} } } }`)).statements.length,
      );
      counts.resolved.add((await withoutPlans.query(query(first))).statements.length);
    }
    expect([...counts.planned]).toEqual([made.plans ? 1 : 2 + ends]);
    expect(Math.max(...counts.resolved)).toBeLessThanOrEqual(3 + ends);
  });

  test('are counted, computed and grouped in the same statement', async () => {
    const query = `{ ${list}(first: 3) { totalCount nodes { id } aggregate { count createdAt { max } } groups(by: [CREATED_AT_YEAR]) { count keys { value } aggregate { updatedAt { max } } } } }`;
    const { statements, data } = await made.query<Record<string, Page>, unknown>(query);
    expect(statements.length).toBe(made.plans ? 1 : 4);
    expect(await ask(withoutPlans, query)).toEqual(data);
    const counted = data[list]?.groups.reduce((sum, { count }) => sum + count, 0);
    expect(counted).toBe(data[list]?.totalCount);
  });

  test('include those of archived records for analysts who ask for them', async () => {
    const analyst = await made.signIn('analyst');
    const [all] = await sql<{ n: number }>(
      made,
      `SELECT count(*)::int AS n FROM ${from.replaceAll(/\w\.archived_at IS NULL/g, 'true')}`,
    );
    const [current] = await sql<{ n: number }>(made, `SELECT count(*)::int AS n FROM ${from}`);
    expect(all?.n).toBeGreaterThan(current?.n ?? 0);
    const { [list]: found } = await ask<Record<string, Page>>(
      made,
      `{ ${list}(includeArchived: true, first: 100) { totalCount nodes { id } } }`,
      analyst,
    );
    expect(found?.totalCount).toBe(all?.n);
    const ids = `[${found?.nodes.map(({ id }) => `"${String(id)}"`).join(', ')}]`;
    for (const hub of [made, withoutPlans]) {
      const { nodes } = await ask<{ nodes: unknown[] }>(hub, `{ nodes(ids: ${ids}) { id } }`);
      expect(nodes.filter(Boolean)).toHaveLength(current?.n ?? 0);
      expect((await ask<{ nodes: unknown[] }>(hub, `{ nodes(ids: ${ids}) { id } }`, analyst)).nodes).not.toContain(
        null,
      );
    }
    expect((await made.query(`{ ${list}(includeArchived: true) { totalCount } }`)).errors?.[0]?.extensions.code).toBe(
      'UNAUTHENTICATED',
    );
  });
});

describe('organizationRoles', () => {
  const filtered = (where: string) => `{ organizationRoles(first: 100, where: ${where}) { nodes { id } } }`;

  test.each([
    ['the role', '{ role: { in: [LEAD, HOST] } }', `l.role IN ('LEAD', 'HOST')`],
    [
      'a day',
      '{ startedOn: { gte: "2018-01-01", lt: "2020-01-01" } }',
      `l.started_on >= '2018-01-01' AND l.started_on < '2020-01-01'`,
    ],
    [
      'what lasts',
      '{ endedOn: { isNull: true }, note: { contains: "NOTE" } }',
      `l.ended_on IS NULL AND l.note ILIKE '%note%'`,
    ],
    ['the program', '{ program: { name: { contains: "1" } } }', `p.name LIKE '%1%'`],
    [
      'the organization and the core',
      '{ organization: { slug: { ne: "o1" } }, core: { name: { eq: "Core 2" } } }',
      `o.slug <> 'o1' AND c.name = 'Core 2'`,
    ],
    [
      'either end',
      '{ or: [{ program: { slug: { eq: "p3" } } }, { not: { organization: { name: { contains: "1" } } } }] }',
      `(p.slug IS NOT NULL AND p.slug = 'p3' OR NOT o.name LIKE '%1%')`,
    ],
  ])('are filtered by %s', async (_what, where, condition) => {
    const expected = await sql(made, `SELECT l.id FROM ${ROLES} AND ${condition} ORDER BY l.role, l.id`);
    expect(expected.length).toBeGreaterThan(0);
    for (const hub of [made, withoutPlans])
      expect((await ask<{ organizationRoles: Page }>(hub, filtered(where))).organizationRoles.nodes).toEqual(expected);
  });

  test.each([
    ['[{ field: STARTED_ON }]', 'l.started_on, l.id'],
    [
      '[{ field: ENDED_ON, direction: DESC }, { field: ROLE, direction: DESC }]',
      'l.ended_on DESC, l.role DESC, l.id DESC',
    ],
    [
      '[{ organization: { field: NAME } }, { field: STARTED_ON, direction: DESC }]',
      'o.name, l.started_on DESC, l.id DESC',
    ],
    ['[{ program: { field: NAME }, direction: DESC }]', 'p.name DESC, l.id DESC'],
  ])('are ordered by %s', async (orderBy, order) => {
    const expected = await sql(made, `SELECT l.id FROM ${ROLES} ORDER BY ${order}`);
    for (const hub of [made, withoutPlans]) {
      const { organizationRoles } = await ask<{ organizationRoles: Page }>(
        hub,
        `{ organizationRoles(first: 100, orderBy: ${orderBy}) { nodes { id } } }`,
      );
      expect(organizationRoles.nodes).toEqual(expected);
    }
  });

  const BY_PERIOD = ['day', 'month', 'quarter', 'year'].flatMap((period) =>
    (['STARTED_ON', 'ENDED_ON'] as const).map(
      (field) => [`${field}_${period.toUpperCase()}`, period, field.toLowerCase()] as const,
    ),
  );

  test.each(BY_PERIOD)('are counted by %s', async (key, period, column) => {
    const value = `to_char(date_trunc('${period}', l.${column}::timestamp), 'YYYY-MM-DD')`;
    for (const hub of [bundled, made])
      expect(await groups(hub, `by: [${key}], orderBy: [{ key: ${key} }], first: 1000`)).toEqual(
        await sql(
          hub,
          `SELECT ARRAY[${value}] AS keys, count(*)::int AS count FROM ${ROLES} GROUP BY ${value} ORDER BY ${value}`,
        ),
      );
  });

  test('are counted by years without holes, with a condition and in an order', async () => {
    const found = await groups(
      made,
      'by: [STARTED_ON_YEAR], withEmpty: true, where: { role: { eq: LEAD } }, orderBy: [{ key: STARTED_ON_YEAR }]',
    );
    const years = found.flatMap(({ keys: [key] }) => (typeof key === 'string' ? [Number(key.slice(0, 4))] : []));
    expect(found.some(({ count }) => count === 0)).toBe(true);
    expect(years).toEqual(years.map((_year, index) => (years[0] as number) + index));
    expect(
      await groups(
        made,
        'by: [ROLE], having: { startedOn: { min: { lt: "2015-06-01" } } }, orderBy: [{ aggregate: { startedOn: MAX } }]',
      ),
    ).toEqual(
      await sql(
        made,
        `SELECT ARRAY[l.role] AS keys, count(*)::int AS count FROM ${ROLES} GROUP BY l.role HAVING min(l.started_on) < '2015-06-01' ORDER BY max(l.started_on)`,
      ),
    );
  });

  test('are counted by their ends, with the record', async () => {
    for (const hub of [bundled, made]) {
      const { organizationRoles } = await ask<{ organizationRoles: Page }>(
        hub,
        '{ organizationRoles { groups(by: [ORGANIZATION, ROLE], orderBy: [{ count: true, direction: DESC }, { key: ORGANIZATION }, { key: ROLE }], first: 1000) { count keys { value label record { id ... on Organization { name } } } } } }',
      );
      const expected = await sql(
        hub,
        `SELECT o.id, o.name, l.role, count(*)::int AS count FROM ${ROLES} GROUP BY o.id, o.name, l.role ORDER BY count(*) DESC, o.name, l.role`,
      );
      expect(
        organizationRoles.groups.map(({ count, keys: [organization, role] }) => ({
          ...(organization?.['record'] as object),
          role: role?.['value'],
          count,
        })),
      ).toEqual(expected);
    }
    expect(await groups(made, 'by: [PROGRAM], having: { count: { gt: 2 } }')).toEqual(
      await sql(
        made,
        `SELECT ARRAY[p.id::text] AS keys, count(*)::int AS count FROM ${ROLES} GROUP BY p.id HAVING count(*) > 2 ORDER BY count(*) DESC, p.id`,
      ),
    );
  });

  test('are computed: the first and the last day, and how many there are', async () => {
    const { organizationRoles } = await ask<{ organizationRoles: Page }>(
      made,
      '{ organizationRoles(where: { role: { eq: HOST } }) { aggregate { count startedOn { min max countDistinct } endedOn { max } role { countDistinct } } } }',
    );
    expect(organizationRoles.aggregate).toEqual(
      (
        await sql(
          made,
          `SELECT count(*)::int AS count, json_build_object('min', min(l.started_on), 'max', max(l.started_on), 'countDistinct', count(DISTINCT l.started_on)) AS "startedOn",
            json_build_object('max', max(l.ended_on)) AS "endedOn", json_build_object('countDistinct', count(DISTINCT l.role)) AS role FROM ${ROLES} AND l.role = 'HOST'`,
        )
      )[0],
    );
  });

  async function groups(hub: TestHub, args: string): Promise<{ keys: unknown[]; count: number }[]> {
    const { organizationRoles } = await ask<{ organizationRoles: Page }>(
      hub,
      `{ organizationRoles { groups(${args}) { count keys { value } } } }`,
    );
    return organizationRoles.groups.map(({ keys, count }) => ({ keys: keys.map(({ value }) => value), count }));
  }
});

test('a link says what supports it', async () => {
  const [role] = await sql<{ id: string; cites: number }>(
    bundled,
    `SELECT record_id AS id, count(*)::int AS cites FROM citation WHERE record_type = 'organization_role' GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 1`,
  );
  const { organizationRoles } = await ask<{ organizationRoles: Page }>(
    bundled,
    `{ organizationRoles(where: { id: { eq: "${String(role?.id)}" } }) { nodes { id uncited citations { totalCount nodes { source { title } } } } } }`,
  );
  expect(organizationRoles.nodes).toMatchObject([
    { id: role?.id, uncited: [], citations: { totalCount: role?.cites } },
  ]);
});

describe('contactAssignments', () => {
  const LIST = 'totalCount nodes { id role isPrimary contact { name } organization { name } }';
  const QUERIES = [
    `{ contactAssignments(first: 100) { ${LIST} aggregate { count role { min max countDistinct } updatedAt { max } } } }`,
    `{ contactAssignments(last: 5) { ${LIST} pageInfo { hasPreviousPage startCursor } } }`,
    ...['[CONTACT]', '[ROLE]', '[IS_PRIMARY, ORGANIZATION]', '[PROGRAM, CORE]', '[CREATED_AT_DAY, ROLE]'].map(
      (by) =>
        `{ contactAssignments { groups(by: ${by}, having: { count: { gte: 1 } }) { count keys { value label } aggregate { role { countDistinct } } } } }`,
    ),
    ...[
      '{ role: { ne: "role 1" } }',
      '{ contact: { visibility: { ne: PUBLIC } } }',
      '{ not: { contact: { visibility: { eq: PUBLIC } } } }',
      '{ contactId: { isNull: true } }',
      '{ organization: { contacts: { count: { gte: 2 } } } }',
      '{ or: [{ contact: { email: { endsWith: "1@example.org" } } }, { program: { contacts: { some: { name: { contains: "contact" } } } } }] }',
    ].map((where) => `{ contactAssignments(first: 100, where: ${where}) { ${LIST} } }`),
    ...[
      'contact: { field: NAME }',
      'contact: { field: EMAIL }, direction: DESC',
      'field: ROLE',
      'field: UPDATED_AT',
    ].map((step) => `{ contactAssignments(first: 100, orderBy: [{ ${step} }]) { ${LIST} } }`),
  ];

  test('tell nobody of contacts that he may not see: without them, every answer is the same', async () => {
    const hub = await startTestHub({ prepare: makeLinkNetwork });
    const resolving = await startTestHub({ database: hub.database, env: { HUB_PLANS: 'off' } });
    const viewers = [
      { headers: {}, hidden: `visibility <> 'PUBLIC'` },
      { headers: await hub.signIn('partner'), hidden: `visibility = 'INTERNAL'` },
    ].reverse();
    const answers = async (headers: Record<string, string>): Promise<unknown[]> => {
      const found: unknown[] = [];
      for (const asked of [hub, resolving]) for (const query of QUERIES) found.push(await ask(asked, query, headers));
      return found;
    };
    const editor = await hub.signIn('editor');
    for (const { headers, hidden } of viewers) {
      const [before, ofEditor] = [await answers(headers), await answers(editor)];
      const contacts = `SELECT id FROM contact WHERE ${hidden}`;
      await hub.database.pool.query(`DELETE FROM contact_assignment WHERE contact_id IN (${contacts})`);
      await hub.database.pool.query(`DELETE FROM contact WHERE ${hidden}`);
      expect(await answers(headers)).toEqual(before);
      expect(await answers(editor)).not.toEqual(ofEditor);
    }
    await resolving.close();
    await hub.close();
  });
});
