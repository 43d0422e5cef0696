import { startTestHub, type TestHub } from '../support/hub';
import { signInEditor, type Editor } from '../writing/mutate';

let hub: TestHub;
let editor: Editor;

beforeAll(async () => {
  hub = await startTestHub({ seeded: true, env: { HUB_CITATIONS: 'required' } });
  editor = await signInEditor(hub);
});
afterAll(() => hub.close());

async function faultsOf(name: string, input: object): Promise<string[]> {
  const { errors } = await editor.do(name, input);
  return errors.map(({ code, path, message }) => `${code} ${path.join('.')}: ${message}`);
}

async function idOf(field: string): Promise<string> {
  const { data } = await hub.query<{ record: { id: string } }, object>(`{ record: ${field} { id } }`);
  return data.record.id;
}

const PASSAGE = { sourceKey: 'A', lineFrom: 7 };
const demanded = (field: string): string =>
  `CITATION_REQUIRED ${field}: ${field} has no source; cite one in citations, with field: "${field}", or without a field for the whole record.`;

test('a new record needs a source for each of its values, or one for all', async () => {
  const values = { name: 'Uncited', kind: 'TRAINING' };
  const status = `CITATION_REQUIRED status: status is "ACTIVE" unless you give another value, and has no source; cite one in citations, with field: "status", or without a field for the whole record.`;
  expect(await faultsOf('createProgram', values)).toEqual([...['name', 'kind'].map(demanded), status]);
  const some = ['name', 'kind'].map((field) => ({ ...PASSAGE, field }));
  expect(await faultsOf('createProgram', { ...values, citations: some })).toEqual([status]);
  expect(await faultsOf('createProgram', { ...values, citations: [PASSAGE] })).toEqual([]);
});

test('a change needs a source for what it changes, and none for what it clears or leaves', async () => {
  const id = await idOf('program(slug: "secure")');
  expect(await faultsOf('updateProgram', { id, status: 'PAUSED', kind: 'STUDY' })).toEqual([demanded('status')]);
  expect(await faultsOf('updateProgram', { id, status: 'PAUSED', citations: [{ ...PASSAGE, field: 'kind' }] })).toEqual(
    [demanded('status')],
  );
  expect(await faultsOf('updateProgram', { id, url: null, slug: 'secure-trial' })).toEqual([]);
  expect(
    await faultsOf('updateProgram', { id, status: 'PAUSED', citations: [{ ...PASSAGE, field: 'status' }] }),
  ).toEqual([]);
});

test('a source that gives another value is none for this one', async () => {
  const id = await idOf('organization(slug: "usda")');
  const other = { ...PASSAGE, field: 'foundedYear', value: 1900 };
  expect(await faultsOf('updateOrganization', { id, foundedYear: 1862, citations: [other] })).toEqual([
    demanded('foundedYear'),
  ]);
});

test('a link needs a source, and so does a value that it gets later', async () => {
  const [programId, organizationId] = [
    await idOf('program(slug: "complete-eats")'),
    await idOf('organization(slug: "clarifi")'),
  ];
  const role = { programId, organizationId, role: 'FUNDER' };
  expect(await faultsOf('assignOrganizationRole', role)).toEqual([
    'CITATION_REQUIRED citations: The link has no source; cite one in citations, without a field.',
  ]);
  expect(await faultsOf('assignOrganizationRole', { ...role, citations: [PASSAGE] })).toEqual([]);
  expect(await faultsOf('assignOrganizationRole', { ...role, note: 'Since 2020.' })).toEqual([demanded('note')]);
});

test('an item of an upsert says where its source is missing, and a parent needs one too', async () => {
  const id = await idOf('organization(slug: "clarifi")');
  expect(await faultsOf('upsertOrganizations', { items: [{ id, website: 'https://clarifi.example' }] })).toEqual([
    expect.stringMatching(/^CITATION_REQUIRED items\.0\.website: /) as string,
  ]);
  const parentOrganizationSlug = 'chop';
  expect(await faultsOf('setOrganizationParent', { id, parentOrganizationSlug })).toEqual([
    expect.stringMatching(/^CITATION_REQUIRED parentOrganizationSlug: parent has no source; /) as string,
  ]);
  const citations = [{ ...PASSAGE, field: 'parent' }];
  expect(await faultsOf('setOrganizationParent', { id, parentOrganizationSlug, citations })).toEqual([]);
});

test('a new identifier needs a source, its own or one of the whole item, and one that is there already needs none', async () => {
  const id = await idOf('program(slug: "complete-eats")');
  const identifier = { scheme: 'NCT', value: 'Required 1' };
  const demand = (item: string): string =>
    `CITATION_REQUIRED items.${item}.identifier.citations: The link has no source; cite one in citations, without a field.`;
  const values = { name: 'Identified', kind: 'STUDY', status: 'ACTIVE' };
  const each = Object.keys(values).map((field) => ({ ...PASSAGE, field }));
  const items = [
    { id, identifier },
    { ...values, identifier: { scheme: 'NCT', value: 'Required 2' }, citations: each },
  ];
  expect(await faultsOf('upsertPrograms', { items })).toEqual([demand('0'), demand('1')]);
  const partly = { ...identifier, citations: [{ ...PASSAGE, field: 'value' }] };
  expect(await faultsOf('upsertPrograms', { items: [{ id, identifier: partly }] })).toEqual([demand('0')]);
  const cited = { ...identifier, citations: [PASSAGE] };
  expect(await faultsOf('upsertPrograms', { items: [{ id, identifier: cited }] })).toEqual([]);
  expect(await faultsOf('upsertPrograms', { items: [{ id, identifier }] })).toEqual([]);
  const whole = { ...values, identifier: { scheme: 'NCT', value: 'Required 3' }, citations: [PASSAGE] };
  expect(await faultsOf('upsertPrograms', { items: [whole] })).toEqual([]);
});
