import { encodeLogCursor } from '../../src/platform/change-log/cursor';
import { startDatabaseProxy, type DatabaseProxy } from '../limits/database-proxy';
import { createTestDatabase, type TestDatabase } from '../support/database';
import * as make from '../support/factories';
import type { ClientSideError } from '../support/hub';
import { ROLES, TwoHubs, type Reply } from './two-hubs';

const LONG = 'health equity, '.repeat(300);

let database: TestDatabase;
let proxy: DatabaseProxy;
let hubs: TwoHubs;

beforeAll(async () => {
  database = await createTestDatabase();
  const { pool } = database;
  const organization_id = await make.makeOrganization(pool, { slug: 'o', description: LONG });
  const core_id = await make.makeCore(pool, { slug: 'c', organization_id, description: LONG });
  for (let index = 0; index < 100; index += 1) {
    const program_id = await make.makeProgram(pool, { core_id, description: LONG, eligibility_description: LONG });
    await make.makeRole(pool, organization_id, { program_id, note: LONG });
  }
  await make.makeProgram(pool, { slug: 'p' });
  proxy = await startDatabaseProxy(database.url);
  hubs = await TwoHubs.start({ database: { ...database, url: proxy.url } });
});
afterAll(async () => {
  await hubs.close();
  await proxy.refuse();
  await database.drop();
});

function errorsOf({ body }: Pick<Reply, 'body'>): readonly ClientSideError[] {
  return (JSON.parse(body) as { errors?: readonly ClientSideError[] }).errors ?? [];
}

const through = (levels: number, last: string): string =>
  levels === 0 ? last : `programs(first: 100) { nodes { core { ${through(levels - 1, last)} } } }`;
const times = (count: number, field: string): string =>
  Array.from({ length: count }, (_, index) => `x${index}: ${field}`).join(' ');

/** Answers that are too large for the public, or would be if more was counted than they have. */
const BUDGETS: readonly (readonly [name: string, query: string, codes: readonly string[]])[] = [
  ['too many records', `{ core(slug: "c") { ${through(2, 'name')} } }`, ['QUERY_TOO_COSTLY']],
  [
    'just not too many records',
    `{ core(slug: "c") { ${through(1, 'name programs(first: 90) { nodes { id } }')} } }`,
    [],
  ],
  [
    'too many fields of records',
    `{ core(slug: "c") { programs(first: 50) { nodes { core { programs(first: 100) { nodes { ${times(28, 'id')} } } } } } } }`,
    ['QUERY_TOO_COSTLY'],
  ],
  ['too many bytes', `{ programs(first: 100) { nodes { ${times(4, 'description')} } } }`, ['QUERY_TOO_COSTLY']],
  ['far too many bytes', `{ ${times(20, 'programs(first: 100) { nodes { description } }')} }`, ['QUERY_TOO_COSTLY']],
  [
    'too many bytes of links',
    `{ ${times(4, 'programs(first: 100) { nodes { organizations { edges { note } } } }')} }`,
    ['QUERY_TOO_COSTLY'],
  ],
  [
    'many bytes that only show that there are more',
    `{ core(slug: "c") { programs(first: 100) { nodes { core { ${times(6, 'programs(first: 0) { nodes { description } }')} } } } } }`,
    [],
  ],
  [
    'the same where resolvers answer a part',
    `{ core(slug: "c") { programs(first: 100) { nodes { core { ${times(6, 'programs(first: 0) { nodes { description } }')} } } groups(by: [KIND]) { count } } } }`,
    [],
  ],
];

describe('budgets of an answer', () => {
  test.each(BUDGETS)('%s', async (_name, query, codes) => {
    for (const role of ROLES) {
      const reply = await hubs.same(role, { query }, { 'hub-cost': '1' });
      if (role === 'public') expect(errorsOf(reply).map(({ extensions }) => extensions.code)).toEqual(codes);
    }
  });
});

/** Arguments that are refused, at the root, below it, and beside fields that are answered. */
const ARGUMENTS: readonly string[] = [
  '{ programs(first: -1) { totalCount } cores { totalCount } }',
  '{ programs(first: 1, last: 1) { totalCount } }',
  '{ programs(first: 101) { nodes { id } } program(slug: "p") { id } }',
  '{ programs(after: "?") { nodes { id } } a: programs(before: "W10") { nodes { id } } program(slug: "p") { id } }',
  '{ program(slug: "p") { organizations(first: 1, after: "W10") { nodes { id } } } core(slug: "c") { programs(after: "W10") { totalCount } } }',
  '{ program { id } a: program(id: "x", slug: "p") { id } b: program(slug: "p") { slug } }',
  '{ program(slug: null) { id } }',
  '{ programs(where: { name: null }) { totalCount } }',
  '{ programs(where: { name: { eq: null } }) { nodes { id } } cores { totalCount } }',
  '{ programs(includeArchived: true) { totalCount } core(slug: "c") { programs(includeArchived: true) { totalCount } } }',
  '{ contacts(orderBy: [{ field: EMAIL }]) { nodes { id } } }',
  '{ _entities(representations: [{ __typename: "Program", slug: "p" }, { __typename: "Program" }, 3, { __typename: "Nothing", id: "x" }]) { __typename } }',
  `{ _entities(representations: [${'{ __typename: "Program", slug: "p" }, '.repeat(101)}]) { __typename } }`,
  '{ _entities(representations: []) { __typename } programs(first: 1) { totalCount } }',
  'query ($first: Int!) { programs(first: $first) { totalCount } }',
  'query ($first: Int = 3, $after: String) { programs(first: $first, after: $after) { totalCount } }',
];

test.each(ARGUMENTS)('arguments: %s', async (query) => {
  for (const role of ROLES) await hubs.same(role, { query });
});

test.each([
  ['that are missing', {}],
  ['of a wrong type', { where: 3, first: 'x' }],
  ['that are null', { where: null, first: null }],
  ['with unknown members', { where: { nothing: 1 }, more: 3 }],
])('variables %s', async (_name, variables) => {
  const query =
    'query ($where: ProgramWhere, $first: Int) { programs(where: $where, first: $first) { nodes { slug } } }';
  for (const role of ROLES) await hubs.same(role, { query, variables });
});

describe('atLeast', () => {
  const query = `query ($c: Cursor, $d: Cursor) {
    a: programs(atLeast: $c, first: 1) { nodes { slug } } b: program(slug: "p", atLeast: $d) { slug }
    c: program(slug: "\\u0000", atLeast: $d) { slug } d: cores(first: 1) { totalCount }
  }`;

  test('is reached, in the future, of another log or no cursor, at each root field for itself', async () => {
    const { rows } = await database.pool.query<{ epoch: string; seq: string }>('SELECT epoch, seq FROM change_head');
    const { epoch, seq } = rows[0] as { epoch: string; seq: string };
    const reached = encodeLogCursor({ epoch, seq: BigInt(seq) });
    const future = encodeLogCursor({ epoch, seq: BigInt(seq) + 1000n });
    const foreign = encodeLogCursor({ epoch: '00000000-0000-4000-8000-000000000000', seq: 0n });
    const cursors = [reached, future, foreign, '', 'nonsense', null];
    for (const c of cursors) for (const d of cursors) await hubs.same('editor', { query, variables: { c, d } });

    const { plan, body } = await hubs.same('editor', { query, variables: { c: reached, d: future } });
    const paths = errorsOf({ body }).map(({ path }) => path?.[0]);
    expect({ plan, paths: paths.sort() }).toEqual({ plan: 'none; reason="atLeast is not reached"', paths: ['b', 'c'] });
  });
});

/** Each has several root fields, all of which need programs. */
const SLOW = [
  '{ a: programs { nodes { id } totalCount } b: program(slug: "p") { id } c: core(slug: "c") { programs { totalCount } } }',
  '{ a: programs { nodes { id } groups(by: [CORE]) { count keys { record { id } } } } b: program(slug: "p") { id } }',
  '{ a: _entities(representations: [{ __typename: "Program", slug: "p" }]) { __typename ... on Program { name } } }',
];

describe('a statement that takes too long', () => {
  beforeAll(() =>
    database.pool.query(`ALTER TABLE program RENAME TO program_awake;
      CREATE VIEW program AS SELECT program_awake.* FROM program_awake CROSS JOIN LATERAL (SELECT pg_sleep(60)) AS nap`),
  );
  afterAll(() => database.pool.query('DROP VIEW program; ALTER TABLE program_awake RENAME TO program'));

  test.each(SLOW)(
    'is an error at every root field, and is sent once: %s',
    async (query) => {
      const answer = await hubs.planning.query(query);
      const errors = (answer.errors ?? []).map(({ path, extensions, message }) => ({
        path,
        code: extensions.code,
        message,
      }));
      const roots = [...query.matchAll(/\b([abc]):/g)].map(([, name]) => name);
      expect(errors.map(({ path }) => path?.[0]).sort()).toEqual(roots);
      expect(new Set(errors.map(({ code, message }) => `${code}: ${message}`))).toEqual(
        new Set(['TIMEOUT: The operation took longer than 5 s; request less data at once.']),
      );
      expect(answer.statements.filter((text) => text.includes('program'))).toHaveLength(1);
    },
    20_000,
  );

  test('has the errors that resolvers have', async () => {
    await hubs.same('admin', { query: String(SLOW[0]) });
  }, 20_000);
});

describe('a statement that Postgres cancels', () => {
  test('is the same error on both ways', async () => {
    await database.pool.query(`ALTER TABLE core RENAME TO core_alive;
      CREATE FUNCTION cancelled() RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_cancel_backend(pg_backend_pid()); PERFORM pg_sleep(5); RETURN true; END $$;
      CREATE VIEW core AS SELECT core_alive.* FROM core_alive WHERE cancelled()`);
    try {
      await hubs.same('admin', { query: '{ a: cores { nodes { id } } b: core(slug: "c") { name } }' });
      await hubs.same('admin', { query: '{ core(slug: "c") { programs { groups(by: [KIND]) { count } } } }' });
    } finally {
      await database.pool.query('DROP VIEW core; DROP FUNCTION cancelled(); ALTER TABLE core_alive RENAME TO core');
    }
  });
});

describe('a database that is away', () => {
  beforeAll(() => proxy.refuse());
  afterAll(() => proxy.accept());

  test.each([...SLOW, '{ __typename }', '{ programs { totalCount } program(slug: "\\u0000") { id } }'])(
    'is named at every root field: %s',
    async (query) => {
      await hubs.same('public', { query });
    },
  );
});
