import { makeProgram } from '../support/factories';
import { startTestHub, type TestHub } from '../support/hub';
import { CSV, fileOf, NDJSON, refusalOf, requestFile, XLSX } from './file-client';

let hub: TestHub;
beforeAll(async () => {
  hub = await startTestHub();
  await makeProgram(hub.database.pool, { name: 'Alpha' });
});
afterAll(() => hub.close());

describe('what is no file is refused, with what to do instead', () => {
  test.each([
    [
      'two lists',
      '{ programs { nodes { name } } cores { nodes { name } } }',
      /exactly one root field.* selects 2 root/,
    ],
    ['one record', '{ program(slug: "alpha") { name } }', /let it be a list.*program is none/],
    ['a list that is no connection', '{ search(query: "alpha") { name } }', /search is none/],
    ['groups', '{ programs { all: groups(by: [KIND]) { count } nodes { name } } }', /leave out all/],
    ['two kinds of rows', '{ programs { nodes { name } edges { cursor } } }', /select one of the two, once/],
    ['no rows', '{ programs { __typename } }', /select one of the two/],
    ['the end of a list', '{ programs(last: 5) { nodes { name } } }', /give first instead of last/],
    ['less than nothing', '{ programs(first: -1) { nodes { name } } }', /give 0 or more/],
    [
      'a list in a cell',
      '{ programs { nodes { orgs: organizations { nodes { name } } } } }',
      /"orgs.nodes" is a list.*x-ndjson/,
    ],
    ['no columns', 'query ($no: Boolean = false) { programs { nodes { name @include(if: $no) } } }', /no columns/],
    ['a subscription', 'subscription { programUpdates { cursor } }', /Subscriptions need a stream/],
    ['a wrong cursor', '{ programs(after: "x") { nodes { name } } }', /after is not a cursor/],
    ['a wrong variable', 'query ($n: Int!) { programs(first: $n) { nodes { name } } }', /"\$n"/],
  ])('%s', async (_name, query, message) => {
    const file = await fileOf(hub, query);
    expect([file.status, refusalOf(file).message]).toEqual([400, expect.stringMatching(message)]);
    expect(file.headers.get('content-type')).toBe('application/graphql-response+json; charset=utf-8');
    expect(file.headers.get('content-disposition')).toBeNull();
  });

  test('a mutation, which does not run', async () => {
    const query = 'mutation { createProgram(input: { name: "B", kind: STUDY }) { program { id } } }';
    const file = await fileOf(hub, query, { headers: await hub.signIn('editor') });
    expect(refusalOf(file).message).toMatch(/Only a query can be answered as a file/);
    expect((await hub.query('{ programs { totalCount } }')).data).toEqual({ programs: { totalCount: 1 } });
  });

  test('a file that would be too long, before its first row', async () => {
    const tooMany = await fileOf(hub, '{ programs(first: 10001) { nodes { name } } }');
    expect(refusalOf(tooMany)).toMatchObject({ code: 'QUERY_TOO_COSTLY', message: expect.stringMatching(/10,000/) });
    await hub.database.pool.query(
      `INSERT INTO program (id, slug, name, kind, status)
       SELECT gen_random_uuid(), 'many-' || n, 'Many ' || n, 'STUDY', 'ACTIVE' FROM generate_series(1, 10000) n`,
    );
    const all = await fileOf(hub, '{ programs { nodes { name } } }');
    expect([all.status, refusalOf(all).message]).toEqual([
      400,
      expect.stringMatching(/narrow it with where, or give first: 10000/),
    ]);
    expect((await fileOf(hub, '{ programs(first: 10000) { nodes { name } } }')).status).toBe(200);
    expect(
      (await fileOf(hub, '{ programs { nodes { name } } }', { headers: await hub.signIn('analyst') })).status,
    ).toBe(200);
  });

  test('whoever may not read a field, without a row', async () => {
    const file = await fileOf(hub, '{ programs(first: 5) { nodes { name assuredBy } } }');
    expect([file.status, refusalOf(file).code]).toEqual([401, 'UNAUTHENTICATED']);
  });

  test('a credential that is not accepted', async () => {
    const headers = { authorization: 'Bearer hub_wrong_key' };
    expect((await requestFile(hub, '{ programs { nodes { name } } }', { headers })).status).toBe(401);
  });
});

describe('Accept decides between a file and an answer', () => {
  const ANSWER = /^application\/(json|graphql-response\+json)/;
  test.each([
    [CSV, /^text\/csv/],
    ['TEXT/CSV; charset=utf-8', /^text\/csv/],
    [`${CSV}, */*`, /^text\/csv/],
    [`${CSV};q=0.5, */*;q=0.1`, /^text\/csv/],
    [`${NDJSON}, ${CSV}`, /ndjson/],
    [`${CSV};q=0.3, ${NDJSON};q=0.6`, /ndjson/],
    [XLSX, /spreadsheetml/],
    ['*/*', ANSWER],
    ['text/*, application/json;q=0.1', ANSWER],
    [`application/json, ${CSV};q=0.9`, ANSWER],
    [`application/json, ${CSV}`, ANSWER],
    [`${CSV};q=0, application/json`, ANSWER],
  ])('%s', async (accept, type) => {
    const response = await requestFile(hub, '{ programs(first: 1) { nodes { name } } }', { accept });
    await response.arrayBuffer();
    expect([response.status, response.headers.get('content-type')]).toEqual([200, expect.stringMatching(type)]);
  });

  test('what nobody can write is answered as before', async () => {
    const accept = 'text/csv;q=0';
    expect((await requestFile(hub, '{ programs { nodes { name } } }', { accept })).status).toBe(406);
  });
});
