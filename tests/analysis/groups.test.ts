import { makeProgram } from '../support/factories';
import { startTestHub, type TestHub } from '../support/hub';
import { makeAnalysedNetwork } from './network';

let hub: TestHub;

beforeAll(async () => {
  hub = await startTestHub();
  await makeAnalysedNetwork(hub.database.pool);
});
afterAll(() => hub.close());

interface Group {
  readonly keys: readonly {
    readonly value: string | null;
    readonly label: string | null;
    readonly record?: { name: string } | null;
  }[];
  readonly count: number;
  readonly aggregate: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

const KEYS = 'keys { value label } count';

async function groups(args: string, selection = KEYS, headers?: Record<string, string>): Promise<readonly Group[]> {
  const { data, errors } = await hub.query<{ programs: { groups: readonly Group[] } }, unknown>(
    `{ programs { groups(${args}) { ${selection} } } }`,
    {},
    headers,
  );
  expect(errors).toBeUndefined();
  return data.programs.groups;
}

/** Groups as rows of their values and their number. */
function rows(found: readonly Group[]): unknown[] {
  return found.map(({ keys, count }) => [...keys.map(({ value }) => value), count]);
}

async function sql(text: string): Promise<unknown[]> {
  const { rows: found } = await hub.database.pool.query<unknown[]>({ text, rowMode: 'array' });
  return found;
}

const CURRENT = 'FROM program p WHERE p.archived_at IS NULL';
const ROLES = 'organization_role r ON r.program_id = p.id AND r.archived_at IS NULL';

describe('groups', () => {
  test('can be ordered by their number, by a key and by a measure, in both directions', async () => {
    const aggregate = 'keys { value label } count aggregate { startedYear { max } }';
    expect(
      rows(
        await groups(
          'by: [KIND, STATUS], orderBy: [{ key: STATUS }, { count: true, direction: ASC }, { key: KIND, direction: DESC }]',
        ),
      ),
    ).toEqual(await sql(`SELECT kind, status, count(*)::int ${CURRENT} GROUP BY 1, 2 ORDER BY 2, 3, 1 DESC`));
    const found = await groups(
      'by: [STARTED_YEAR], orderBy: [{ aggregate: { createdAt: MAX }, direction: DESC }]',
      aggregate,
    );
    expect(rows(found)).toEqual(
      await sql(`SELECT started_year::text, count(*)::int ${CURRENT} GROUP BY 1 ORDER BY max(created_at) DESC`),
    );
    expect(rows(await groups('by: [CORE], orderBy: [{ key: CORE, direction: DESC }]'))).toEqual(
      await sql(
        `SELECT c.id::text, count(*)::int FROM program p LEFT JOIN core c ON c.id = p.core_id WHERE p.archived_at IS NULL GROUP BY c.id, c.name ORDER BY c.name DESC`,
      ),
    );
  });

  test('are left out if they do not meet their conditions', async () => {
    const having = 'having: { count: { gte: 3 }, startedYear: { max: { gte: 2013 } } }';
    expect(rows(await groups(`by: [KIND, STATUS], ${having}`))).toEqual(
      await sql(
        `SELECT kind, status, count(*)::int ${CURRENT} GROUP BY 1, 2 HAVING count(*) >= 3 AND max(started_year) >= 2013 ORDER BY 3 DESC, 1, 2`,
      ),
    );
    const logic = 'having: { or: [{ count: { lt: 6 } }, { not: { supportMaxAmount: { sum: { lt: "3000" } } } }] }';
    expect(rows(await groups(`by: [KIND, STATUS], ${logic}`))).toEqual(
      await sql(
        `SELECT kind, status, count(*)::int ${CURRENT} GROUP BY 1, 2 HAVING count(*) < 6 OR NOT coalesce(sum(support_max_amount) < 3000, false) ORDER BY 3 DESC, 1, 2`,
      ),
    );
    expect(await groups('by: [KIND], having: { supportMaxAmount: { countDistinct: { eq: 99 } } }')).toEqual([]);
  });

  test('by a relation compute each record once in each group, and name the related record', async () => {
    const found = await groups(
      'by: [ORGANIZATIONS], orderBy: [{ key: ORGANIZATIONS }]',
      'keys { value label record { id ... on Organization { name } } } count aggregate { count startedYear { avg } supportMaxAmount { sum } }',
    );
    expect(
      found.map(({ keys, count, aggregate }) => [
        keys[0]?.label,
        count,
        aggregate['count'],
        aggregate['startedYear']?.['avg'],
        aggregate['supportMaxAmount']?.['sum'],
      ]),
    ).toEqual(
      await sql(`SELECT o.name, count(*)::int, count(*)::int, avg(started_year)::float8, sum(support_max_amount)::text
        FROM (SELECT DISTINCT p.*, r.organization_id ${CURRENT.replace('WHERE', `JOIN ${ROLES} WHERE`)}) p JOIN organization o ON o.id = p.organization_id GROUP BY 1 ORDER BY 1`),
    );
    expect(found.every(({ keys: [key] }) => key?.record?.name === key?.label)).toBe(true);
  });

  test('by terms can be of one taxonomy, and by organizations in some roles', async () => {
    expect(
      rows(await groups('by: [TERMS], among: { terms: { where: { taxonomy: { name: { eq: "Topics" } } } } }')),
    ).toEqual(
      await sql(`SELECT t.id::text, count(DISTINCT p.id)::int FROM program p LEFT JOIN (attribute a JOIN taxonomy_term t ON t.id = a.term_id
        JOIN taxonomy x ON x.id = t.taxonomy_id AND x.name = 'Topics') ON a.program_id = p.id WHERE p.archived_at IS NULL GROUP BY t.id ORDER BY 2 DESC, t.id`),
    );
    expect(rows(await groups('by: [ORGANIZATIONS], among: { organizations: { roles: [HOST, FUNDER] } }'))).toEqual(
      await sql(`SELECT r.organization_id::text, count(DISTINCT p.id)::int FROM program p LEFT JOIN ${ROLES} AND r.role IN ('HOST', 'FUNDER')
        WHERE p.archived_at IS NULL GROUP BY r.organization_id ORDER BY 2 DESC, r.organization_id`),
    );
  });

  test('by quarters have no holes on request, also beside another key', async () => {
    expect(
      rows(await groups('by: [CREATED_AT_QUARTER], withEmpty: true, orderBy: [{ key: CREATED_AT_QUARTER }]')),
    ).toEqual(
      await sql(`WITH q AS (SELECT date_trunc('quarter', created_at AT TIME ZONE 'UTC') q, count(*)::int n ${CURRENT} GROUP BY 1)
        SELECT to_char(s, 'YYYY-MM-DD'), coalesce(n, 0) FROM generate_series((SELECT min(q) FROM q), (SELECT max(q) FROM q), interval '3 months') s LEFT JOIN q ON q.q = s ORDER BY 1`),
    );
    const found = await groups(
      'by: [KIND, STARTED_YEAR], withEmpty: true, orderBy: [{ key: KIND }, { key: STARTED_YEAR }], having: { count: { eq: 0 } }',
      'keys { value label } count aggregate { count startedYear { max countDistinct } }',
    );
    expect(found.length).toBeGreaterThan(3);
    expect(rows(found)).toEqual(
      await sql(`SELECT kind, y::text, 0 FROM generate_series((SELECT min(started_year) ${CURRENT}), (SELECT max(started_year) ${CURRENT})) y,
        (SELECT DISTINCT kind ${CURRENT}) k WHERE NOT EXISTS (SELECT ${CURRENT} AND p.kind = k.kind AND p.started_year = y) ORDER BY 1, 2`),
    );
    expect(found[0]?.aggregate).toEqual({ count: 0, startedYear: { max: null, countDistinct: 0 } });
  });

  test('of lists in a list take one statement', async () => {
    const { statements, errors } = await hub.query(
      `{ organizations { nodes { programs { groups(by: [KIND], having: { count: { gte: 1 } }, withEmpty: false) { keys { value } count aggregate { startedYear { max } } } } } } }`,
    );
    expect(errors).toBeUndefined();
    expect(statements.length).toBe(hub.plans ? 1 : 2);
  });

  test('between values that are too far from each other are refused, instead of leaving holes', async () => {
    const { pool } = hub.database;
    const id = await makeProgram(pool, { created_at: '2000-01-01' });
    const byDay = 'groups(by: [CREATED_AT_DAY], withEmpty: true) { count }';
    const { errors } = await hub.query(
      `{ one: programs(where: { id: { eq: "${id}" } }) { ${byDay} } all: programs { ${byDay} } }`,
    );
    expect(errors?.map(({ message, path }) => [message, path])).toEqual([
      [
        'groups(withEmpty:) has more than 4,000 periods or numbers between the first and the last; narrow the list by where, or group by longer periods.',
        ['all', 'groups'],
      ],
    ]);
    await pool.query('DELETE FROM program WHERE id = $1', [id]);
  });

  test.each([
    ['by: [KIND], orderBy: [{}]', 'groups(orderBy:) 1 is not one thing; give count: true, key or aggregate.'],
    [
      'by: [KIND], orderBy: [{ count: true, key: KIND }]',
      'groups(orderBy:) 1 is not one thing; give count: true, key or aggregate.',
    ],
    [
      'by: [KIND], orderBy: [{ key: STATUS }]',
      'groups(orderBy:) 1 has the key STATUS, by which nothing is grouped; give one of by: KIND.',
    ],
    [
      'by: [KIND], orderBy: [{ aggregate: {} }]',
      'groups(orderBy:) 1 is not one measure; give one field with one function, such as { createdAt: MAX }.',
    ],
    [
      'by: [KIND], withEmpty: true',
      'groups(withEmpty:) needs exactly one key of dates or whole numbers in by; give one, such as CREATED_AT_MONTH.',
    ],
    [
      'by: [KIND], among: { terms: {} }',
      'groups(among:) has terms, by which nothing is grouped; add its key to by, or leave it out.',
    ],
    [
      'by: [KIND], having: { count: { gte: null } }',
      'groups.having.count.gte is null; leave it out, or use isNull: true to find missing values.',
    ],
    ['by: [KIND], having: { startedYear: { max: null } }', 'groups.having.startedYear.max is null; leave it out.'],
  ])('with %s are refused', async (args, message) => {
    const { errors } = await hub.query(`{ programs { groups(${args}) { count } } }`);
    expect(errors?.map((error) => error.message)).toEqual([message]);
  });

  test('do not reveal what a viewer may not read, by conditions or by their order', async () => {
    for (const args of [
      'having: { assuredBy: { max: { eq: "a" } } }',
      'having: { not: { assuredBy: { countDistinct: { eq: 1 } } } }',
      'orderBy: [{ aggregate: { assuredBy: MAX } }]',
    ]) {
      const { errors } = await hub.query<unknown, { extensions: { code: string } }>(
        `{ programs { groups(by: [KIND], ${args}) { count } } }`,
      );
      expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
    }
  });
});
