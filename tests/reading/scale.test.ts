import { readFileSync } from 'node:fs';
import { buildSchema, getNamedType, isEnumType, isInputObjectType, isNonNullType, isRequiredArgument } from 'graphql';
import { startTestHub, type TestHub } from '../support/hub';

/** So many records of each type that a read of all of them shows in the plan. */
const MANY = 4000;
/** The most rows that Postgres may look at for a page of 20; so even six pages are fewer than all. */
const FEW = 500;

/** Two hubs on one database: plans answer the queries of one, resolvers those of the other. */
let planning: TestHub;
let resolving: TestHub;
let editor: Record<string, string>;

beforeAll(async () => {
  planning = await startTestHub({
    env: { HUB_PLANS: 'always' },
    prepare: async (pool) => void (await pool.query(FILL)),
  });
  const { database } = planning;
  resolving = await startTestHub({ database, env: { HUB_PLANS: 'off' } });
  editor = await planning.signIn('editor');
  await database.pool.query('VACUUM (ANALYZE)');
}, 120_000);
afterAll(async () => {
  await resolving.close();
  await planning.close();
});

const DATES =
  "CASE WHEN i % 3 > 0 THEN date '2015-01-01' + i * 7919 % 3000 END, CASE WHEN i % 3 = 1 THEN date '2024-01-01' + i * 7919 % 700 END";
/** A record whose number differs by 50 is archived too, or neither is. So archived links, and only those, lead to archived records. */
const ANOTHER = `(i + 49) % ${MANY} + 1`;
const LINKS: readonly (readonly [table: string, columns: string, values: string])[] = [
  [
    'organization_role',
    'organization_id, program_id, role, started_on, ended_on',
    `pg_temp.made('organization', ${ANOTHER}), pg_temp.made('program', i), CASE i % 3 WHEN 0 THEN 'LEAD' ELSE 'HOST' END, ${DATES}`,
  ],
  [
    'organization_affiliation',
    'organization_id, affiliate_id, type, started_on, ended_on',
    `pg_temp.made('organization', i), pg_temp.made('organization', ${ANOTHER}), CASE i % 3 WHEN 0 THEN 'BASED_AT' ELSE 'MEMBER_OF' END, ${DATES}`,
  ],
  [
    'program_relationship',
    'program_id, related_program_id, type',
    `pg_temp.made('program', i), pg_temp.made('program', ${ANOTHER}), CASE i % 3 WHEN 0 THEN 'PART_OF' ELSE 'RECRUITS_FOR' END`,
  ],
  [
    'contact_assignment',
    'contact_id, program_id, role',
    `pg_temp.made('contact', i), pg_temp.made('program', ${ANOTHER}), CASE WHEN i % 3 > 0 THEN 'role ' || i % 40 END`,
  ],
];

/** Values as a network has them: many equal ones, missing ones, and some archived records. */
const FILL = `
CREATE FUNCTION pg_temp.made(kind text, i integer) RETURNS uuid LANGUAGE sql IMMUTABLE RETURN md5(kind || i)::uuid;
CREATE FUNCTION pg_temp.gone(i integer) RETURNS timestamptz LANGUAGE sql IMMUTABLE RETURN CASE WHEN i % 50 = 0 THEN timestamptz '2026-02-01' END;
CREATE FUNCTION pg_temp.moment(i integer) RETURNS timestamptz LANGUAGE sql IMMUTABLE RETURN timestamptz '2025-01-01' + i * 7919 % 4000 * interval '1 hour';
INSERT INTO organization (id, slug, name, type, founded_year, created_at, updated_at, archived_at, assured_by)
SELECT pg_temp.made('organization', i), 'organization-' || i, 'Organization ' || i * 31 % 4000, CASE i % 3 WHEN 0 THEN 'HOSPITAL' ELSE 'CENTER' END,
  CASE WHEN i % 3 > 0 THEN 1900 + i % 100 END, pg_temp.moment(i), pg_temp.moment(i + 1), pg_temp.gone(i), CASE WHEN i % 4 = 0 THEN 'somebody' END
FROM generate_series(1, ${MANY}) i;
INSERT INTO core (id, organization_id, slug, name, position, created_at, updated_at, archived_at, assured_by)
SELECT pg_temp.made('core', i), pg_temp.made('organization', i), 'core-' || i, 'Core ' || i * 31 % 4000, i % 9, pg_temp.moment(i), pg_temp.moment(i + 1),
  pg_temp.gone(i), CASE WHEN i % 4 = 0 THEN 'somebody' END FROM generate_series(1, ${MANY}) i;
INSERT INTO program (id, core_id, slug, name, kind, status, started_year, support_max_amount, support_currency, created_at, updated_at, archived_at, assured_by)
SELECT pg_temp.made('program', i), pg_temp.made('core', i % 5 + 1), 'program-' || i, 'Quilting Circle ' || i * 31 % 4000,
  CASE i % 3 WHEN 0 THEN 'STUDY' ELSE 'CLINIC' END, CASE i % 7 WHEN 0 THEN 'PAUSED' ELSE 'ACTIVE' END, CASE WHEN i % 3 > 0 THEN 1990 + i % 30 END,
  CASE WHEN i % 5 = 0 THEN i END, CASE WHEN i % 5 = 0 THEN 'USD' END, pg_temp.moment(i), pg_temp.moment(i + 1), pg_temp.gone(i),
  CASE WHEN i % 4 = 0 THEN 'somebody' END FROM generate_series(1, ${MANY}) i;
INSERT INTO contact (id, name, email, kind, visibility, created_at, updated_at, archived_at, assured_by)
SELECT pg_temp.made('contact', i), CASE WHEN i % 6 > 0 THEN 'Contact ' || i * 31 % 4000 END, CASE WHEN i % 6 < 4 THEN 'c' || i || '@example.org' END,
  CASE i % 4 WHEN 0 THEN 'MAILBOX' ELSE 'PERSON' END, CASE i % 5 WHEN 0 THEN 'INTERNAL' ELSE 'PUBLIC' END, pg_temp.moment(i), pg_temp.moment(i + 1),
  pg_temp.gone(i), CASE WHEN i % 4 = 0 THEN 'somebody' END FROM generate_series(1, ${MANY}) i;
INSERT INTO taxonomy (id, name, created_at, updated_at, archived_at, assured_by)
SELECT pg_temp.made('taxonomy', i), 'Taxonomy ' || i, pg_temp.moment(i), pg_temp.moment(i + 1), pg_temp.gone(i), CASE WHEN i % 4 = 0 THEN 'somebody' END
FROM generate_series(1, ${MANY}) i;
INSERT INTO taxonomy_term (id, taxonomy_id, code, name, created_at, updated_at, archived_at, assured_by)
SELECT pg_temp.made('term', i), pg_temp.made('taxonomy', i % 9 + 1), 'term-' || i, 'Term ' || i * 31 % 4000, pg_temp.moment(i), pg_temp.moment(i + 1),
  pg_temp.gone(i), CASE WHEN i % 4 = 0 THEN 'somebody' END FROM generate_series(1, ${MANY}) i;
INSERT INTO source (id, key, title, kind, created_at, updated_at, archived_at, assured_by)
SELECT pg_temp.made('source', i), 'SOURCE-' || i, 'Source ' || i * 31 % 4000, CASE i % 2 WHEN 0 THEN 'REPORT' ELSE 'OTHER' END, pg_temp.moment(i), pg_temp.moment(i + 1), pg_temp.gone(i),
  CASE WHEN i % 4 = 0 THEN 'somebody' END FROM generate_series(1, ${MANY}) i;
INSERT INTO citation (id, record_type, record_id, source_id, line_from, line_to, assertion, created_at, updated_at, archived_at, until_version, assured_by)
SELECT pg_temp.made('citation', i), 'program', pg_temp.made('program', i), pg_temp.made('source', i % 9 + 1), 1 + i % 200, 201 + i % 30,
  CASE i % 2 WHEN 0 THEN 'EXPLICIT' ELSE 'INFERRED' END, pg_temp.moment(i), pg_temp.moment(i + 1), pg_temp.gone(i),
  CASE WHEN pg_temp.gone(i) IS NOT NULL THEN 2 END, CASE WHEN i % 4 = 0 THEN 'somebody' END
FROM generate_series(1, ${MANY}) i;
${LINKS.map(
  ([table, columns, values]) => `
INSERT INTO ${table} (id, created_at, updated_at, archived_at, assured_by, ${columns})
SELECT pg_temp.made('${table}', i), pg_temp.moment(i), pg_temp.moment(i + 1), pg_temp.gone(i), CASE WHEN i % 4 = 0 THEN 'somebody' END, ${values}
FROM generate_series(1, ${MANY}) i`,
).join(';')}`;

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly PlanNode[];
}

/** The plan of a statement of the hub, with the settings of its connections, and all nodes below it. */
async function planOf(text: string, values: readonly unknown[]): Promise<PlanNode[]> {
  const { rows } = await planning.database.pool.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
    `EXPLAIN (ANALYZE, FORMAT JSON) ${text}`,
    [...values],
  );
  const all = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(all)];
  return all((rows[0] as { 'QUERY PLAN': [{ Plan: PlanNode }] })['QUERY PLAN'][0].Plan);
}

/** The rows of tables that it looks at. */
function looked(plan: readonly PlanNode[]): number {
  return plan
    .filter((node) => node['Relation Name'] !== undefined)
    .reduce(
      (sum, node) => sum + (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'],
      0,
    );
}

interface Page {
  nodes: { id: string }[];
  pageInfo: { endCursor: string };
}

type Case = readonly [list: string, field: string, direction: string];

/** Each list of records at the root, with each of its orders. Lists that not everybody may read are nullable. */
const cases = Object.values(
  buildSchema(readFileSync('schema/hub.graphql', 'utf8'), { assumeValidSDL: true }).getQueryType()?.getFields() ?? {},
)
  .filter(({ type, args }) => isNonNullType(type) && !args.some(isRequiredArgument))
  .flatMap(({ name: list, args }) => {
    const order = getNamedType(args.find(({ name }) => name === 'orderBy')?.type);
    const fields = isInputObjectType(order) ? getNamedType(order.getFields()['field']?.type) : undefined;
    return isEnumType(fields) ? fields.getValues().map(({ name }) => [list, name] as const) : [];
  })
  .flatMap(([list, field]) => ['ASC', 'DESC'].map((direction): Case => [list, field, direction]));

test('there are lists with orders', () => {
  expect(cases).toEqual(
    expect.arrayContaining([
      ['programs', 'STARTED_YEAR', 'ASC'],
      ['citations', 'ASSURED_BY', 'DESC'],
      ['organizationRoles', 'STARTED_ON', 'DESC'],
    ]),
  );
});

/** A place in the middle of a list, and the ids of the records around it. */
interface Middle {
  readonly cursor: string;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** The tables that are not called as their lists. */
const TABLES: Readonly<Record<string, string>> = {
  taxonomies: 'taxonomy',
  terms: 'taxonomy_term',
  affiliations: 'organization_affiliation',
};

/** What everybody sees of lists that have something to hide. */
const SEEN: Readonly<Record<string, string>> = {
  contacts: ` AND visibility = 'PUBLIC'`,
  contactAssignments: ` AND contact_id IN (SELECT id FROM contact WHERE visibility = 'PUBLIC')`,
};

/** What the list has of each record, and how it is ordered. */
function listed([list, field, direction]: Case, archived: boolean): string {
  const seen = isGuarded(field, archived) ? '' : (SEEN[list] ?? '');
  const table = TABLES[list] ?? list.replace(/s$/, '').replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  const column = field.toLowerCase();
  return (
    `SELECT id FROM ${table} WHERE ${archived ? 'true' : 'archived_at IS NULL'}${seen} AND (${column} IS NULL) = $1 ` +
    `ORDER BY ${column} ${direction}, id ${direction} OFFSET 300 LIMIT 41`
  );
}

function isGuarded(field: string, archived: boolean): boolean {
  return archived || field === 'ASSURED_BY';
}

/** Middles of a list: among the records that have a value to be ordered by, and among those that have none. */
async function middlesOf(order: Case, archived: boolean): Promise<Middle[]> {
  const [list, field, direction] = order;
  const middles: Middle[] = [];
  for (const missing of [false, true]) {
    const { rows } = await planning.database.pool.query<{ id: string }>(listed(order, archived), [missing]);
    const ids = rows.map(({ id }) => id);
    if (ids.length === 0) continue;
    const { data } = await planning.query<Record<string, Page>, unknown>(
      `query ($id: ID!) { ${list}(where: { id: { eq: $id } }, orderBy: [{ field: ${field}, direction: ${direction} }], includeArchived: true) { pageInfo { endCursor } } }`,
      { id: ids[20] },
      editor,
    );
    middles.push({ cursor: (data[list] as Page).pageInfo.endCursor, before: ids.slice(0, 20), after: ids.slice(21) });
  }
  return middles;
}

/** What a statement binds for a cursor. */
function boundFor(cursor: string): unknown[] {
  const [, , ...values] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[];
  return values.filter((value) => value !== null);
}

describe.each(cases)('%s by %s %s', (...order) => {
  const [list, field, direction] = order;

  test.each([false, true])(
    'each page looks at few records, with archived ones in the list (%s) or without',
    async (archived) => {
      const middles = await middlesOf(order, archived);
      expect(middles).not.toEqual([]);
      const pages: { place: string; bound: unknown[]; ids?: readonly string[] }[] = [
        { place: 'first: 20', bound: [] },
        { place: 'last: 20', bound: [] },
        ...middles.flatMap(({ cursor, before, after }) => [
          { place: `last: 20, before: "${cursor}"`, bound: boundFor(cursor), ids: before },
          { place: `first: 20, after: "${cursor}"`, bound: boundFor(cursor), ids: after },
        ]),
      ];
      const fields = pages.map(
        ({ place }, index) =>
          `p${index}: ${list}(orderBy: [{ field: ${field}, direction: ${direction} }], includeArchived: ${archived}, ${place}) { nodes { id } }`,
      );
      for (const hub of [planning, resolving]) {
        const { data, errors, statements } = await hub.query<Record<string, Page>, unknown>(
          `{ ${fields.join(' ')} }`,
          {},
          isGuarded(field, archived) ? editor : {},
        );
        expect(errors).toBeUndefined();
        for (const [index, { ids }] of pages.entries())
          if (ids) expect(data[`p${index}`]?.nodes.map(({ id }) => id)).toEqual(ids);
        // A plan reads all pages in one statement, with the number of rows in its text.
        const values = hub.plans ? [pages.flatMap(({ bound }) => bound)] : pages.map(({ bound }) => [...bound, 21]);
        expect(statements).toHaveLength(values.length);
        for (const [index, text] of statements.entries())
          expect(looked(await planOf(text, values[index] ?? []))).toBeLessThan(
            FEW * (pages.length / statements.length),
          );
      }
    },
  );
});

test('groups by a reference join the groups, not the records', async () => {
  const { statements, data } = await planning.query<{ programs: { groups: { count: number }[] } }, unknown>(
    '{ programs { groups(by: [CORE, STATUS]) { count keys { value label } } } }',
  );
  expect(data.programs.groups.reduce((sum, { count }) => sum + count, 0)).toBe(MANY - MANY / 50);
  const plan = await planOf(String(statements[0]), [20]);
  const joins = plan.filter((node) => /Join|Nested Loop/.test(node['Node Type']));
  expect(joins.length).toBeGreaterThan(0);
  for (const join of joins) expect(join['Actual Rows'] * join['Actual Loops']).toBeLessThan(100);
});

test.each([
  ['an exact name', 'Quilting Circle 77'],
  ['a misspelt name', 'Quiltng Circel 77'],
])('a search for %s reads no name of the other records', async (_what, query) => {
  const { statements, data } = await planning.query<{ search: { name: string }[] }, unknown>(
    'query ($query: String!) { search(query: $query, types: [PROGRAM], first: 1) { name } }',
    { query },
  );
  expect(data.search).toEqual([{ name: 'Quilting Circle 77' }]);
  const plan = await planOf(String(statements[0]), [query, query, 1]);
  const scans = plan.filter((node) => node['Node Type'] === 'Seq Scan' && node['Actual Loops'] > 0);
  expect(scans.map((node) => node['Relation Name'])).not.toContain('program');
});
