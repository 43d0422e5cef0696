import { makeContact, makeCore, makeIdentifier, makeProgram } from '../support/factories';
import { blocked, whileHeld } from '../support/locks';
import { editor, hub } from './edited-hub';
import { changesOf, countChanges, countRows, faultsOf } from './mutate';

const pool = () => hub.database.pool;

interface Upserted {
  readonly programs: readonly ({ readonly id: string; readonly name: string; readonly version: number } | null)[];
  readonly outcomes: readonly string[];
}

const SELECTION = 'programs { id name slug version } outcomes';

function upsert(items: readonly object[], more: object = {}) {
  return editor.do<Upserted>('upsertPrograms', { items, ...more }, SELECTION);
}

describe('an upsert', () => {
  test('finds records by id, slug and identifier, and creates those that it does not find', async () => {
    const byId = await makeProgram(pool(), { name: 'By id' });
    const bySlug = await makeProgram(pool(), { slug: 'by-slug', description: 'Stays' });
    const byIdentifier = await makeProgram(pool());
    await makeIdentifier(pool(), { program_id: byIdentifier, scheme: 'NCT', value: '01' });
    const { programs, outcomes, errors } = await upsert(
      [
        { id: byId.toUpperCase(), name: 'New name' },
        { slug: 'by-slug', status: 'PAUSED', identifier: { scheme: ' NCT ', value: '02' } },
        { identifier: { scheme: 'NCT', value: '01' }, slug: 'by-identifier' },
        { name: 'Made', kind: 'STUDY', identifier: { scheme: 'NCT', value: '03' } },
        { slug: 'made-by-slug', name: 'Made as well', kind: 'STUDY' },
        { id: byId, name: 'Again' },
      ].slice(0, 5),
    );
    expect(errors).toEqual([]);
    expect(outcomes).toEqual(['UPDATED', 'UPDATED', 'UPDATED', 'CREATED', 'CREATED']);
    expect(programs).toMatchObject([
      { id: byId, name: 'New name', version: 2 },
      { id: bySlug, slug: 'by-slug', version: 2 },
      { id: byIdentifier, slug: 'by-identifier', version: 2 },
      { slug: 'made', version: 1 },
      { slug: 'made-by-slug', version: 1 },
    ]);
    expect((await changesOf(hub, bySlug))[0]).toMatchObject({
      kind: 'STATUS_CHANGED',
      changes: [
        { field: 'status', before: 'ACTIVE', after: 'PAUSED' },
        { field: 'identifiers', before: null, after: { scheme: 'NCT', value: '02' } },
      ],
    });
    const again = await upsert([
      { identifier: { scheme: 'NCT', value: '03' } },
      { identifier: { scheme: 'NCT', value: '02' } },
    ]);
    expect(again.programs.map((program) => program?.id)).toEqual([programs[3]?.id, bySlug]);
    expect(again.outcomes).toEqual(['UNCHANGED', 'UNCHANGED']);
    expect(again.cursor).toBeNull();
  });

  test('has every fault of every item with its path, and no others', async () => {
    const id = await makeProgram(pool(), { slug: 'of-one' });
    const other = await makeProgram(pool());
    await makeIdentifier(pool(), { program_id: other, scheme: 'NCT', value: '11' });
    await makeIdentifier(pool(), { organization_id: null, program_id: id, scheme: 'NCT', value: '12' });
    const before = await countChanges(hub);
    const answer = await upsert([
      { id: 'nonsense', supportCurrency: 'USD' },
      { name: 'No kind' },
      { id, expectedVersion: 5, startedYear: 1 },
      { slug: 'of-one', name: 'The same again' },
      { id: other, identifier: { scheme: 'NCT', value: '12' } },
      { name: 'Two faults', kind: 'STUDY', identifier: { scheme: '', value: 'a\u0000' } },
      { slug: 'a\u0000b', name: 'NUL', kind: 'STUDY' },
      { slug: 'twins', name: 'One', kind: 'STUDY' },
      { slug: 'twins', name: 'Two', kind: 'STUDY' },
      { name: 'Fine', kind: 'STUDY' },
    ]);
    expect(faultsOf(answer)).toEqual([
      'NOT_FOUND items.0.id',
      'INVALID items.1.kind',
      'CONFLICT items.2.expectedVersion',
      'INVALID items.2.startedYear',
      'INVALID items.3.slug',
      'ALREADY_EXISTS items.4.identifier',
      'INVALID items.5.identifier.scheme',
      'INVALID items.5.identifier.value',
      'INVALID items.6.slug',
      'ALREADY_EXISTS items.8.slug',
    ]);
    expect(answer.outcomes).toEqual([...Array<string>(7).fill('FAILED'), 'UNCHANGED', 'FAILED', 'UNCHANGED']);
    expect(answer.programs).toEqual(Array(10).fill(null));
    expect(answer.cursor).toBeNull();
    expect(await countChanges(hub)).toBe(before);
  });

  test('writes the items without a fault, with REJECT_FAILED', async () => {
    const stale = await makeProgram(pool());
    const items = [
      { slug: 'fine', name: 'Fine', kind: 'STUDY' },
      { id: stale, expectedVersion: 9, name: 'Stale' },
      { slug: 'faulty', name: '', kind: 'STUDY' },
      { slug: 'fine-too', name: 'Fine too', kind: 'STUDY', coreSlug: null },
    ];
    expect((await upsert(items)).outcomes).toEqual(['UNCHANGED', 'FAILED', 'FAILED', 'UNCHANGED']);
    const rehearsed = await upsert(items, { onError: 'REJECT_FAILED', options: { dryRun: true } });
    const answer = await upsert(items, { onError: 'REJECT_FAILED' });
    for (const { outcomes, programs, errors } of [rehearsed, answer]) {
      expect(outcomes).toEqual(['CREATED', 'FAILED', 'FAILED', 'CREATED']);
      expect(programs).toMatchObject([{ slug: 'fine' }, null, null, { slug: 'fine-too' }]);
      expect(errors).toHaveLength(2);
    }
    expect(faultsOf(answer)).toEqual(['CONFLICT items.1.expectedVersion', 'INVALID items.2.name']);
    expect((await upsert([{ name: '' }, { slug: '' }], { onError: 'REJECT_FAILED' })).outcomes).toEqual([
      'FAILED',
      'FAILED',
    ]);
  });

  test('does not create a record that was given with an expectedVersion', async () => {
    const answer = await upsert([{ slug: 'gone', name: 'Gone', kind: 'STUDY', expectedVersion: 3 }]);
    expect(faultsOf(answer)).toEqual(['NOT_FOUND items.0.expectedVersion']);
  });

  test('does not change archived records', async () => {
    await makeProgram(pool(), { slug: 'archived', archived_at: '2024-01-01' });
    expect(faultsOf(await upsert([{ slug: 'archived', name: 'x' }]))).toEqual(['CONFLICT items.0.slug']);
  });

  test('of organizations finds them by identifier as well', async () => {
    const item = (name: string) => ({ name, type: 'COMMUNITY', identifier: { scheme: 'EIN', value: '23-1' } });
    const send = (name: string) =>
      editor.do(
        'upsertOrganizations',
        { items: [item(name)] },
        'organizations { slug name identifiers { nodes { value } } } outcomes',
      );
    const organization = { slug: 'first', identifiers: { nodes: [{ value: '23-1' }] } };
    expect(await send('First')).toMatchObject({
      outcomes: ['CREATED'],
      organizations: [{ ...organization, name: 'First' }],
    });
    expect(await send('Second')).toMatchObject({
      outcomes: ['UPDATED'],
      organizations: [{ ...organization, name: 'Second' }],
    });
    const taken = await editor.do('upsertPrograms', { items: [{ ...item('Third'), type: undefined, kind: 'STUDY' }] });
    expect(faultsOf(taken)).toEqual(['ALREADY_EXISTS items.0.identifier']);
  });

  test('of contacts finds them by their address, whatever its case, if they are current', async () => {
    const contact = await makeContact(pool(), { email: 'Ann@Example.org' });
    await makeContact(pool(), { email: 'bob@example.org', archived_at: '2024-01-01' });
    const answer = await editor.do<{ contacts: { id: string }[]; outcomes: string[] }>(
      'upsertContacts',
      {
        items: [
          { email: 'ann@EXAMPLE.org', title: 'Director' },
          { email: 'bob@example.org', kind: 'PERSON', visibility: 'PARTNER' },
          { name: 'No address', kind: 'PERSON' },
          { email: 'BOB@example.org', kind: 'PERSON' },
        ],
        onError: 'REJECT_FAILED',
      },
      'contacts { id email } outcomes',
    );
    expect(answer.outcomes).toEqual(['UPDATED', 'CREATED', 'CREATED', 'FAILED']);
    expect(answer.contacts[0]).toEqual({ id: contact, email: 'ann@EXAMPLE.org' });
    expect(faultsOf(answer)).toEqual(['ALREADY_EXISTS items.3.email']);
  });
});

describe('a bulk', () => {
  const LARGEST = 1_000;
  let core: string;

  beforeAll(async () => {
    core = await makeCore(pool(), { slug: 'c' });
  });

  function items(count: number, prefix: string, values: object): object[] {
    return Array.from({ length: count }, (_, at) => ({ slug: `${prefix}${at}`, ...values }));
  }

  /** The statements of the write; what is read for the answer is not counted. */
  async function statementsOf(list: object[], outcome: string): Promise<readonly string[]> {
    const { payload, statements } = await editor.send<Upserted>('upsertPrograms', { items: list }, 'outcomes');
    expect(payload?.outcomes).toEqual(list.map(() => outcome));
    return statements;
  }

  const VALUES = { name: 'A name', kind: 'STUDY', coreSlug: 'c' };

  test('of a thousand takes as many statements as one of ten', async () => {
    for (const [values, outcome, most] of [
      [VALUES, 'CREATED', 8],
      [{ status: 'PAUSED', coreSlug: 'c' }, 'UPDATED', 8],
      [{ status: 'PAUSED' }, 'UNCHANGED', 4],
    ] as const) {
      const few = await statementsOf(items(10, 'few', values), outcome);
      const many = await statementsOf(items(LARGEST, 'many', values), outcome);
      expect(many.length).toBe(few.length);
      expect(few.length).toBe(most);
    }
    const { rows } = await pool().query('SELECT count(*)::int FROM program WHERE core_id = $1', [core]);
    expect(rows).toEqual([{ count: LARGEST + 10 }]);
  });

  test('of a thousand answers with its records', async () => {
    const { programs } = await upsert(items(LARGEST, 'many', {}));
    expect(programs.map((program) => program?.version)).toEqual(Array(LARGEST).fill(2));
  });

  test('of none, or of more than a thousand, is refused', async () => {
    expect(faultsOf(await upsert([]))).toEqual(['INVALID items']);
    const answer = await upsert(items(LARGEST + 1, 'over', VALUES));
    expect(answer).toMatchObject({ programs: [], outcomes: [], cursor: null });
    expect(faultsOf(answer)).toEqual(['INVALID items']);
  });

  test('that comes several times at the same moment gives one row each', async () => {
    const before = await countRows(hub, 'program');
    const list = items(40, 'same', { ...VALUES, identifier: undefined });
    const mirrored = [...list].reverse();
    const answers = await Promise.all([list, mirrored, list, mirrored, list].map((each) => upsert(each)));
    expect(answers.flatMap(faultsOf)).toEqual([]);
    const outcomes = answers.map((answer) => new Set(answer.outcomes)).flatMap((set) => [...set]);
    expect(outcomes.sort()).toEqual(['CREATED', ...Array<string>(4).fill('UNCHANGED')]);
    expect(await countRows(hub, 'program')).toBe(before + 40);
  });

  test('with new identifiers that comes several times gives one row each', async () => {
    const list = Array.from({ length: 10 }, (_, at) => ({
      name: `Identified ${at}`,
      kind: 'STUDY',
      identifier: { scheme: 'GRANT', value: String(at) },
    }));
    const answers = await Promise.all([1, 2, 3, 4].map(() => upsert(list)));
    expect(answers.flatMap(faultsOf)).toEqual([]);
    expect(new Set(answers.flatMap(({ programs }) => programs.map((program) => program?.id))).size).toBe(10);
  });

  test('finds a record that another made after it looked for its identifier and before it claims the slug', async () => {
    const held = await makeProgram(pool());
    const item = { name: 'Made meanwhile', kind: 'STUDY', identifier: { scheme: 'GRANT', value: 'meanwhile' } };
    let second: Promise<Upserted> | undefined;
    const firstOutcomes: string[] = [];
    await whileHeld(pool(), held, async () => {
      second = upsert([item, { id: held, name: 'Held' }]);
      await blocked(pool());
      firstOutcomes.push(...(await upsert([item])).outcomes);
    });
    expect(firstOutcomes).toEqual(['CREATED']);
    expect(await second).toMatchObject({ errors: [], outcomes: ['UNCHANGED', 'UPDATED'] });
  });

  test('with a new identifier and a name whose slug is another record’s is refused, and not looked for again', async () => {
    await makeProgram(pool(), { slug: 'same-name' });
    const item = { name: 'Same name', kind: 'STUDY', identifier: { scheme: 'GRANT', value: 'same-name' } };
    expect(faultsOf(await upsert([item]))).toEqual(['ALREADY_EXISTS items.0.slug']);
  });
});

test('an upsert by the e-mail address of a merged contact names the one that stayed, and makes no duplicate', async () => {
  const loser = await makeContact(pool(), { email: 'old@example.org' });
  const winner = await makeContact(pool(), { email: 'new@example.org' });
  expect(faultsOf(await editor.do('mergeContacts', { id: loser, intoId: winner }))).toEqual([]);
  const items = [{ email: 'OLD@example.org', name: 'Anew', kind: 'PERSON' }];
  const refused = await editor.do('upsertContacts', { items });
  expect(faultsOf(refused)).toEqual(['CONFLICT items.0.email']);
  expect(refused.errors[0]?.message).toContain(winner);
  const living = await makeContact(pool(), { email: 'old@example.org' });
  const answer = await editor.do('upsertContacts', { items }, 'contacts { id } outcomes');
  expect(answer).toMatchObject({ errors: [], contacts: [{ id: living }], outcomes: ['UPDATED'] });
});
