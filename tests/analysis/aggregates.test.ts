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

async function ask<T>(query: string, headers?: Record<string, string>): Promise<T> {
  const { data, errors } = await hub.query<T, unknown>(query, {}, headers);
  expect(errors).toBeUndefined();
  return data;
}

async function sql(text: string): Promise<Record<string, unknown>[]> {
  const { rows } = await hub.database.pool.query<Record<string, unknown>>(text);
  return rows;
}

const MEASURES = `count startedYear { min max avg countDistinct } supportMaxAmount { min max avg sum countDistinct }
  createdAt { min max countDistinct } name { min max countDistinct } kind { countDistinct }`;
const BY_HAND = `count(DISTINCT p.id)::int AS count`;

interface Aggregate {
  readonly count: number;
  readonly startedYear: Record<string, number | null>;
  readonly supportMaxAmount: Record<string, unknown>;
  readonly createdAt: Record<string, unknown>;
  readonly name: Record<string, unknown>;
  readonly kind: Record<string, number>;
}

/** What SQL by hand finds of the programs with these ids. */
async function byHand(ids: string): Promise<object> {
  const [row] =
    await sql(`SELECT ${BY_HAND}, min(started_year) AS y0, max(started_year) AS y1, avg(started_year)::float8 AS ya,
    count(DISTINCT started_year)::int AS yd, min(support_max_amount)::text AS s0, max(support_max_amount)::text AS s1, round(avg(support_max_amount), 2)::text AS sa,
    sum(support_max_amount)::text AS ss, count(DISTINCT support_max_amount)::int AS sd, min(created_at) AS c0, max(created_at) AS c1,
    count(DISTINCT created_at)::int AS cd, min(name) AS n0, max(name) AS n1, count(DISTINCT name)::int AS nd, count(DISTINCT kind)::int AS kd
    FROM program p WHERE id IN (${ids})`);
  const { count, y0, y1, ya, yd, s0, s1, sa, ss, sd, c0, c1, cd, n0, n1, nd, kd } = row as Record<string, Date | null>;
  const iso = (moment: Date | null | undefined) => moment?.toISOString() ?? null;
  return {
    count,
    startedYear: { min: y0, max: y1, avg: ya, countDistinct: yd },
    supportMaxAmount: { min: s0, max: s1, avg: sa, sum: ss, countDistinct: sd },
    createdAt: { min: iso(c0), max: iso(c1), countDistinct: cd },
    name: { min: n0, max: n1, countDistinct: nd },
    kind: { countDistinct: kd },
  };
}

describe('aggregate', () => {
  test.each([
    ['all current programs', '', 'archived_at IS NULL'],
    ['the programs of a filter', '(where: { kind: { eq: STUDY } })', `archived_at IS NULL AND kind = 'STUDY'`],
    ['no programs', '(where: { slug: { eq: "none" } })', 'false'],
    ['all programs, whatever the page', '(first: 1, orderBy: [{ field: NAME }])', 'archived_at IS NULL'],
  ])('computes the values of %s', async (_what, args, where) => {
    const { programs } = await ask<{ programs: { aggregate: Aggregate } }>(
      `{ programs${args} { aggregate { ${MEASURES} } } }`,
    );
    expect(programs.aggregate).toMatchObject(await byHand(`SELECT id FROM program WHERE ${where}`));
  });

  test('of a list over links counts a record once, however many links lead to it, and so do its sums', async () => {
    const { organizations } = await ask<{
      organizations: { nodes: { id: string; programs: { totalCount: number; aggregate: Aggregate } }[] };
    }>(`{ organizations { nodes { id programs { totalCount aggregate { ${MEASURES} } } } } }`);
    expect(organizations.nodes.some(({ programs }) => programs.totalCount > programs.aggregate.count)).toBe(true);
    for (const { id, programs } of organizations.nodes) {
      const ids = `SELECT p.id FROM program p JOIN organization_role r ON r.program_id = p.id WHERE r.organization_id = '${id}' AND p.archived_at IS NULL AND r.archived_at IS NULL`;
      expect(programs.aggregate).toMatchObject(await byHand(ids));
    }
  });

  test('follows the arguments of its list, and includes archived records for those who ask for them', async () => {
    const analyst = await hub.signIn('analyst');
    const { programs } = await ask<{ programs: { aggregate: Aggregate } }>(
      '{ programs(includeArchived: true) { aggregate { count archivedAt { max } } } }',
      analyst,
    );
    expect(programs.aggregate).toEqual({ count: 40, archivedAt: { max: '2026-01-01T00:00:00.000Z' } });
  });

  test('takes one statement for all lists of a field', async () => {
    const query = (first: number) =>
      `{ organizations(first: ${first}) { nodes { programs { aggregate { count startedYear { max } } } } } }`;
    for (const [asked, most] of [
      [hub, 1],
      [withoutPlans, 2],
    ] as const) {
      const counts = [];
      for (const first of [1, 12, 12]) counts.push((await asked.query(query(first))).statements.length);
      expect(Math.max(...counts)).toBe(hub.plans ? most : 2);
    }
  });

  test('two fields of a document do not mix', async () => {
    const { a, b } = await ask<Record<'a' | 'b', { aggregate: Aggregate; again: Aggregate }>>(
      `{ a: programs(where: { kind: { eq: STUDY } }) { aggregate { count } again: aggregate { startedYear { max } } } b: programs { aggregate { count } again: aggregate { startedYear { min } } } }`,
    );
    expect(a.aggregate.count).toBeLessThan(b.aggregate.count);
    expect([Object.keys(a.again.startedYear), Object.keys(b.again.startedYear)]).toEqual([['max'], ['min']]);
  });

  test('at a moment in the past counts what there was', async () => {
    const { programs } = await ask<{ programs: { totalCount: number; aggregate: Aggregate } }>(
      '{ programs(asOf: "2024-06-15T00:00:00Z") { totalCount aggregate { count createdAt { max } } } }',
    );
    expect(programs.aggregate.count).toBe(programs.totalCount);
    expect(programs.totalCount).toBeLessThan(30);
    expect(String(programs.aggregate.createdAt['max']) < '2024-06-15').toBe(true);
  });

  test('hidden contacts count nowhere, and fields that a viewer may not read are refused one by one', async () => {
    const query = '{ contacts { aggregate { count email { countDistinct } name { max } } } }';
    const { data, errors } = await hub.query<{ contacts: { aggregate: object } }, unknown>(query);
    expect(errors).toBeUndefined();
    expect(data.contacts.aggregate).toEqual({ count: 4, email: { countDistinct: 4 }, name: { max: 'Contact 6' } });
    const refused = await hub.query<{ programs: { aggregate: object } }, { path: readonly string[] }>(
      '{ programs { aggregate { count assuredBy { max } } } }',
    );
    expect(refused.data.programs.aggregate).toEqual({ count: 37, assuredBy: null });
    expect(refused.errors).toMatchObject([{ path: ['programs', 'aggregate', 'assuredBy'] }]);
  });
});
