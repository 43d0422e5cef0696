import { encodeLogCursor } from '../../src/platform/change-log/cursor';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { makeProgram } from '../support/factories';
import { startTestHub, type TestHub } from '../support/hub';
import { OURS } from '../support/locks';
import { until } from '../support/until';
import { logMade, number } from '../support/writer';

let hub: TestHub;
let replica: TestDatabase;
let epoch: string;

beforeEach(async () => {
  replica = await createTestDatabase();
  hub = await startTestHub({ env: { DATABASE_REPLICA_URLS: replica.url } });
  const { rows } = await hub.database.pool.query<{ epoch: string }>('SELECT epoch FROM change_head');
  epoch = String(rows[0]?.epoch);
  await replica.pool.query('UPDATE change_head SET epoch = $1', [epoch]);
});
afterEach(async () => {
  await hub.close();
  await replica.drop();
});

const cursor = (seq: bigint): string => encodeLogCursor({ epoch, seq });

/** What a replica that is behind gets when it catches up. */
async function catchUp(seq: number): Promise<void> {
  await makeProgram(replica.pool, { slug: `at-${seq}` });
  await replica.pool.query('UPDATE change_head SET seq = $1', [seq]);
}

async function write(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) {
    await logMade(hub.database.pool, 'program', await makeProgram(hub.database.pool));
  }
  await number(hub.database.pool);
}

const LIST = 'query ($c: Cursor) { programs(atLeast: $c) { nodes { slug } } }';

test('a read waits until its replica has come to the cursor', async () => {
  await write(2);
  let answered = false;
  const reading = hub.query(LIST, { c: cursor(2n) }).then((answer) => {
    answered = true;
    return answer;
  });
  await until('the hub has asked the replica', async () => {
    const { rowCount } = await replica.pool.query(
      `SELECT FROM pg_stat_activity WHERE ${OURS} AND query LIKE '%change_head%'`,
    );
    return rowCount;
  });
  expect(answered).toBe(false);
  await catchUp(2);
  expect((await reading).data).toEqual({ programs: { nodes: [{ slug: 'at-2' }] } });
});

test('single reads wait as well as lists', async () => {
  await write(1);
  await catchUp(1);
  const query = `query ($c: Cursor, $id: ID!) {
    organization(slug: "none", atLeast: $c) { id } core(slug: "none", atLeast: $c) { id } program(slug: "at-1", atLeast: $c) { slug }
    contact(id: $id, atLeast: $c) { id } organizations(atLeast: $c) { totalCount } cores(atLeast: $c) { totalCount } contacts(atLeast: $c) { totalCount } }`;
  const variables = { c: cursor(1n), id: '00000000-0000-4000-8000-000000000000' };
  const { data, errors } = await hub.query(query, variables);
  expect([errors, data]).toMatchObject([undefined, { program: { slug: 'at-1' } }]);
  expect((await hub.query(query, { ...variables, c: cursor(2n) })).errors?.[0]?.extensions.code).toBe(
    'CURSOR_IN_FUTURE',
  );
});

test('a replica that does not come to it in two seconds is not waited for any longer', async () => {
  await write(1);
  const { errors } = await hub.query(LIST, { c: cursor(1n) });
  expect(errors).toMatchObject([
    { message: expect.stringContaining('have not reached this cursor within 2 s'), extensions: { code: 'TIMEOUT' } },
  ]);
});

test('a cursor that the primary itself has not come to is refused at once', async () => {
  const { errors } = await hub.query(LIST, { c: cursor(1n) });
  expect(errors?.[0]?.extensions.code).toBe('CURSOR_IN_FUTURE');
});

test('a cursor of another log, or none at all, is refused', async () => {
  const other = encodeLogCursor({ epoch: '00000000-0000-4000-8000-000000000000', seq: 0n });
  expect((await hub.query(LIST, { c: other })).errors?.[0]?.extensions).toMatchObject({
    code: 'CURSOR_TOO_OLD',
    oldestCursor: cursor(0n),
  });
  expect((await hub.query(LIST, { c: 'nonsense' })).errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
});

test('an empty text is refused as a cursor, in every argument that takes one', async () => {
  const documents = [
    '{ program(slug: "none", atLeast: "") { id } }',
    '{ programs(atLeast: "") { totalCount } }',
    '{ programs(after: "") { nodes { id } } }',
    '{ programs(last: 1, before: "") { nodes { id } } }',
    '{ programUpdates(after: "") { items { programId } } }',
    '{ changes(of: "00000000-0000-4000-8000-000000000000", after: "") { nodes { id } } }',
  ];
  const editor = await hub.signIn('editor');
  const answers = await Promise.all(documents.map((document) => hub.query(document, {}, editor)));
  expect(answers.map(({ errors }) => errors?.map(({ extensions }) => extensions.code))).toEqual(
    documents.map(() => ['BAD_USER_INPUT']),
  );
});

test('what a page of updates shows of programs is not older than the page', async () => {
  await write(1);
  await replica.pool.query('DELETE FROM program');
  const editor = await hub.signIn('editor');
  const reading = hub.query<{ programUpdates: { items: { program: { slug: string } }[] } }, object>(
    '{ programUpdates { items { programId program { slug } } } }',
    {},
    editor,
  );
  const { rows } = await hub.database.pool.query<{ id: string }>('SELECT id FROM program');
  await makeProgram(replica.pool, { id: rows[0]?.id, slug: 'replicated' });
  await replica.pool.query('UPDATE change_head SET seq = 1');
  expect((await reading).data.programUpdates.items[0]?.program.slug).toBe('replicated');
});

test('without a cursor there is no further statement', async () => {
  expect((await hub.query('{ programs { totalCount } }')).statements).toHaveLength(1);
});
