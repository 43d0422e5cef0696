import { makeContact, makeOrganization } from '../support/factories';
import { startTestHub, type TestHub } from '../support/hub';

let hub: TestHub;
let editor: Record<string, string>;

beforeAll(async () => {
  hub = await startTestHub({ seeded: true });
  editor = await hub.signIn('editor');
});
afterAll(() => hub.close());

const WARNINGS = 'warnings { code message path recordType recordId record { id ... on Organization { slug } } }';

interface Warning {
  readonly code: string;
  readonly message: string;
  readonly path: readonly string[];
  readonly recordType: string;
  readonly recordId: string;
  readonly record: { readonly id: string; readonly slug?: string } | null;
}

interface Payload {
  readonly warnings: readonly Warning[];
  readonly errors: readonly unknown[];
  readonly [field: string]: unknown;
}

async function mutate(
  field: string,
  input: object,
  selection = '',
): Promise<Payload & { statements: readonly string[] }> {
  const type = `${field[0]?.toUpperCase()}${field.slice(1)}Input!`;
  const { data, errors, statements } = await hub.query<Record<string, Payload>, unknown>(
    `mutation ($input: ${type}) { ${field}(input: $input) { ${selection} errors { code message path } ${WARNINGS} } }`,
    { input },
    editor,
  );
  expect(errors).toBeUndefined();
  return { ...(data[field] as Payload), statements };
}

const CENTER = { name: 'CHOP Center for Health-Equity', slug: 'another-center', type: 'CENTER' };

test('a dry run of a new organization warns of the one that it may be', async () => {
  const { warnings, errors } = await mutate('createOrganization', { ...CENTER, options: { dryRun: true } });
  expect(errors).toEqual([]);
  expect(warnings).toEqual([
    {
      code: 'POSSIBLE_DUPLICATE',
      message:
        'There is an organization that may be the same: "CHOP Center for Health Equity". If it is, merge the two or archive one; if it is not, say so with dismissDuplicate.',
      path: [],
      recordType: 'ORGANIZATION',
      recordId: expect.stringMatching(/^[0-9a-f-]{36}$/) as unknown,
      record: { id: expect.stringContaining('@preview-') as unknown, slug: 'center-for-health-equity' },
    },
  ]);
});

test('a retry with the same key answers the same warnings', async () => {
  const input = {
    ...CENTER,
    name: 'Center for Health Equity, CHOP',
    slug: 'a-third-center',
    options: { idempotencyKey: 'once' },
  };
  const first = await mutate('createOrganization', input);
  const second = await mutate('createOrganization', input);
  expect(first.warnings).toHaveLength(1);
  expect(second.warnings).toEqual(first.warnings);
});

test('a record like no other has no warnings', async () => {
  const { warnings } = await mutate('createOrganization', { name: 'Quillfeather Observatory', type: 'COMMUNITY' });
  expect(warnings).toEqual([]);
});

test('an update warns if the name changes, and only then', async () => {
  const id = await makeOrganization(hub.database.pool, { name: 'Brindlewick Hospice' });
  await makeOrganization(hub.database.pool, { name: 'Brindlewick House' });
  await makeOrganization(hub.database.pool, { name: 'Farrowmere Wellness Alliance' });
  expect((await mutate('updateOrganization', { id, name: 'Farrowmere Wellness Aliance' })).warnings).toHaveLength(1);
  expect((await mutate('updateOrganization', { id, description: 'Helps.' })).warnings).toEqual([]);
});

test('an upsert warns for each item, also of another item, with a fixed number of statements', async () => {
  const items = (count: number, word: string) =>
    Array.from({ length: count }, (_, index) => ({
      name: `${word}${'abcdefghijklmnopqrstuvwxyz'[index]?.repeat(4)} Foundation`,
      slug: `${word.toLowerCase()}-${index}`,
      type: 'COMMUNITY',
    }));
  const few = await mutate('upsertOrganizations', { items: items(2, 'Few') });
  const twin = { name: 'The Manyaaaa Foundation', slug: 'many-twin', type: 'COMMUNITY' };
  const many = await mutate('upsertOrganizations', { items: [...items(20, 'Many'), twin] });
  expect(few.warnings).toEqual([]);
  expect(many.warnings.map(({ path, record }) => [path, record?.slug])).toEqual([
    [['items', '0'], 'many-twin'],
    [['items', '20'], 'many-0'],
  ]);
  // One statement reads the records of the warnings.
  expect(many.statements.length).toBeLessThanOrEqual(few.statements.length + 1);
});

test('a dismissed pair gives no warning', async () => {
  const { organization } = await mutate(
    'createOrganization',
    { name: 'Sorrel Bay Kitchen', slug: 'sorrel-1', type: 'COMMUNITY' },
    'organization { id }',
  );
  const input = { name: 'Sorrel Bay Kitchen', slug: 'sorrel-2', type: 'COMMUNITY' };
  const made = await mutate('createOrganization', input, 'organization { id }');
  expect(made.warnings).toHaveLength(1);
  const [aId, bId] = [organization, made['organization']].map((one) => (one as { id: string }).id);
  await mutate('dismissDuplicate', { aId, bId });
  const again = await mutate('upsertOrganizations', { items: [{ id: bId, alternateNames: [] }] });
  expect(again.warnings).toEqual([]);
});

test('an editor is warned of contacts that only editors see', async () => {
  await makeContact(hub.database.pool, { name: 'Perpetua Lindqvist', visibility: 'INTERNAL' });
  const { warnings } = await mutate('createContact', {
    name: 'Perpetua Lindquist',
    kind: 'PERSON',
    visibility: 'PUBLIC',
  });
  expect(warnings).toHaveLength(1);
});

test('a refused input has errors and no warnings', async () => {
  const { warnings, errors } = await mutate('createOrganization', { ...CENTER, slug: 'Not A Slug' });
  expect(errors).toHaveLength(1);
  expect(warnings).toEqual([]);
});
