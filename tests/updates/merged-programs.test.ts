import type { KeyRole } from '../../src/platform/access/viewer';
import { startTestHub, type TestHub } from '../support/hub';
import { followUpdates, type Update } from '../support/updates';
import { number } from '../support/writer';

let hub: TestHub;
let headers: Record<'partner' | 'editor', Record<string, string>>;
let made = 0;

beforeAll(async () => {
  hub = await startTestHub();
  headers = { partner: await hub.signIn('partner'), editor: await hub.signIn('editor') };
});
afterAll(() => hub.close());

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

function make(type: 'program' | 'organization' | 'contact', values: object = {}): Promise<string> {
  made += 1;
  const kinds = { program: { kind: 'INITIATIVE' }, organization: { type: 'COMMUNITY' }, contact: { kind: 'PERSON' } };
  const name = `create${type.charAt(0).toUpperCase()}${type.slice(1)}`;
  return mutate(name, type, { name: `Made ${made}`, ...kinds[type], ...values });
}

const lead = (organizationId: string, programId: string) =>
  mutate('assignOrganizationRole', 'organizationRole', { organizationId, programId, role: 'LEAD' });
const rename = (id: string) => mutate('updateProgram', 'program', { id, name: `Named ${(made += 1)}` });

async function page(where: object, role: KeyRole = 'partner', after?: string): ReturnType<typeof followUpdates> {
  await number(hub.database.pool);
  return followUpdates(hub, where, headers[role as 'partner'], after);
}

const kindsOf = ({ items }: { items: Update[] }) => items.map(({ kind, version }) => [kind, version]);
const of = (id: string) => ({ organizations: { some: { id: { eq: id } } } });

describe('a subscriber that follows the programs of an organization', () => {
  test('gets LEFT of a program that was merged away, although it cannot read it any more', async () => {
    const [organization, loser, winner] = [await make('organization'), await make('program'), await make('program')];
    await lead(organization, loser);
    await lead(organization, winner);
    const { cursor, items } = await page(of(organization));
    expect(items.map(({ kind, programId }) => [kind, programId])).toEqual([
      ['ENTERED', loser],
      ['ENTERED', winner],
    ]);
    await mutate('mergePrograms', 'program', { id: loser, intoId: winner });
    expect((await page(of(organization), 'partner', cursor)).items).toMatchObject([
      { kind: 'LEFT', programId: loser, version: 4 },
    ]);
    expect((await page(of(organization), 'editor')).items).toMatchObject([
      { kind: 'ENTERED', programId: loser, version: 2 },
      { kind: 'ENTERED', programId: winner, version: 2 },
      { kind: 'LEFT', programId: loser, version: 3 },
    ]);
  });

  test('gets LEFT once of a program that was merged, even if it is merged again', async () => {
    const organization = await make('organization');
    const [first, second, last] = [await make('program'), await make('program'), await make('program')];
    await lead(organization, first);
    await mutate('mergePrograms', 'program', { id: first, intoId: second });
    await mutate('mergePrograms', 'program', { id: second, intoId: last });
    const found = await page(of(organization));
    expect(found.items.map(({ kind, programId }) => [kind, programId]).sort()).toEqual(
      [
        ['LEFT', first],
        ['LEFT', second],
        ['ENTERED', last],
      ].sort(),
    );
  });

  test('gets LEFT of a program that ceased to match and was archived between two reads', async () => {
    const [organization, program] = [await make('organization'), await make('program')];
    const role = await lead(organization, program);
    const { cursor } = await page(of(organization));
    await mutate('removeOrganizationRole', 'organizationRole', { id: role });
    await mutate('archiveProgram', 'program', { id: program });
    expect(kindsOf(await page(of(organization), 'partner', cursor))).toEqual([['LEFT', 4]]);
  });

  test('gets LEFT at the organization that was merged away, and ENTERED at the one that stays', async () => {
    const [loser, winner, program] = [await make('organization'), await make('organization'), await make('program')];
    await lead(loser, program);
    await mutate('mergeOrganizations', 'organization', { id: loser, intoId: winner });
    await rename(program);
    for (const role of ['partner', 'editor'] as const) {
      const kinds = (await page(of(loser), role)).items.map(({ kind }) => kind);
      // The new role comes before the old one goes.
      expect(kinds.filter((kind) => kind !== 'ROLE_ASSIGNED')).toEqual(['ENTERED', 'LEFT']);
      expect(kindsOf(await page(of(winner), role))).toEqual([
        ['ENTERED', 3],
        ['ROLE_REMOVED', 4],
        ['UPDATED', 5],
      ]);
    }
  });

  test('of two organizations gets neither LEFT nor ENTERED when one is merged into the other', async () => {
    const [loser, winner, program] = [await make('organization'), await make('organization'), await make('program')];
    await lead(loser, program);
    await mutate('mergeOrganizations', 'organization', { id: loser, intoId: winner });
    const where = { organizations: { some: { id: { in: [loser, winner] } } } };
    for (const role of ['partner', 'editor'] as const) {
      expect(kindsOf(await page(where, role))).toEqual([
        ['ENTERED', 2],
        ['ROLE_ASSIGNED', 3],
        ['ROLE_REMOVED', 4],
      ]);
    }
  });

  test('gets the same past, whether the organization is archived or restored', async () => {
    const [organization, program] = [await make('organization'), await make('program')];
    const role = await lead(organization, program);
    await mutate('removeOrganizationRole', 'organizationRole', { id: role });
    const before = [await page(of(organization)), await page(of(organization), 'editor')];
    expect(kindsOf(before[0] as Awaited<ReturnType<typeof followUpdates>>)).toEqual([
      ['ENTERED', 2],
      ['LEFT', 3],
    ]);
    for (const verb of ['archive', 'restore']) {
      await mutate(`${verb}Organization`, 'organization', { id: organization });
      const after = [await page(of(organization)), await page(of(organization), 'editor')];
      expect(after.map(({ items }) => items)).toEqual(before.map(({ items }) => items));
    }
  });
});

test('a program that begins to match by a hidden change is ENTERED with its next visible change; LEFT works the same', async () => {
  const [program, contactId] = [await make('program'), await make('contact', { visibility: 'INTERNAL' })];
  const assigned = await mutate('assignContact', 'contactAssignment', { contactId, programId: program });
  await rename(program);
  await mutate('unassignContact', 'contactAssignment', { id: assigned });
  await rename(program);
  const where = { id: { eq: program }, version: { gte: 2, lte: 3 } };
  expect(kindsOf(await page(where, 'editor'))).toEqual([
    ['ENTERED', 2],
    ['UPDATED', 3],
    ['LEFT', 4],
  ]);
  expect(kindsOf(await page(where))).toEqual([
    ['ENTERED', 3],
    ['LEFT', 5],
  ]);
});

test('in the log of a program, those who may read it see the contact that replaced a hidden one', async () => {
  const [hidden, winner] = [
    await make('contact', { visibility: 'INTERNAL' }),
    await make('contact', { visibility: 'PUBLIC' }),
  ];
  const program = await make('program');
  await mutate('assignContact', 'contactAssignment', { contactId: hidden, programId: program });
  await mutate('mergeContacts', 'contact', { id: hidden, intoId: winner });
  const found = await page({ id: { eq: program } });
  expect(kindsOf(found)).toEqual([
    ['ENTERED', 1],
    ['CONTACT_ASSIGNED', 3],
  ]);
  expect(found.items[1]?.changes).toMatchObject([{ after: { contactId: winner } }]);
  expect(JSON.stringify(found)).not.toContain(hidden);
});

describe('a subscriber that follows the programs of a term', () => {
  const tagged = (id: string) => ({ terms: { some: { id: { eq: id } } } });
  let loser: string;
  let winner: string;
  let program: string;

  beforeEach(async () => {
    const taxonomyId = await mutate('createTaxonomy', 'taxonomy', { name: `Made ${(made += 1)}` });
    const term = (code: string) => mutate('createTerm', 'term', { taxonomyId, code, name: code });
    [loser, winner, program] = [await term('loser'), await term('winner'), await make('program')];
    await mutate('tagRecord', 'attribute', { termId: loser, programId: program });
  });

  test('gets LEFT at the term that was merged away, and ENTERED at the one that stays', async () => {
    await mutate('mergeTerms', 'term', { id: loser, intoId: winner });
    await rename(program);
    for (const role of ['partner', 'editor'] as const) {
      const kinds = (await page(tagged(loser), role)).items.map(({ kind }) => kind);
      // The new tag comes before the old one goes.
      expect(kinds.filter((kind) => kind !== 'TAGGED')).toEqual(['ENTERED', 'LEFT']);
      expect(kindsOf(await page(tagged(winner), role))).toEqual([
        ['ENTERED', 3],
        ['UNTAGGED', 4],
        ['UPDATED', 5],
      ]);
    }
  });

  test('gets nothing when the term is renamed', async () => {
    const { cursor } = await page(tagged(loser));
    await mutate('updateTerm', 'term', { id: loser, name: 'Renamed', code: 'renamed' });
    expect((await page(tagged(loser), 'partner', cursor)).items).toEqual([]);
  });
});
