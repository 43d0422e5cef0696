import { makeContact, makeOrganization, makeProgram } from '../support/factories';
import { startTestHub, type TestHub } from '../support/hub';
import { codeBlocks } from '../support/snippets';
import { signInEditor, type Editor } from '../writing/mutate';

let hub: TestHub;
let editor: Editor;
let analyst: Record<string, string>;
let partner: Record<string, string>;

const CHANGES = 3_000;

/** Changes by three writers over a year. Every ten happened at the same moment. */
const FILL = `
INSERT INTO change (id, record_type, record_id, kind, version, occurred_at, visibility, actor)
SELECT gen_random_uuid(), type, record_id, (ARRAY['UPDATED', 'STATUS_CHANGED', 'ASSURED', 'ARCHIVED', 'RESTORED'])[i % 5 + 1], 100 + i,
  timestamptz '2025-01-01T23:30:00Z' + i / 10 * interval '29 hours', 'PUBLIC', (ARRAY['key:ada', 'key:ben', 'seed'])[i % 3 + 1]
FROM generate_series(1, ${CHANGES}) i JOIN LATERAL (
  SELECT type, id AS record_id FROM (
    SELECT 'program' AS type, id FROM program UNION ALL SELECT 'organization', id FROM organization
  ) known OFFSET i % (SELECT (SELECT count(*) FROM program) + (SELECT count(*) FROM organization)) LIMIT 1) record ON true`;

beforeAll(async () => {
  hub = await startTestHub();
  editor = await signInEditor(hub);
  analyst = await hub.signIn('analyst');
  partner = await hub.signIn('partner');
  const { pool } = hub.database;
  const programs = [await makeProgram(pool), await makeProgram(pool)];
  const organizations = [await makeOrganization(pool), await makeOrganization(pool)];
  await pool.query(FILL);
  // Each of these is logged for the records at both its ends.
  for (const type of ['RECRUITS_FOR', 'PART_OF']) {
    const ends = { programId: programs[0], relatedProgramId: programs[1], type };
    await change('relatePrograms', ends);
    await change('unrelatePrograms', ends);
  }
  await change('assignOrganizationRole', { organizationId: organizations[0], programId: programs[0], role: 'LEAD' });
  const [id, intoId] = programs;
  await change('relatePrograms', { programId: id, relatedProgramId: await makeProgram(pool), type: 'PART_OF' });
  await change('mergePrograms', { id, intoId });
  await pool.query('VACUUM (ANALYZE) change');
});
afterAll(() => hub.close());

async function change(name: string, input: object): Promise<void> {
  expect([name, (await editor.do(name, input)).errors]).toEqual([name, []]);
}

/** The changes of the log in their order, by hand. */
function expected(where = 'true', order = 'c.occurred_at, c.id'): string {
  return `SELECT c.* FROM change c WHERE (${where}) ORDER BY ${order}`;
}

async function bySql<Row extends object>(text: string): Promise<Row[]> {
  return (await hub.database.pool.query<Row>(text)).rows;
}

async function ids(where?: string, order?: string): Promise<string[]> {
  return (await bySql<{ id: string }>(expected(where, order))).map(({ id }) => id);
}

interface Page {
  readonly totalCount: number;
  readonly nodes: readonly { readonly id: string }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

const PAGE = 'nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }';

async function read(args: string, selection = PAGE, headers = analyst): Promise<Page> {
  const { data, errors } = await hub.query<{ changes: Page }, object>(
    `{ changes(${args}) { ${selection} } }`,
    {},
    headers,
  );
  expect(errors).toBeUndefined();
  return data.changes;
}

/** All ids, page by page. */
async function walk(size: number, backwards: boolean, more: string): Promise<string[]> {
  const found: string[] = [];
  for (let cursor: string | null = null, goOn = true; goOn;) {
    const from: string = cursor === null ? '' : `, ${backwards ? 'before' : 'after'}: "${cursor}"`;
    const { nodes, pageInfo } = await read(`${backwards ? 'last' : 'first'}: ${size}${from}, ${more}`);
    const here = nodes.map(({ id }) => id);
    if (backwards) found.unshift(...here);
    else found.push(...here);
    goOn = backwards ? pageInfo.hasPreviousPage : pageInfo.hasNextPage;
    cursor = backwards ? pageInfo.startCursor : pageInfo.endCursor;
  }
  return found;
}

const NEWEST = 'orderBy: [{ field: OCCURRED_AT, direction: DESC }]';

describe('all changes of the log, once each', () => {
  test.each([
    [100, false, 'where: {}'],
    [100, true, 'where: {}'],
    [73, false, NEWEST],
    [73, true, NEWEST],
  ])('in pages of %s, backwards: %s, %s', async (size, backwards, more) => {
    const order = more === NEWEST ? 'c.occurred_at DESC, c.id DESC' : undefined;
    expect(await walk(size, backwards, more)).toEqual(await ids('true', order));
  });

  test.each([1, 2, 3, 7, 10])('in small pages of %s, in both directions and both orders', async (size) => {
    const where = `where: { occurredAt: { gte: "2025-02-01T00:00:00Z", lt: "2025-02-07T00:00:00Z" } }`;
    const week = `c.occurred_at >= '2025-02-01T00:00:00Z' AND c.occurred_at < '2025-02-07T00:00:00Z'`;
    const oldest = await ids(week);
    const newest = await ids(week, 'c.occurred_at DESC, c.id DESC');
    expect(oldest.length).toBeGreaterThan(30);
    for (const backwards of [false, true]) {
      expect(await walk(size, backwards, where)).toEqual(oldest);
      expect(await walk(size, backwards, `${where}, ${NEWEST}`)).toEqual(newest);
    }
  });
});

describe('filters', () => {
  test.each([
    ['kind: { eq: ASSURED }', `c.kind = 'ASSURED'`],
    ['kind: { in: [RELATED, UNRELATED] }', `c.kind IN ('RELATED', 'UNRELATED')`],
    ['actor: { eq: "key:ada" }', `c.actor = 'key:ada'`],
    ['actor: { startsWith: "KEY:" }, kind: { ne: UPDATED }', `c.actor LIKE 'key:%' AND c.kind <> 'UPDATED'`],
    ['recordType: { eq: ORGANIZATION }', `c.record_type = 'organization'`],
    ['not: { recordType: { in: [ORGANIZATION] } }', `c.record_type <> 'organization'`],
    ['occurredAt: { gt: "2025-06-01T00:00:00Z" }', `c.occurred_at > '2025-06-01T00:00:00Z'`],
    [
      'or: [{ kind: { eq: MERGED } }, { and: [{ actor: { eq: "seed" } }, { occurredAt: { lt: "2025-01-05T00:00:00Z" } }] }]',
      `c.kind = 'MERGED' OR (c.actor = 'seed' AND c.occurred_at < '2025-01-05T00:00:00Z')`,
    ],
  ])('%s', async (where, sql) => {
    const found = await ids(sql);
    expect(found.length).toBeGreaterThan(0);
    const { totalCount, nodes } = await read(`where: { ${where} }, first: 100`, 'totalCount nodes { id }');
    expect(totalCount).toBe(found.length);
    expect(nodes.map(({ id }) => id)).toEqual(found.slice(0, 100));
  });

  test('by a record: its own changes, also of links that lead to other records', async () => {
    const records = await bySql<{ id: string }>('SELECT DISTINCT record_id AS id FROM change');
    expect(records.length).toBeGreaterThan(4);
    for (const { id } of records) {
      const { totalCount } = await read(`where: { recordId: { eq: "${id}" } }`, 'totalCount');
      const [own] = await bySql<{ count: number }>(
        `SELECT count(*)::int AS count FROM change WHERE record_id = '${id}'`,
      );
      expect(totalCount).toBe(own?.count);
    }
  });
});

interface Groups {
  readonly groups: readonly { readonly count: number; readonly keys: readonly { readonly value: string | null }[] }[];
}

describe('groups', () => {
  test.each([
    ['KIND', 'kind'],
    ['ACTOR', 'actor'],
    ['RECORD_TYPE', 'upper(record_type)'],
    ['OCCURRED_AT_DAY', `to_char(occurred_at AT TIME ZONE 'UTC', 'YYYY-MM-DD')`],
    ['OCCURRED_AT_MONTH', `to_char(occurred_at AT TIME ZONE 'UTC', 'YYYY-MM-01')`],
    ['OCCURRED_AT_QUARTER', `to_char(date_trunc('quarter', occurred_at AT TIME ZONE 'UTC'), 'YYYY-MM-DD')`],
    ['OCCURRED_AT_YEAR', `to_char(occurred_at AT TIME ZONE 'UTC', 'YYYY-01-01')`],
  ])('by %s', async (key, sql) => {
    const groups = await bySql<{ value: string; count: number }>(
      `SELECT ${sql} AS value, count(*)::int AS count FROM (${expected()}) changes GROUP BY 1 ORDER BY 2 DESC, (${sql}) COLLATE "C" LIMIT 100`,
    );
    const { data, errors, statements } = await hub.query<{ changes: Groups }, object>(
      `{ changes { groups(by: [${key}], first: 100) { count keys { value } } } }`,
      {},
      analyst,
    );
    expect([errors, statements.length]).toEqual([undefined, 1]);
    const found = data.changes.groups.map(({ keys, count }) => ({ value: keys[0]?.value, count }));
    expect(found).toEqual(groups);
  });

  test('of more than so many changes, in an order of their own, with the days on which nothing happened', async () => {
    const days = await bySql<{ value: string; count: number }>(`SELECT to_char(day, 'YYYY-MM-DD') AS value,
      (SELECT count(*)::int FROM change WHERE (occurred_at AT TIME ZONE 'UTC')::date = day::date) AS count
      FROM generate_series(timestamp '2025-03-01', '2025-03-20', '1 day') day ORDER BY 1`);
    const { data } = await hub.query<{ changes: Groups }, object>(
      `{ changes(where: { occurredAt: { gte: "2025-03-01T00:00:00Z", lt: "2025-03-21T00:00:00Z" } }) {
        groups(by: [OCCURRED_AT_DAY], withEmpty: true, orderBy: [{ key: OCCURRED_AT_DAY }]) { count keys { value } } } }`,
      {},
      analyst,
    );
    const found = data.changes.groups.map(({ keys, count }) => ({ value: keys[0]?.value, count }));
    const known = days.map(({ value }) => value);
    expect(found.filter(({ value }) => known.includes(String(value)))).toEqual(
      days.filter(({ value }) => found.some((group) => group.value === value)),
    );
    expect(found.some(({ count }) => count === 0)).toBe(true);
    const { data: many } = await hub.query<{ changes: Groups }, object>(
      `{ changes { groups(by: [ACTOR, KIND], having: { count: { gt: 190 } }, orderBy: [{ key: ACTOR, direction: DESC }, { count: true }]) { count keys { value } } } }`,
      {},
      analyst,
    );
    const counted = await bySql<{ actor: string; kind: string; count: number }>(
      `SELECT actor, kind, count(*)::int AS count FROM (${expected()}) changes GROUP BY 1, 2 HAVING count(*) > 190 ORDER BY actor COLLATE "C" DESC, 3, 2`,
    );
    expect(counted.length).toBeGreaterThan(1);
    expect(many.changes.groups.map(({ keys: [actor, kind], count }) => [actor?.value, kind?.value, count])).toEqual(
      counted.map(({ actor, kind, count }) => [actor, kind, count]),
    );
  });
});

test('each change leads to its record, with one more statement for each type of record', async () => {
  const query = `{ changes(first: 50) { nodes { recordType recordId record { __typename id ... on Program { name } ... on Organization { name } } } } }`;
  type Node = Readonly<Record<'recordType' | 'recordId', string>> & {
    readonly record: Readonly<Record<string, string>>;
  };
  const { data, errors, statements } = await hub.query<{ changes: { nodes: Node[] } }, object>(query, {}, analyst);
  expect([errors, statements.length]).toEqual([undefined, 3]);
  for (const { recordType, recordId, record } of data.changes.nodes)
    expect(record).toEqual({
      __typename: expect.stringMatching(new RegExp(recordType, 'i')) as string,
      id: recordId,
      name: expect.any(String) as string,
    });
});

test.each(codeBlocks('analysis.md', 'graphql').map((query) => [/query (\w+)/.exec(query)?.[1], query]))(
  'the example %s of the docs is answered',
  async (_name, query = '') => {
    const { data, errors } = await hub.query(query, {}, analyst);
    expect([errors, data]).toEqual([undefined, expect.any(Object)]);
  },
);

test('it is taken away as a file', async () => {
  const query = '{ changes(where: { kind: { in: [RELATED, UNRELATED] } }) { nodes { id kind occurredAt } } }';
  const response = await fetch(`${hub.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/csv', ...analyst },
    body: JSON.stringify({ query }),
  });
  const [, ...rows] = (await response.text()).trim().split(/\r?\n/);
  expect(rows.map((row) => row.split(',')[0])).toEqual(await ids(`c.kind IN ('RELATED', 'UNRELATED')`));
});

test('the history of a record is not charged for the changes of others', async () => {
  // A hub reads the sizes of the tables when it starts.
  const other = await startTestHub({ database: hub.database });
  const priceOf = async (list: string): Promise<number> => {
    const response = await fetch(`${other.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'hub-cost': '1', ...analyst },
      body: JSON.stringify({ query: `{ ${list} { totalCount } }` }),
    });
    const { extensions } = (await response.json()) as { extensions: { cost: { requested: number } } };
    return extensions.cost.requested;
  };
  const [one] = await bySql<{ id: string }>('SELECT record_id AS id FROM change LIMIT 1');
  const [ofOne, ofAll] = [await priceOf(`changes(of: "${one?.id}")`), await priceOf('changes')];
  await other.close();
  expect(ofAll).toBeGreaterThan(CHANGES / 5);
  expect(ofOne).toBeLessThan(ofAll / 2);
});

describe('from indexes', () => {
  interface PlanNode {
    readonly 'Node Type': string;
    readonly 'Relation Name'?: string;
    readonly 'Actual Rows': number;
    readonly 'Actual Loops': number;
    readonly 'Rows Removed by Filter'?: number;
    readonly Plans?: readonly PlanNode[];
  }

  /** What a statement binds, by type. */
  type Bound = Readonly<Partial<Record<'text' | 'uuid' | 'timestamptz', unknown>>>;

  /** The rows that Postgres looks at for a page, and how it reads the log. */
  async function looked(args: string, bound: Bound = {}): Promise<{ rows: number; how: string[] }> {
    const { statements } = await hub.query(`{ changes(${args}) { nodes { id } } }`, {}, analyst);
    expect(statements).toHaveLength(1);
    const types = [...String(statements[0]).matchAll(/\$(\d+)::(\w+)/g)].map(([, place, type]) => [
      Number(place),
      type,
    ]);
    const values: unknown[] = [];
    for (const [place, type] of types) values[Number(place) - 1] = { int: 21, ...bound }[String(type)];
    const { rows } = await hub.database.pool.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
      `EXPLAIN (ANALYZE, FORMAT JSON) ${statements[0]}`,
      values,
    );
    const all = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(all)];
    const nodes = all(rows[0]?.['QUERY PLAN'][0].Plan as PlanNode).filter(
      (node) => node['Relation Name'] !== undefined,
    );
    const sum = nodes.map(
      (node) => (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'],
    );
    const ofLog = nodes.filter((node) => node['Relation Name'] === 'change').map((node) => node['Node Type']);
    return { rows: sum.reduce((a, b) => a + b, 0), how: [...new Set(ofLog)] };
  }

  async function expectFew(args: string, bound?: Bound): Promise<void> {
    const { rows, how } = await looked(args, bound);
    expect([args, how]).toEqual([args, expect.not.arrayContaining(['Seq Scan'])]);
    expect(rows).toBeLessThan(200);
    expect(rows).toBeGreaterThan(0);
  }

  test.each([0, 100, 1_500, 2_900])(
    'a page after %s changes looks at few of them, in both orders and directions',
    async (depth) => {
      for (const [order, sql] of [
        ['', 'c.occurred_at, c.id'],
        [`, ${NEWEST}`, 'c.occurred_at DESC, c.id DESC'],
      ] as const) {
        const [here] = await bySql<{ id: string; occurred_at: Date }>(
          `${expected('true', sql)} OFFSET ${depth} LIMIT 1`,
        );
        const { pageInfo } = await read(`where: { id: { eq: "${here?.id}" } }${order}`);
        const bound = { uuid: here?.id, timestamptz: here?.occurred_at };
        await expectFew(`first: 20, after: "${pageInfo.endCursor}"${order}`, bound);
        if (depth > 0) await expectFew(`last: 20, before: "${pageInfo.endCursor}"${order}`, bound);
        await expectFew(`first: 20${order}`);
        await expectFew(`last: 20${order}`);
      }
    },
  );

  test.each([
    ['kind: { eq: MERGED }', 'MERGED'],
    ['recordType: { eq: ORGANIZATION }', 'organization'],
    ['actor: { eq: "key:ada" }', 'key:ada'],
  ])('so does a page of those with %s', async (where, text) => {
    for (const more of ['first: 20', `first: 20, ${NEWEST}`, 'last: 20'])
      await expectFew(`${more}, where: { ${where} }`, { text });
  });

  test('so does a page of the history of a record with many changes', async () => {
    const [record] = await bySql<{ id: string; count: number }>(
      'SELECT record_id AS id, count(*)::int AS count FROM change GROUP BY 1 ORDER BY 2 DESC LIMIT 1',
    );
    expect(record?.count).toBeGreaterThan(500);
    for (const more of ['first: 20', `first: 20, ${NEWEST}`, 'last: 20'])
      await expectFew(`of: "${record?.id}", ${more}`, { uuid: record?.id });
  });
});

describe('who may read it', () => {
  test('the public is asked to sign in', async () => {
    const { errors } = await hub.query('{ changes { totalCount } }');
    expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });

  test('partners read it, but not who made the changes', async () => {
    const { nodes } = await read('first: 1', 'nodes { id kind }', partner);
    expect(nodes).toHaveLength(1);
    for (const selection of ['groups(by: [ACTOR]) { count }', 'nodes { actor }']) {
      const { errors } = await hub.query(`{ changes(first: 1) { ${selection} } }`, {}, partner);
      expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    }
    const { errors } = await hub.query('{ changes(where: { actor: { eq: "seed" } }) { totalCount } }', {}, partner);
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });

  test('the change of a link to an archived record stands only at the record that the viewer may see', async () => {
    const { pool } = hub.database;
    const [id, relatedProgramId] = [await makeProgram(pool), await makeProgram(pool)];
    await change('relatePrograms', { programId: id, relatedProgramId, type: 'PART_OF' });
    await change('unrelatePrograms', { programId: id, relatedProgramId, type: 'PART_OF' });
    const both = `where: { recordId: { in: ["${id}", "${relatedProgramId}"] } }`;
    const of = async (headers: Record<string, string>): Promise<unknown> =>
      (await read(both, 'nodes { id kind recordId }', headers)).nodes.map(({ id: _id, ...seen }) => seen);
    expect(await of(partner)).toEqual(
      ['RELATED', 'UNRELATED'].flatMap((kind) => [
        { kind, recordId: id },
        { kind, recordId: relatedProgramId },
      ]),
    );
    await change('archiveProgram', { id });
    expect(await of(partner)).toEqual(['RELATED', 'UNRELATED'].map((kind) => ({ kind, recordId: relatedProgramId })));
  });

  test('nobody learns of a hidden contact from the history of what it was assigned to, nor from its own', async () => {
    const { pool } = hub.database;
    const contactId = await makeContact(pool, { visibility: 'INTERNAL' });
    const organizationId = await makeOrganization(pool);
    await change('assignContact', { contactId, organizationId, role: 'Press' });
    await change('updateContact', { id: contactId, visibility: 'PUBLIC' });
    await change('assignContact', { contactId, organizationId, role: 'Questions' });
    const rolesIn = async (args: string, headers: Record<string, string>): Promise<unknown[]> => {
      const { nodes } = await read(args, 'nodes { id kind changes { after } }', headers);
      return nodes.flatMap((node) => {
        const { kind, changes } = node as unknown as { kind: string; changes: { after: { role: string } }[] };
        return kind === 'CONTACT_ASSIGNED' ? [changes[0]?.after.role] : [];
      });
    };
    for (const args of [
      `of: "${organizationId}"`,
      `of: "${contactId}"`,
      `where: { recordId: { eq: "${organizationId}" } }`,
    ]) {
      expect(await rolesIn(args, editor.headers)).toEqual(['Press', 'Questions']);
      expect(await rolesIn(args, analyst)).toEqual(['Questions']);
    }
    await change('updateContact', { id: contactId, visibility: 'INTERNAL' });
    for (const id of [organizationId, contactId]) {
      expect(await rolesIn(`of: "${id}"`, partner)).toEqual([]);
      expect(await rolesIn(`of: "${id}"`, analyst)).toEqual([]);
    }
  });
});
