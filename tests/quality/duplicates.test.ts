import { makeContact, makeIdentifier, makeOrganization, makeProgram, makeCore } from '../support/factories';
import { startTestHub, type TestHub } from '../support/hub';

let hub: TestHub;
let editor: Record<string, string>;

beforeAll(async () => {
  hub = await startTestHub({ seeded: true });
  editor = await hub.signIn('editor');
});
afterAll(() => hub.close());

interface Pair {
  readonly score: number;
  readonly reasons: readonly string[];
  readonly a: { readonly id: string };
  readonly b: { readonly id: string };
}

const DUPLICATES = `query ($type: RecordType!, $minScore: Float, $first: Int) {
  duplicates(type: $type, minScore: $minScore, first: $first) { score reasons a { id } b { id } }
}`;

async function duplicates(
  type: string,
  more: Record<string, unknown> = {},
  headers?: Record<string, string>,
): Promise<readonly Pair[]> {
  const { data, errors } = await hub.query<{ duplicates: readonly Pair[] }, unknown>(
    DUPLICATES,
    { type, ...more },
    headers,
  );
  expect(errors).toBeUndefined();
  return data.duplicates;
}

async function pairOf(
  type: string,
  one: string,
  other: string,
  headers?: Record<string, string>,
): Promise<Pair | undefined> {
  const pairs = await duplicates(type, { first: 100 }, headers);
  return pairs.find(({ a, b }) => [a.id, b.id].sort().join() === [one, other].sort().join());
}

async function organizationId(slug: string): Promise<string> {
  const { data } = await hub.query<{ organization: { id: string } }, unknown>(
    'query ($slug: String) { organization(slug: $slug) { id } }',
    { slug },
  );
  return data.organization.id;
}

const pool = () => hub.database.pool;

test('the bundled dataset has no duplicates of any type', async () => {
  for (const type of ['ORGANIZATION', 'CORE', 'PROGRAM', 'CONTACT'])
    expect(await duplicates(type, {}, editor)).toEqual([]);
});

test.each([
  'CHOP Center for Health-Equity',
  'chop center for health equity',
  'The Center for Health Equity at CHOP',
  'CHOP Centre for Health Equity',
  'CHÖP Cénter for Health Equity',
  'CHOP Center for Helth Equity',
])('%s may be the same as CHOP Center for Health Equity', async (name) => {
  const id = await makeOrganization(pool(), { name });
  const pair = await pairOf('ORGANIZATION', id, await organizationId('center-for-health-equity'));
  await pool().query('DELETE FROM organization WHERE id = $1', [id]);
  expect(pair?.reasons).toContain('NAME');
  expect(pair?.score).toBeGreaterThan(0.75);
});

test('"&" is the same as "and"', async () => {
  const one = await makeProgram(pool(), { name: 'Food & Shelter' });
  const other = await makeProgram(pool(), { name: 'Food and Shelter' });
  expect(await pairOf('PROGRAM', one, other)).toMatchObject({ score: 1, reasons: ['NAME'] });
});

test('another name of one is compared with the name of the other', async () => {
  const one = await makeOrganization(pool(), {
    name: 'Kirkwood Elder Services',
    alternate_names: ['Meals on Wheels Kirkwood'],
  });
  const other = await makeOrganization(pool(), { name: 'Meals-on-Wheels, Kirkwood' });
  expect(await pairOf('ORGANIZATION', one, other)).toMatchObject({ score: 0.95, reasons: ['ALTERNATE_NAME'] });
});

test('an abbreviation or a website alone is not enough, both together are', async () => {
  const one = await makeOrganization(pool(), {
    name: 'Thornby Health Office',
    alternate_names: ['THO'],
    website: 'https://www.thornby.example/',
  });
  const other = await makeOrganization(pool(), { name: 'Tamworth Housing Aid', alternate_names: ['THO'] });
  expect(await pairOf('ORGANIZATION', one, other)).toBeUndefined();
  await pool().query(`UPDATE organization SET website = 'http://thornby.example' WHERE id = $1`, [other]);
  expect(await pairOf('ORGANIZATION', one, other)).toMatchObject({ score: 0.8, reasons: ['ALTERNATE_NAME', 'URL'] });
});

test('an identifier is the same however it is written', async () => {
  const one = await makeOrganization(pool());
  const other = await makeOrganization(pool());
  await makeIdentifier(pool(), { organization_id: one, scheme: 'EIN', value: '12-3456789' });
  await makeIdentifier(pool(), { organization_id: other, scheme: 'ein', value: '123456789' });
  expect(await pairOf('ORGANIZATION', one, other)).toMatchObject({ score: 0.9, reasons: ['IDENTIFIER'] });
});

test('the same parent removes a part of the doubt', async () => {
  const core_id = await makeCore(pool());
  const one = await makeProgram(pool(), { name: 'Southside Library Winter Reading Circle for Fathers', core_id });
  const other = await makeProgram(pool(), { name: 'Southside Library Winter Reading Circle for Parents' });
  const among = (pairs: readonly Pair[]) =>
    pairs.find(({ a, b }) => [a.id, b.id].includes(one) && [a.id, b.id].includes(other));
  const before = among(await duplicates('PROGRAM', { minScore: 0.5, first: 100 }));
  await pool().query('UPDATE program SET core_id = $1 WHERE id = $2', [core_id, other]);
  const after = among(await duplicates('PROGRAM', { minScore: 0.5, first: 100 }));
  expect(before?.reasons).toEqual(['NAME']);
  expect(after?.reasons).toEqual(['NAME', 'SAME_PARENT']);
  expect(after?.score).toBeGreaterThan(before?.score ?? 1);
});

test('names with different numbers are not alike', async () => {
  const one = await makeProgram(pool(), { name: 'Neighborhood Survey Phase 1' });
  const other = await makeProgram(pool(), { name: 'Neighborhood Survey Phase 2' });
  expect(await pairOf('PROGRAM', one, other)).toBeUndefined();
});

test('archived records have no part in it', async () => {
  const one = await makeOrganization(pool(), { name: 'Archived Lantern House' });
  const other = await makeOrganization(pool(), { name: 'Archived Lantern House', archived_at: new Date() });
  expect(await pairOf('ORGANIZATION', one, other, editor)).toBeUndefined();
});

test('the best pair comes first, and the order is stable', async () => {
  const all = await duplicates('ORGANIZATION', { minScore: 0, first: 100 });
  expect(all.map(({ score }) => score)).toEqual(all.map(({ score }) => score).sort((x, y) => y - x));
  expect(await duplicates('ORGANIZATION', { minScore: 0, first: 100 })).toEqual(all);
  expect(await duplicates('ORGANIZATION', { minScore: 0, first: 2 })).toEqual(all.slice(0, 2));
});

test('a contact that the viewer may not see gives no hint', async () => {
  const shown = await makeContact(pool(), { name: 'Odalys Fenwick-Marsh' });
  const hidden = await makeContact(pool(), { name: 'Odalys Fenwick Marsh', visibility: 'INTERNAL' });
  expect(await pairOf('CONTACT', shown, hidden, editor)).toMatchObject({ reasons: ['NAME'] });
  expect(await duplicates('CONTACT', { minScore: 0, first: 100 })).toEqual([]);
});

test('all pairs and their records are read in three statements', async () => {
  const { statements, errors } = await hub.query(
    '{ duplicates(type: ORGANIZATION, minScore: 0) { a { id ... on Organization { name } } b { id ... on Organization { name } } } }',
  );
  expect(errors).toBeUndefined();
  expect(statements.length).toBeLessThanOrEqual(3);
});

test.each([
  [
    'CITATION',
    {},
    'duplicates(type:) is a type whose records are not compared; give one of ORGANIZATION, CORE, PROGRAM, CONTACT.',
  ],
  ['PROGRAM', { minScore: 1.5 }, 'duplicates(minScore:) is 1.5; give 0 to 1.'],
  ['PROGRAM', { first: 101 }, 'duplicates(first:) is 101; give 1 to 100.'],
])('duplicates of %s with %j is refused', async (type, more, message) => {
  const { errors } = await hub.query(DUPLICATES, { type, ...more });
  expect(errors?.map((error) => error.message)).toEqual([message]);
});

const DISMISS = `mutation ($aId: ID!, $bId: ID!, $note: String) {
  dismissDuplicate(input: { aId: $aId, bId: $bId, note: $note }) { a { id } b { id } errors { code path message } }
}`;
const REOPEN = `mutation ($aId: ID!, $bId: ID!) {
  reopenDuplicate(input: { aId: $aId, bId: $bId }) { a { id } errors { code path message } }
}`;

async function errorsOf(document: string, aId: string, bId: string): Promise<unknown> {
  const { data, errors } = await hub.query<Record<string, { errors: unknown }>, unknown>(
    document,
    { aId, bId },
    editor,
  );
  expect(errors).toBeUndefined();
  return Object.values(data)[0]?.errors;
}

async function twins(): Promise<[string, string]> {
  const name = `Twin Rivers Reading Room ${'abcdefghij'[(made += 1)]?.repeat(6)}`;
  return [await makeOrganization(pool(), { name }), await makeOrganization(pool(), { name })];
}
let made = 0;

test('a dismissed pair stays away, until one of the two is renamed', async () => {
  const [one, other] = await twins();
  expect(await pairOf('ORGANIZATION', one, other)).toBeDefined();
  expect(await errorsOf(DISMISS, other, one)).toEqual([]);
  expect(await errorsOf(DISMISS, one, other)).toEqual([]);
  expect(await pairOf('ORGANIZATION', one, other)).toBeUndefined();
  await pool().query(`UPDATE organization SET description = 'New', version = 2 WHERE id = $1`, [one]);
  expect(await pairOf('ORGANIZATION', one, other)).toBeUndefined();
  await pool().query(`UPDATE organization SET name = name || ' Inc' WHERE id = $1`, [one]);
  expect(await pairOf('ORGANIZATION', one, other)).toBeDefined();
});

test('a dismissal is kept with who, when and why, and can be taken back', async () => {
  const [one, other] = await twins();
  await hub.query(DISMISS, { aId: one, bId: other, note: 'Two branches.' }, editor);
  const { rows } = await pool().query<object>(
    'SELECT note, dismissed_by, dismissed_at FROM duplicate_dismissal WHERE a_id IN ($1, $2)',
    [one, other],
  );
  expect(rows).toMatchObject([
    { note: 'Two branches.', dismissed_by: expect.stringMatching(/./), dismissed_at: expect.anything() },
  ]);
  expect(await errorsOf(REOPEN, one, other)).toEqual([]);
  expect(await errorsOf(REOPEN, one, other)).toEqual([]);
  expect(await pairOf('ORGANIZATION', one, other)).toBeDefined();
});

test('answers that caches keep are outdated by a dismissal, and not by its repetition', async () => {
  const edition = async () =>
    (await pool().query<{ edition: string }>('SELECT edition FROM change_head')).rows[0]?.edition;
  const [one, other] = await twins();
  const before = await edition();
  await errorsOf(DISMISS, one, other);
  const after = await edition();
  await errorsOf(DISMISS, one, other);
  expect(after).not.toBe(before);
  expect(await edition()).toBe(after);
});

test('a dry run dismisses nothing', async () => {
  const [aId, bId] = await twins();
  const dry = `mutation ($aId: ID!, $bId: ID!) { dismissDuplicate(input: { aId: $aId, bId: $bId, options: { dryRun: true } }) { dryRun errors { message } } }`;
  const { data } = await hub.query(dry, { aId, bId }, editor);
  expect(data).toEqual({ dismissDuplicate: { dryRun: true, errors: [] } });
  expect(await pairOf('ORGANIZATION', aId, bId)).toBeDefined();
});

test('what cannot be dismissed is refused with a clear message', async () => {
  const [one] = await twins();
  const program = await makeProgram(pool());
  const unknown = '00000000-0000-4000-8000-000000000000';
  expect(await errorsOf(DISMISS, one, one)).toEqual([
    { code: 'INVALID', path: ['bId'], message: 'Both ids are of the same record; give two records.' },
  ]);
  expect(await errorsOf(DISMISS, one, program)).toEqual([
    { code: 'INVALID', path: ['bId'], message: 'The two records are of two types; give two of the same type.' },
  ]);
  expect(await errorsOf(DISMISS, unknown, 'a-slug')).toMatchObject([
    { code: 'NOT_FOUND', path: ['aId'], message: expect.stringContaining(unknown) },
    { code: 'NOT_FOUND', path: ['bId'], message: expect.stringContaining('An id is a UUID') },
  ]);
});

test('only those who may write can dismiss', async () => {
  const [aId, bId] = await twins();
  const { errors } = await hub.query(DISMISS, { aId, bId });
  expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
});
