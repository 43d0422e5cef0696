import { makeContact, makeCore, makeOrganization, makeProgram, makeRole } from '../support/factories';
import { startTestHub, type TestHub } from '../support/hub';
import { csvCells, csvRows, fileOf, ndjsonRows, NDJSON, requestFile } from './file-client';

let hub: TestHub;
let editor: Record<string, string>;

beforeAll(async () => {
  hub = await startTestHub();
  const { pool } = hub.database;
  editor = await hub.signIn('editor');
  const organization = await makeOrganization(pool, { name: 'Zeta', alternate_names: ['Z', 'Zed; the last'] });
  const core_id = await makeCore(pool, { name: 'Research', organization_id: organization });
  const alpha = await makeProgram(pool, { name: 'Alpha', slug: 'alpha', core_id });
  await makeProgram(pool, { name: 'Beta, "the second"', slug: 'beta', started_year: 2020, status: 'PAUSED' });
  await makeRole(pool, organization, { program_id: alpha });
  await makeContact(pool, { name: 'Ada\nof two lines' });
});
afterAll(() => hub.close());

const LIST = '{ programs { nodes { name startedYear core { name organization { name } } start: startedYear } } }';

test('a list is answered as CSV, with a column for each value and a line for each row', async () => {
  const file = await fileOf(hub, LIST);
  expect(file.status).toBe(200);
  expect(file.body.toString('utf8')).toBe(
    'name,startedYear,core.name,core.organization.name,start\r\n' +
      'Alpha,,Research,Zeta,\r\n' +
      '"Beta, ""the second""",2020,,,2020\r\n',
  );
  expect(file.statements.filter((text) => !/^(BEGIN|DECLARE|FETCH)/.test(text))).toHaveLength(4);
});

test('it comes as an attachment that nobody may keep', async () => {
  const { headers } = await fileOf(hub, `query ActivePrograms ${LIST}`);
  expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(headers.get('content-disposition')).toBe('attachment; filename="ActivePrograms.csv"');
  expect(headers.get('cache-control')).toBe('private, no-store');
  expect(headers.get('vary')).toContain('accept');
  expect(headers.get('etag')).toBeNull();
  expect(headers.get('hub-cursor')).toMatch(/^[\w-]+$/);
});

test('fragments, variables, @include and @skip work as in every query', async () => {
  const query = `query ($with: Boolean!, $status: ProgramStatus) {
    programs(where: { status: { eq: $status } }) { ...Rows }
  }
  fragment Rows on ProgramConnection { nodes { ...Row slug @include(if: $with) kind @skip(if: $with) } }
  fragment Row on Program { name core @include(if: $with) { name } }`;
  const withSlug = await fileOf(hub, query, { variables: { with: true, status: 'PAUSED' } });
  expect(csvCells(withSlug)).toEqual([
    ['name', 'core.name', 'slug'],
    ['Beta, "the second"', '', 'beta'],
  ]);
  const without = await fileOf(hub, query, { variables: { with: false, status: 'PAUSED' } });
  expect(csvCells(without)[0]).toEqual(['name', 'kind']);
});

test('the edges of a list are rows too, and their cursors go on where a file ends', async () => {
  const first = await fileOf(hub, '{ programs(first: 1) { edges { cursor node { name } } } }');
  const [row] = csvRows(first);
  expect(row).toEqual({ cursor: expect.any(String) as string, 'node.name': 'Alpha' });
  const query = 'query ($after: String) { programs(after: $after) { nodes { slug } } }';
  expect(csvRows(await fileOf(hub, query, { variables: { after: row?.['cursor'] } }))).toEqual([{ slug: 'beta' }]);
});

test('a list of texts is one cell, and a list of records is counted', async () => {
  const organizations = await fileOf(
    hub,
    '{ organizations(where: { name: { eq: "Zeta" } }) { nodes { __typename alternateNames programs { totalCount } } } }',
  );
  expect(csvRows(organizations)).toEqual([
    { __typename: 'Organization', alternateNames: 'Z; Zed; the last', 'programs.totalCount': '1' },
  ]);
});

test('what says where a page stands is left out, so the query of a page is also that of a file', async () => {
  const page =
    '{ programs { ...P nodes { name } } } fragment P on ProgramConnection { totalCount streamCursor pageInfo { endCursor } }';
  const file = await fileOf(hub, page);
  expect(csvRows(file)).toHaveLength(2);
  expect(file.statements).toEqual((await fileOf(hub, '{ programs { nodes { name } } }')).statements);
});

test('line breaks stay in their cell', async () => {
  const file = await fileOf(hub, '{ contacts { nodes { name } } }');
  expect(csvRows(file)).toEqual([{ name: 'Ada\nof two lines' }]);
  // In quotes, whatever a reader takes for the end of a line.
  expect(file.body.toString()).toBe('name\r\n"Ada\nof two lines"\r\n');
});

test('an empty list has its header, and first bounds a file', async () => {
  const none = '{ programs(where: { name: { eq: "nothing" } }) { nodes { name slug } } }';
  expect((await fileOf(hub, none)).body.toString()).toBe('name,slug\r\n');
  expect((await fileOf(hub, '{ programs(first: 0) { nodes { name } } }')).body.toString()).toBe('name\r\n');
  expect(csvRows(await fileOf(hub, '{ programs(first: 1) { nodes { name } } }'))).toEqual([{ name: 'Alpha' }]);
});

test.each(['{ core: { field: NAME }, direction: DESC }', '{ count: { organizations: {} } }'])(
  'a file is in the order %s as well, which no column of its rows has',
  async (step) => {
    const query = `{ programs(orderBy: [${step}]) { nodes { slug } } }`;
    const { data } = await hub.query<{ programs: { nodes: { slug: string }[] } }, never>(query);
    expect(csvRows(await fileOf(hub, query))).toEqual(data.programs.nodes);
    expect(data.programs.nodes.map(({ slug }) => slug)).toEqual(['beta', 'alpha']);
  },
);

test('NDJSON has each row as the answer of the query has it, lists included', async () => {
  const nodes = '{ name startedYear core { name } organizations { edges { role node { name } } } }';
  const { data } = await hub.query<{ programs: { nodes: unknown[] } }, never>(`{ programs { nodes ${nodes} } }`);
  const file = await fileOf(hub, `{ programs { nodes ${nodes} } }`, { accept: NDJSON });
  expect(ndjsonRows(file)).toEqual(data.programs.nodes);
  expect(file.headers.get('content-type')).toBe('application/x-ndjson; charset=utf-8');
  expect(file.headers.get('content-disposition')).toBe('attachment; filename="programs.ndjson"');
});

test('a GET, a known document and the conditions of the list are answered too', async () => {
  const url = new URL(`${hub.url}/graphql`);
  url.searchParams.set('query', LIST);
  const byGet = await fetch(url, { headers: { accept: 'text/csv' } });
  expect(await byGet.text()).toBe((await fileOf(hub, LIST)).body.toString());
  await hub.database.pool.query(`UPDATE program SET archived_at = now() WHERE slug = 'beta'`);
  const archived =
    '{ programs(includeArchived: true, orderBy: [{ field: NAME, direction: DESC }]) { nodes { slug } } }';
  expect(csvRows(await fileOf(hub, archived, { headers: editor }))).toEqual([{ slug: 'beta' }, { slug: 'alpha' }]);
  expect((await requestFile(hub, archived)).status).toBe(401);
  await hub.database.pool.query(`UPDATE program SET archived_at = NULL WHERE slug = 'beta'`);
});
