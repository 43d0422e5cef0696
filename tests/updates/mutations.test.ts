import { makeContact, makeOrganization } from '../support/factories';
import { startTestHub, type TestHub } from '../support/hub';
import { followUpdates } from '../support/updates';
import { moment } from '../support/writer';

let hub: TestHub;
let editor: Record<string, string>;

beforeEach(async () => {
  hub = await startTestHub();
  editor = await hub.signIn('editor');
});
afterEach(() => hub.close());

interface Payload {
  cursor: string;
  errors: { message: string }[];
  program?: { id: string };
}

/** Runs a mutation that is to succeed. */
async function mutate(name: string, input: object, selection = ''): Promise<Payload> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const { data, errors } = await hub.query<Record<string, Payload>, object>(
    `mutation ($input: ${type}!) { ${name}(input: $input) { cursor errors { message } ${selection} } }`,
    { input },
    editor,
  );
  expect([errors, data[name]?.errors]).toEqual([undefined, []]);
  return data[name] as Payload;
}

async function createProgram(input: object = {}): Promise<string> {
  const made = await mutate(
    'createProgram',
    { slug: 'one', name: 'One', kind: 'STUDY', status: 'ACTIVE', ...input },
    'program { id }',
  );
  return String(made.program?.id);
}

async function watched(where: object, after?: string): Promise<string[]> {
  const { items } = await followUpdates(hub, where, editor, after);
  return items.map(({ kind, version }) => `${version} ${kind}`);
}

test('the cursor of a mutation works for reads with atLeast and for following the log', async () => {
  const id = await createProgram();
  const { cursor } = await mutate('updateProgram', { id, name: 'Two' });
  const { data } = await hub.query('query ($c: Cursor, $id: ID) { program(id: $id, atLeast: $c) { name } }', {
    c: cursor,
    id,
  });
  expect(data).toEqual({ program: { name: 'Two' } });
  expect(await watched({}, cursor)).toEqual([]);
  await mutate('updateProgram', { id, status: 'PAUSED' });
  expect(await watched({}, cursor)).toEqual(['3 STATUS_CHANGED']);
});

test('a role that is given, removed and given again makes a program enter, leave and enter', async () => {
  const organizationId = await makeOrganization(hub.database.pool, { slug: 'mine' });
  const programId = await createProgram();
  const link = { organizationId, programId, role: 'HOST' };
  await mutate('assignOrganizationRole', link);
  await mutate('assignOrganizationRole', { ...link, note: 'Changed' });
  await mutate('removeOrganizationRole', link);
  await mutate('updateProgram', { id: programId, name: 'Unwatched' });
  await mutate('assignOrganizationRole', link);
  const where = { organizations: { some: { slug: { eq: 'mine' } } } };
  expect(await watched(where)).toEqual(['2 ENTERED', '3 ROLE_ASSIGNED', '4 LEFT', '6 ENTERED']);
});

test('a merge that moves roles and contacts lets a program leave one and enter the other', async () => {
  const { pool } = hub.database;
  const loser = await makeOrganization(pool, { slug: 'loser', type: 'HOSPITAL' });
  const winner = await makeOrganization(pool, { slug: 'winner', type: 'UNIVERSITY' });
  const programId = await createProgram();
  await mutate('assignOrganizationRole', { organizationId: loser, programId, role: 'HOST' });
  const start = await moment(pool);
  const university = { organizations: { some: { type: { eq: 'UNIVERSITY' } } } };
  expect(await watched(university)).toEqual([]);
  await mutate('mergeOrganizations', { id: loser, intoId: winner });
  expect(await watched(university)).toEqual(['3 ENTERED', '4 ROLE_REMOVED']);
  await mutate('removeOrganizationRole', { organizationId: winner, programId, role: 'HOST' });
  expect(await watched(university)).toEqual(['3 ENTERED', '4 ROLE_REMOVED', '5 LEFT']);
  const query = 'query ($id: ID, $from: DateTime!) { program(id: $id) { diff(from: $from) { field before after } } }';
  const { data } = await hub.query<{ program: { diff: object[] } }, object>(
    query,
    { id: programId, from: start },
    editor,
  );
  expect(data.program.diff).toMatchObject([
    { field: 'organizations', before: { organizationId: loser, role: 'HOST' }, after: null },
  ]);
});

test('a contact that is assigned and taken away makes a program enter and leave', async () => {
  const contactId = await makeContact(hub.database.pool, { name: 'Ada' });
  const programId = await createProgram();
  await mutate('assignContact', { contactId, programId, isPrimary: true });
  await mutate('unassignContact', { contactId, programId });
  const where = { contacts: { some: { name: { eq: 'Ada' } } } };
  expect(await watched(where)).toEqual(['2 ENTERED', '3 LEFT']);
});

test('a link between two programs, and its end, are in the histories of both', async () => {
  const programId = await createProgram();
  const relatedProgramId = await createProgram({ slug: 'two', name: 'Two' });
  await mutate('relatePrograms', { programId, relatedProgramId, type: 'PART_OF' });
  await mutate('unrelatePrograms', { programId, relatedProgramId, type: 'PART_OF' });
  const to = (slug: string, direction: string) => ({ relatedPrograms: { some: { slug: { eq: slug } }, direction } });
  expect(await watched(to('two', 'OUTGOING'))).toEqual(['2 ENTERED', '3 LEFT']);
  expect(await watched(to('one', 'INCOMING'))).toEqual(['2 ENTERED', '3 LEFT']);
  expect(await watched(to('two', 'INCOMING'))).toEqual([]);
});

test('every state that mutations made can be read again', async () => {
  const { pool } = hub.database;
  const id = await createProgram({ alternateNames: ['A'], supportMaxAmount: 12.5, supportCurrency: 'USD' });
  const fields = 'version updatedAt name alternateNames status url startedYear supportMaxAmount archivedAt assuredAt';
  const state = async (asOf?: Date): Promise<unknown> =>
    (
      await hub.query(
        `query ($id: ID, $asOf: DateTime) { program(id: $id, asOf: $asOf) { ${fields} } }`,
        { id, asOf },
        editor,
      )
    ).data;
  const recorded: [Date, unknown][] = [];
  const steps: [string, object][] = [
    ['updateProgram', { id, name: 'Renamed', alternateNames: [], startedYear: 2001 }],
    ['updateProgram', { id, supportMaxAmount: null, supportCurrency: null, url: 'https://example.org/a' }],
    ['assureRecord', { id }],
    ['archiveProgram', { id }],
    ['restoreProgram', { id }],
  ];
  recorded.push([await moment(pool), await state()]);
  for (const [name, input] of steps) {
    await mutate(name, input);
    recorded.push([await moment(pool), await state()]);
  }
  for (const [then, was] of recorded) expect(await state(then)).toEqual(was);
});
