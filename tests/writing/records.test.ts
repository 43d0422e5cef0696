import { makeContact, makeCore, makeOrganization, makeProgram } from '../support/factories';
import { editor, hub } from './edited-hub';
import { countChanges, faultsOf } from './mutate';

interface Made {
  readonly record: Record<string, unknown> & { readonly id: string };
}

async function made(name: string, input: object, selection: string): Promise<Made['record']> {
  const { record, errors } = await editor.do<Made>(name, input, `record: ${selection}`);
  expect(errors).toEqual([]);
  return record;
}

describe('a new record', () => {
  test('of each type has what was given, and what follows from it', async () => {
    const organization = await made(
      'createOrganization',
      { name: ' The Corner Store ', type: 'COMMUNITY', alternateNames: [' TCS '], foundedYear: 1999 },
      'organization { id slug name type alternateNames foundedYear description version archivedAt }',
    );
    expect(organization).toEqual({
      id: expect.any(String) as string,
      slug: 'the-corner-store',
      name: 'The Corner Store',
      type: 'COMMUNITY',
      alternateNames: ['TCS'],
      foundedYear: 1999,
      description: null,
      version: 1,
      archivedAt: null,
    });
    const core = await made(
      'createCore',
      { name: 'Care', organizationSlug: 'the-corner-store', position: 2 },
      'core { id slug position organization { slug } }',
    );
    expect(core).toMatchObject({ slug: 'care', position: 2, organization: { slug: 'the-corner-store' } });
    const program = await made(
      'createProgram',
      { name: 'Über Été', kind: 'STUDY', coreId: core.id, supportMaxAmount: 8000000000.01, supportCurrency: 'USD' },
      'program { slug status core { slug } supportMaxAmount supportCurrency }',
    );
    expect(program).toEqual({
      slug: 'uber-ete',
      status: 'ACTIVE',
      core: { slug: 'care' },
      supportMaxAmount: '8000000000.01',
      supportCurrency: 'USD',
    });
    const contact = await made(
      'createContact',
      { email: 'a@b.org', kind: 'MAILBOX' },
      'contact { name visibility email }',
    );
    expect(contact).toEqual({ name: null, visibility: 'INTERNAL', email: 'a@b.org' });
  });

  test('is refused with every fault at once, each with its path', async () => {
    const answer = await editor.do(
      'createProgram',
      {
        name: '  ',
        kind: 'STUDY',
        slug: 'Not A Slug',
        alternateNames: ['ok', 'x'.repeat(301)],
        description: 'x'.repeat(5_001),
        url: 'ftp://example.org',
        startedYear: 3000,
        supportMaxAmount: 1.005,
        supportCurrency: 'usd',
        coreSlug: 'nowhere',
        status: null,
      },
      'program { id }',
    );
    expect(faultsOf(answer).sort()).toEqual([
      'INVALID alternateNames.1',
      'INVALID description',
      'INVALID name',
      'INVALID slug',
      'INVALID startedYear',
      'INVALID status',
      'INVALID supportCurrency',
      'INVALID supportMaxAmount',
      'INVALID url',
      'NOT_FOUND coreSlug',
    ]);
    expect(answer).toMatchObject({ program: null, cursor: null, dryRun: false });
  });

  test('whose name makes no slug needs one that is given', async () => {
    const input = { name: 'مرحبا بكم', kind: 'STUDY' };
    expect(faultsOf(await editor.do('createProgram', input))).toEqual(['INVALID slug']);
    const program = await made('createProgram', { ...input, slug: 'welcome' }, 'program { name }');
    expect(program).toEqual({ name: 'مرحبا بكم' });
  });

  test.each([
    ['emoji', '👩🏽‍⚕️ Care', 'emoji'],
    ['both directions', 'Care ‏שלום', 'directions'],
    ['quotes and signs', `O'Brien "x" \\ $1; DROP TABLE program; --`, 'signs'],
  ])('takes a name with %s as it is', async (_what, name, slug) => {
    expect(await made('createProgram', { name, kind: 'STUDY', slug }, 'program { name }')).toEqual({ name });
  });

  test.each([
    ['a NUL', 'a\u0000b'],
    ['half a surrogate pair', 'a\ud800b'],
    ['a line break', 'a\nb'],
    ['301 characters', 'x'.repeat(301)],
  ])('is refused for a name with %s', async (_what, name) => {
    expect(faultsOf(await editor.do('createProgram', { name, kind: 'STUDY', slug: 'refused' }))).toEqual([
      'INVALID name',
    ]);
  });

  test('may have lines in its description', async () => {
    const program = await made(
      'createProgram',
      { name: 'Lines', kind: 'STUDY', description: ' a\nb ' },
      'program { description }',
    );
    expect(program).toEqual({ description: 'a\nb' });
  });
});

describe('an update', () => {
  let id: string;
  const update = (input: object, selection = '') => editor.do<Made>('updateProgram', { id, ...input }, selection);

  beforeEach(async () => {
    id = await makeProgram(hub.database.pool, { description: 'Before', url: 'https://example.org/' });
  });

  test('changes what is given, clears what is null, and leaves the rest', async () => {
    const { record } = await update(
      { name: ' After ', description: null },
      'record: program { id name description url version }',
    );
    expect(record).toEqual({ id, name: 'After', description: null, url: 'https://example.org/', version: 2 });
  });

  test('that differs in nothing raises no version and leaves no change', async () => {
    const before = await countChanges(hub);
    const { record, errors, cursor } = await update({ description: ' Before ' }, 'record: program { version }');
    expect({ record, errors, cursor }).toEqual({ record: { version: 1 }, errors: [], cursor: null });
    expect(await countChanges(hub)).toBe(before);
  });

  test('cannot clear what a record needs', async () => {
    expect(faultsOf(await update({ name: null, kind: null, slug: null, alternateNames: null }))).toEqual([
      'INVALID slug',
      'INVALID name',
      'INVALID alternateNames',
      'INVALID kind',
    ]);
  });

  test('of another version than was read is refused with the current version and all other faults', async () => {
    await update({ name: 'Once' });
    const answer = await update({ expectedVersion: 1, startedYear: 1 });
    expect(faultsOf(answer)).toEqual(['CONFLICT expectedVersion', 'INVALID startedYear']);
    expect(answer.errors[0]).toMatchObject({ __typename: 'VersionConflict', currentVersion: 2 });
    expect(faultsOf(await update({ expectedVersion: 2, name: 'Twice' }))).toEqual([]);
  });

  test.each([
    ['an amount alone', { supportMaxAmount: 5 }, ['INVALID supportCurrency']],
    ['a currency alone', { supportCurrency: 'USD' }, ['INVALID supportMaxAmount']],
    ['a faulty amount', { supportMaxAmount: -5, supportCurrency: 'USD' }, ['INVALID supportMaxAmount']],
    ['a faulty currency', { supportMaxAmount: 5, supportCurrency: 'dollars' }, ['INVALID supportCurrency']],
    ['too many decimals', { supportMaxAmount: 0.001, supportCurrency: 'USD' }, ['INVALID supportMaxAmount']],
    ['too much', { supportMaxAmount: 1e10, supportCurrency: 'USD' }, ['INVALID supportMaxAmount']],
    ['the most there is', { supportMaxAmount: 9999999999.99, supportCurrency: 'USD' }, []],
  ])('with %s', async (_what, input, faults) => {
    expect(faultsOf(await update(input))).toEqual(faults);
  });

  test('that clears one half of the support is refused', async () => {
    await update({ supportMaxAmount: 5, supportCurrency: 'USD' });
    expect(faultsOf(await update({ supportCurrency: null }))).toEqual(['INVALID supportCurrency']);
    expect(faultsOf(await update({ supportCurrency: null, supportMaxAmount: null }))).toEqual([]);
  });

  test('of an archived or merged record, or of one of another type, is refused', async () => {
    const { pool } = hub.database;
    const archived = await makeProgram(pool, { archived_at: '2024-01-01' });
    const merged = await makeProgram(pool, { archived_at: '2024-01-01', merged_into_id: id });
    const other = await makeCore(pool);
    expect(faultsOf(await update({ id: archived, name: 'x' }))).toEqual(['CONFLICT id']);
    expect((await update({ id: merged, name: 'x' })).errors[0]?.message).toContain(id);
    for (const unknown of [other, 'nonsense', `${id}\u0000`, "' OR 1=1 --", '']) {
      expect(faultsOf(await update({ id: unknown, name: 'x' }))).toEqual(['NOT_FOUND id']);
    }
  });

  test('takes an id in capitals', async () => {
    expect(faultsOf(await update({ id: id.toUpperCase(), name: 'Capitals' }))).toEqual([]);
  });

  test.each(['version', 'createdAt', 'updatedAt', 'archivedAt', 'mergedIntoId', 'assuredAt', 'assuredBy'])(
    'can not set %s: the schema has no such field',
    async (field) => {
      const input = { id, [field]: '1' };
      const { payload, errors } = await editor.send('updateProgram', input);
      expect(payload).toBeUndefined();
      expect(errors.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
    },
  );
});

describe('a reference', () => {
  test('is given by id or by slug, and null clears it', async () => {
    const { pool } = hub.database;
    const core = await makeCore(pool, { slug: 'by-slug' });
    const id = await makeProgram(pool);
    const set = async (input: object) =>
      (await editor.do<Made>('updateProgram', { id, ...input }, 'record: program { core { id } }')).record;
    expect(await set({ coreId: core.toUpperCase() })).toEqual({ core: { id: core } });
    expect(await set({ coreId: null })).toEqual({ core: null });
    expect(await set({ coreSlug: 'by-slug' })).toEqual({ core: { id: core } });
    expect(await set({ name: 'Other' })).toEqual({ core: { id: core } });
    expect(await set({ coreSlug: null })).toEqual({ core: null });
  });

  test('that is given twice, unknown, of another type, archived or not printable is refused', async () => {
    const { pool } = hub.database;
    const id = await makeProgram(pool);
    const core = await makeCore(pool, { slug: 'given-twice' });
    const archived = await makeCore(pool, { archived_at: '2024-01-01' });
    const faults = async (input: object) => faultsOf(await editor.do('updateProgram', { id, ...input }));
    expect(await faults({ coreId: core, coreSlug: 'given-twice' })).toEqual(['INVALID coreSlug']);
    expect(await faults({ coreId: id })).toEqual(['NOT_FOUND coreId']);
    expect(await faults({ coreId: 'nonsense' })).toEqual(['NOT_FOUND coreId']);
    expect(await faults({ coreSlug: 'nonsense' })).toEqual(['NOT_FOUND coreSlug']);
    expect(await faults({ coreSlug: 'a\u0000b' })).toEqual(['NOT_FOUND coreSlug']);
    expect(await faults({ coreSlug: '\udc00' })).toEqual(['NOT_FOUND coreSlug']);
    expect(await faults({ coreId: archived })).toEqual(['CONFLICT coreId']);
  });

  test('to a merged record leads to the one that it was merged into', async () => {
    const { pool } = hub.database;
    const winner = await makeOrganization(pool);
    const merged = { archived_at: '2024-01-01', merged_into_id: winner };
    const loser = await makeOrganization(pool, { slug: 'loser', ...merged });
    for (const given of [{ organizationId: loser }, { organizationSlug: 'loser' }]) {
      const name = `Under ${Object.keys(given).join()}`;
      const core = await made('createCore', { name, ...given }, 'core { organization { id } }');
      expect(core).toEqual({ organization: { id: winner } });
    }
  });

  test('that a record needs must be given and cannot be cleared', async () => {
    expect(faultsOf(await editor.do('createCore', { name: 'No owner' }))).toEqual(['INVALID organizationId']);
    const id = await makeCore(hub.database.pool);
    expect(faultsOf(await editor.do('updateCore', { id, organizationSlug: null }))).toEqual([
      'INVALID organizationSlug',
    ]);
  });
});

describe('what only one record may have', () => {
  test('is a slug, even that of an archived record', async () => {
    await makeProgram(hub.database.pool, { slug: 'taken', archived_at: '2024-01-01' });
    const create = (input: object) => editor.do('createProgram', { kind: 'STUDY', ...input });
    expect(faultsOf(await create({ name: 'Taken' }))).toEqual(['ALREADY_EXISTS slug']);
    expect(faultsOf(await create({ name: 'Free', slug: 'taken' }))).toEqual(['ALREADY_EXISTS slug']);
    const id = await makeProgram(hub.database.pool);
    expect(faultsOf(await editor.do('updateProgram', { id, slug: 'taken' }))).toEqual(['ALREADY_EXISTS slug']);
    expect(faultsOf(await editor.do('createOrganization', { name: 'Taken', type: 'COMMUNITY' }))).toEqual([]);
  });

  test("is a core's name in its organization", async () => {
    const { pool } = hub.database;
    const [one, other] = [await makeOrganization(pool), await makeOrganization(pool)];
    await makeCore(pool, { organization_id: one, name: 'Research' });
    const create = (organizationId: string, slug: string) =>
      editor.do<Made>('createCore', { organizationId, slug, name: 'Research' }, 'record: core { id }');
    expect(faultsOf(await create(one, 'research-1'))).toEqual(['ALREADY_EXISTS name']);
    const second = await create(other, 'research-2');
    expect(faultsOf(second)).toEqual([]);
    const move = await editor.do('updateCore', { id: second.record.id, organizationId: one });
    expect(faultsOf(move)).toEqual(['ALREADY_EXISTS organizationId']);
  });

  test("is a living contact's e-mail address, whatever its case", async () => {
    const create = (email: string) =>
      editor.do<Made>('createContact', { email, kind: 'PERSON' }, 'record: contact { id }');
    const first = (await create('Jo@Example.org')).record.id;
    expect(faultsOf(await create('jo@example.ORG'))).toEqual(['ALREADY_EXISTS email']);
    expect(faultsOf(await editor.do('archiveContact', { id: first }))).toEqual([]);
    const second = (await create('jo@example.org')).record.id;
    expect(faultsOf(await editor.do('restoreContact', { id: first }))).toEqual(['ALREADY_EXISTS id']);
    await editor.do('archiveContact', { id: second });
    expect(faultsOf(await editor.do('restoreContact', { id: first }))).toEqual([]);
  });

  test('is given to one of two that ask for it at the same moment', async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => editor.do('createProgram', { name: 'Race', kind: 'STUDY' })),
    );
    expect(answers.map((answer) => faultsOf(answer).join()).sort()).toEqual([
      '',
      ...Array<string>(7).fill('ALREADY_EXISTS slug'),
    ]);
  });
});

describe('a contact', () => {
  test('needs a name or an e-mail address', async () => {
    const create = (input: object) => editor.do('createContact', { kind: 'PERSON', ...input });
    expect(faultsOf(await create({}))).toEqual(['INVALID name']);
    expect(faultsOf(await create({ email: 'nonsense' }))).toEqual(['INVALID email']);
    expect(faultsOf(await create({ name: '' }))).toEqual(['INVALID name']);
    const id = await makeContact(hub.database.pool, { email: 'only@example.org' });
    expect(faultsOf(await editor.do('updateContact', { id, name: null }))).toEqual([]);
    expect(faultsOf(await editor.do('updateContact', { id, email: null }))).toEqual(['INVALID name']);
    expect(faultsOf(await editor.do('updateContact', { id, phone: 'call me' }))).toEqual(['INVALID phone']);
  });
});

describe('the archive', () => {
  test.each([
    ['Organization', makeOrganization],
    ['Core', makeCore],
    ['Program', makeProgram],
    ['Contact', makeContact],
  ])('takes and gives back: %s', async (type, make) => {
    const id = await make(hub.database.pool);
    const field = `record: ${type.toLowerCase()} { id version archivedAt }`;
    const archived = await editor.do<Made>(`archive${type}`, { id, expectedVersion: 1 }, field);
    expect(archived.record).toEqual({ id, version: 2, archivedAt: expect.any(String) as string });
    expect(faultsOf(await editor.do(`archive${type}`, { id }))).toEqual(['CONFLICT id']);
    expect(faultsOf(await editor.do(`restore${type}`, { id, expectedVersion: 1 }))).toEqual([
      'CONFLICT expectedVersion',
    ]);
    const restored = await editor.do<Made>(`restore${type}`, { id, expectedVersion: 2 }, field);
    expect(restored.record).toEqual({ id, version: 3, archivedAt: null });
    expect(faultsOf(await editor.do(`restore${type}`, { id }))).toEqual(['CONFLICT id']);
  });

  test('keeps a program whose core lies in it', async () => {
    const { pool } = hub.database;
    const core = await makeCore(pool, { archived_at: '2024-01-01' });
    const id = await makeProgram(pool, { core_id: core, archived_at: '2024-01-01' });
    expect(faultsOf(await editor.do('restoreProgram', { id }))).toEqual(['CONFLICT id']);
  });

  test('keeps what was merged', async () => {
    const { pool } = hub.database;
    const merged = { archived_at: '2024-01-01', merged_into_id: await makeProgram(pool) };
    const id = await makeProgram(pool, merged);
    expect(faultsOf(await editor.do('restoreProgram', { id }))).toEqual(['CONFLICT id']);
  });
});

describe('assuring', () => {
  test.each([
    ['Organization', makeOrganization],
    ['Core', makeCore],
    ['Program', makeProgram],
    ['Contact', makeContact],
  ])('vouches for a record: %s', async (type, make) => {
    const id = await make(hub.database.pool);
    const selection = `record { __typename id ... on ${type} { version assuredAt } }`;
    const { record, errors } = await editor.do<Made>('assureRecord', { id, expectedVersion: 1 }, selection);
    expect(errors).toEqual([]);
    expect(record).toEqual({ __typename: type, id, version: 2, assuredAt: expect.any(String) as string });
  });

  test('refuses what is not there, archived, or changed since', async () => {
    const { pool } = hub.database;
    const archived = await makeProgram(pool, { archived_at: '2024-01-01' });
    expect(faultsOf(await editor.do('assureRecord', { id: archived }))).toEqual(['CONFLICT id']);
    expect(faultsOf(await editor.do('assureRecord', { id: 'nonsense' }))).toEqual(['NOT_FOUND id']);
    const id = await makeProgram(pool);
    expect(faultsOf(await editor.do('assureRecord', { id, expectedVersion: 7 }))).toEqual(['CONFLICT expectedVersion']);
  });
});

test('an update of a record that does not exist has all its other faults as well', async () => {
  const input = { id: '00000000-0000-4000-8000-000000000000', kind: null, name: null };
  const faults = ['INVALID kind', 'INVALID name', 'NOT_FOUND id'];
  expect(faultsOf(await editor.do('updateProgram', input)).sort()).toEqual(faults);
});

test('a name of which no slug can be made asks for a slug', async () => {
  const { errors } = await editor.do('createProgram', { name: '🎉', kind: 'STUDY' });
  expect(errors.map(({ path, message }) => [path, message])).toEqual([
    [['slug'], 'slug is missing, and the hub cannot derive it from the other values; give one.'],
  ]);
});

test('a parent is cleared by both of its keys as by one', async () => {
  const parent = await makeOrganization(hub.database.pool);
  const id = await makeOrganization(hub.database.pool, { parent_organization_id: parent });
  const input = { id, parentOrganizationId: null, parentOrganizationSlug: null };
  const answer = await editor.do('setOrganizationParent', input, 'organization { parent { id } }');
  expect(answer).toMatchObject({ errors: [], organization: { parent: null } });
});
