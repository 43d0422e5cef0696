import { randomUUID } from 'node:crypto';
import { makeContact, makeCore, makeOrganization, makeProgram } from '../support/factories';
import { startTestHub, type TestHub } from '../support/hub';
import { edit, logMade } from '../support/writer';

let hub: TestHub;
let editor: Record<string, string>;
let partner: Record<string, string>;
let program: string;

beforeAll(async () => {
  hub = await startTestHub();
  const { pool } = hub.database;
  [editor, partner] = [await hub.signIn('editor'), await hub.signIn('partner')];
  program = await makeProgram(pool, { name: 'First' });
  await logMade(pool, 'program', program);
  await edit(pool, 'program', program, { set: { name: 'Second' } });
  await edit(pool, 'program', program, { set: { name: 'Third' } });
});
afterAll(() => hub.close());

interface Named {
  readonly __typename: string;
  readonly id: string;
  readonly name?: string;
  readonly known?: string;
}

const NAMED = '__typename id ... on Program { name } ... on Organization { name } ... on Contact { known: name }';

async function node(id: string, headers = editor): Promise<{ node: Named | null; errors: unknown }> {
  const query = `query ($id: ID!) { node(id: $id) { ${NAMED} } }`;
  const { data, errors } = await hub.query<{ node: Named | null }, object>(query, { id }, headers);
  return { node: data.node, errors: errors?.map(({ message, extensions }) => `${extensions.code} ${message}`) };
}

async function nodes(ids: readonly string[], headers = editor) {
  const query = `query ($ids: [ID!]!) { nodes(ids: $ids) { ${NAMED} } }`;
  const { data, errors, statements } = await hub.query<{ nodes: (Named | null)[] } | null, object>(
    query,
    { ids },
    headers,
  );
  return { nodes: data?.nodes, errors: errors?.map(({ path, message }) => [path, message]), statements };
}

describe('node', () => {
  test('finds a record of any type', async () => {
    const organization = await makeOrganization(hub.database.pool, { name: 'Anchor' });
    expect((await node(program)).node).toEqual({ __typename: 'Program', id: program, name: 'Third' });
    expect((await node(organization.toUpperCase())).node).toEqual({
      __typename: 'Organization',
      id: organization,
      name: 'Anchor',
    });
  });

  test('has null for what is not there, and for what the viewer may not see', async () => {
    const { pool } = hub.database;
    const hidden = await makeContact(pool, { visibility: 'INTERNAL', name: 'Ada' });
    const archived = await makeProgram(pool, { archived_at: new Date() });
    const { rows } = await pool.query<{ id: string }>('SELECT id FROM change LIMIT 1');
    const change = String(rows[0]?.id);
    for (const id of [randomUUID(), hidden, archived, change])
      expect(await node(id, {})).toEqual({ node: null, errors: undefined });
    for (const id of [hidden, archived, change]) expect((await node(id)).node?.id).toBe(id);
    expect((await node(hidden, partner)).node).toBeNull();
  });

  test('leads from a merged record to the one that was kept', async () => {
    const { pool } = hub.database;
    const winner = await makeProgram(pool, { name: 'Winner' });
    const loser = await makeProgram(pool, { archived_at: new Date(), merged_into_id: winner });
    expect((await node(loser, {})).node).toEqual({ __typename: 'Program', id: winner, name: 'Winner' });
  });

  test.each([
    ['a past state by its id', 1, 'First'],
    ['the state before the last change', 2, 'Second'],
    ['the current state under the id of its version', 3, 'Third'],
  ])('reads %s', async (_what, version, name) => {
    const id = `${program}@${version}`;
    expect(await node(id, {})).toEqual({ node: { __typename: 'Program', id, name }, errors: undefined });
  });

  test.each(['0', '4', '99999999999', '1.5', '01'])('has no state of version %s', async (version) => {
    const { node: found } = await node(`${program}@${version}`);
    expect(found).toBeNull();
  });

  test('has no state of a change, whose version is that of its record', async () => {
    const { data } = await hub.query<{ changes: { nodes: { id: string }[] } }, object>(
      'query ($of: ID!) { changes(of: $of, first: 1) { nodes { id } } }',
      { of: program },
      editor,
    );
    const [change] = data.changes.nodes;
    expect((await node(String(change?.id))).node?.__typename).toBe('Change');
    expect(await node(`${change?.id}@1`)).toEqual({ node: null, errors: undefined });
  });

  test('shows no past state of what the viewer may not see now, or could not see then', async () => {
    const { pool } = hub.database;
    const contact = await makeContact(pool, { visibility: 'PUBLIC', name: 'Ada' });
    await logMade(pool, 'contact', contact);
    await edit(pool, 'contact', contact, { set: { visibility: 'INTERNAL' }, visibility: 'INTERNAL' });
    await edit(pool, 'contact', contact, { set: { visibility: 'PUBLIC' }, visibility: 'INTERNAL' });
    expect((await node(`${contact}@1`, {})).node?.known).toBe('Ada');
    expect((await node(`${contact}@2`, {})).node).toBeNull();
    expect((await node(`${contact}@2`)).node?.known).toBe('Ada');
    await edit(pool, 'contact', contact, { set: { visibility: 'INTERNAL' }, visibility: 'INTERNAL' });
    expect((await node(`${contact}@1`, {})).node).toBeNull();
  });

  test('says so where the log no longer has what a state is read from', async () => {
    const { pool } = hub.database;
    const old = await makeProgram(pool, { version: 5 });
    expect(await node(`${old}@4`)).toEqual({
      node: null,
      errors: [
        `BAD_USER_INPUT The log no longer has what changed since version 4 of the record ${old}; read it as it is now.`,
      ],
    });
    expect((await node(`${old}@5`)).node?.id).toBe(`${old}@5`);
  });

  test('says what an id must be, and that a preview is gone', async () => {
    expect(await node('secure')).toEqual({
      node: null,
      errors: ['BAD_USER_INPUT "secure" is not an id of this hub; give an `id` as the hub returned it.'],
    });
    const preview = `${program}@preview-0a1b`;
    expect((await node(preview)).errors).toEqual([
      `BAD_USER_INPUT "${preview}" is the id of what a dry run showed, which is gone; give "${program}" for the record as it is now.`,
    ]);
  });
});

describe('nodes', () => {
  test('answers in the order of the ids, null where there is none, and places what is wrong with one of them', async () => {
    const core = await makeCore(hub.database.pool);
    const ids = [core, randomUUID(), program, 'nonsense', `${program}@1`, program];
    const found = await nodes(ids);
    expect(found.nodes?.map((one) => one?.id ?? null)).toEqual([core, null, program, null, `${program}@1`, program]);
    expect(found.errors).toEqual([
      [['nodes', 3], '"nonsense" is not an id of this hub; give an `id` as the hub returned it.'],
    ]);
  });

  test('takes one statement for the types and one for the records of each, however many there are', async () => {
    const { pool } = hub.database;
    const programs = await Promise.all(Array.from({ length: 40 }, () => makeProgram(pool)));
    const contacts = await Promise.all(Array.from({ length: 40 }, () => makeContact(pool)));
    const found = await nodes([...programs, ...contacts]);
    expect(found.nodes?.filter((one) => one !== null)).toHaveLength(80);
    expect(found.statements).toHaveLength(3);
  });

  test('takes at most 100 ids', async () => {
    const found = await nodes(Array.from({ length: 101 }, () => program));
    expect(found.errors?.map(([, message]) => message)).toEqual(['nodes got 101 ids; give at most 100.']);
    expect((await nodes(Array.from({ length: 100 }, () => program))).errors).toBeUndefined();
  });
});

test.each([
  ['public', 'PUBLIC', null, ['READ']],
  ['analyst', 'ANALYST', expect.stringMatching(/^key:/), ['READ', 'ARCHIVED', 'HISTORY', 'AUTHORSHIP']],
] as const)('viewer says who a client is: %s', async (role, shown, principal: unknown, permissions) => {
  const headers = role === 'public' ? {} : await hub.signIn(role);
  const query = '{ viewer { role principal permissions expiresAt } }';
  const { data } = await hub.query<{ viewer: object }, object>(query, {}, headers);
  expect(data.viewer).toEqual({ role: shown, principal, permissions, expiresAt: null });
});
