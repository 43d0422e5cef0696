import { makeProgram } from '../support/factories';
import { startTestHub, type TestHub } from '../support/hub';
import { followUpdates } from '../support/updates';
import { moment } from '../support/writer';
import type { KeyRole } from '../../src/platform/access/viewer';

let hub: TestHub;
let headers: Record<KeyRole, Record<string, string>>;

beforeAll(async () => {
  hub = await startTestHub();
  const [analyst, partner, editor, admin] = await Promise.all(
    (['analyst', 'partner', 'editor', 'admin'] as const).map((role) => hub.signIn(role)),
  );
  headers = { analyst, partner, editor, admin } as typeof headers;
});
afterAll(() => hub.close());

let made = 0;

async function mutate(name: string, field: string, input: object): Promise<string> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input!`;
  const { data } = await hub.query<Record<string, Record<string, { id: string }>>, object>(
    `mutation ($input: ${type}) { ${name}(input: $input) { ${field} { id } errors { message } } }`,
    { input },
    headers.editor,
  );
  expect(data).toMatchObject({ [name]: { errors: [] } });
  return data[name]?.[field]?.id as string;
}

function contact(visibility: string): Promise<string> {
  made += 1;
  return mutate('createContact', 'contact', { name: `${visibility} ${made}`, kind: 'PERSON', visibility });
}

async function merged(from: string, into: string): Promise<[loser: string, winner: string]> {
  const [id, intoId] = [await contact(from), await contact(into)];
  await mutate('mergeContacts', 'contact', { id, intoId });
  return [id, intoId];
}

async function found(id: string, as: Record<string, string> = {}): Promise<unknown> {
  const { data } = await hub.query<{ contact: { id: string } | null; _entities: unknown[] }, object>(
    `query ($id: ID!, $of: [_Any!]!, $asOf: DateTime) { contact(id: $id) { id } past: contact(id: $id, asOf: $asOf) { id: recordId }
      _entities(representations: $of) { ... on Contact { id } } }`,
    { id, of: [{ __typename: 'Contact', id }], asOf: await moment(hub.database.pool) },
    as,
  );
  expect(data).toEqual({ contact: data.contact, past: data.contact, _entities: [data.contact] });
  return data.contact?.id;
}

test('the id of a hidden contact does not lead to the one that it was merged into', async () => {
  const [hidden, winner] = await merged('INTERNAL', 'PUBLIC');
  expect([await found(hidden), await found(hidden, headers.partner)]).toEqual([undefined, undefined]);
  expect(await found(hidden, headers.editor)).toBe(winner);
});

test('the id of a contact that could be seen leads to the one that it was merged into, though it is in the archive', async () => {
  const [loser, winner] = await merged('PUBLIC', 'PUBLIC');
  expect([await found(loser), await found(loser, headers.analyst)]).toEqual([winner, winner]);
});

test('those who may see the archive read a contact that was merged into a hidden one under its own id', async () => {
  const [loser, hidden] = await merged('PUBLIC', 'PARTNER');
  expect([await found(loser), await found(loser, headers.analyst)]).toEqual([undefined, loser]);
  expect([await found(loser, headers.partner), await found(loser, headers.editor)]).toEqual([hidden, hidden]);
});

test('the log of a merged contact does not show that it was merged into one that was hidden then, or is hidden now', async () => {
  const [first, hidden] = await merged('PUBLIC', 'PARTNER');
  const [second, winner] = await merged('PUBLIC', 'PUBLIC');
  const kinds = async (of: string, role: KeyRole) => {
    const { data } = await hub.query<{ changes: { nodes: { kind: string }[] } }, object>(
      'query ($of: ID!) { changes(of: $of) { nodes { kind changes { after } } } }',
      { of },
      headers[role],
    );
    expect(JSON.stringify(data).includes(hidden)).toBe(role === 'editor' && of === first);
    return data.changes.nodes.map(({ kind }) => kind);
  };
  expect(await kinds(first, 'analyst')).toEqual(['CREATED']);
  expect(await kinds(first, 'editor')).toEqual(['CREATED', 'MERGED']);
  expect(await kinds(second, 'analyst')).toEqual(['CREATED', 'MERGED']);
  await mutate('updateContact', 'contact', { id: winner, visibility: 'INTERNAL' });
  expect(await kinds(second, 'analyst')).toEqual(['CREATED']);
});

describe('a subscriber that follows the programs of a contact', () => {
  let program: string;

  async function followed(contactId: string, role: KeyRole): Promise<string[]> {
    const where = { contacts: { some: { id: { eq: contactId } } } };
    const { items } = await followUpdates(hub, where, headers[role]);
    return items.filter(({ programId }) => programId === program).map(({ kind }) => kind);
  }

  beforeEach(async () => {
    program = await makeProgram(hub.database.pool);
  });

  const rename = (name: string) => mutate('updateProgram', 'program', { id: program, name });
  const assign = (contactId: string) => mutate('assignContact', 'contactAssignment', { contactId, programId: program });

  test('does not learn that it was assigned while it was hidden', async () => {
    const id = await contact('INTERNAL');
    const assigned = await assign(id);
    await rename('While it was hidden');
    await mutate('unassignContact', 'contactAssignment', { id: assigned });
    await mutate('updateContact', 'contact', { id, visibility: 'PUBLIC' });
    expect(await followed(id, 'partner')).toEqual([]);
  });

  test('gets ENTERED when a program comes with a merge, and not before', async () => {
    const [id, intoId] = [await contact('PUBLIC'), await contact('PUBLIC')];
    await assign(id);
    await rename('Before the merge');
    await mutate('mergeContacts', 'contact', { id, intoId });
    await rename('After the merge');
    expect(await followed(intoId, 'partner')).toEqual(['ENTERED', 'UPDATED']);
    expect(await followed(intoId, 'editor')).toEqual(['ENTERED', 'CONTACT_UNASSIGNED', 'UPDATED']);
    expect(await followed(id, 'editor')).toEqual(['ENTERED', 'UPDATED', 'CONTACT_ASSIGNED', 'LEFT']);
  });

  test('sees an assignment that was made while it was hidden, and not since when', async () => {
    const id = await contact('INTERNAL');
    await rename('Before');
    await assign(id);
    await rename('After');
    await mutate('updateContact', 'contact', { id, visibility: 'PUBLIC' });
    // As if it had been there from the first, before as well as after.
    expect(await followed(id, 'partner')).toEqual(['UPDATED', 'UPDATED']);
    expect(await followed(id, 'editor')).toEqual(['ENTERED', 'UPDATED']);
  });
});
