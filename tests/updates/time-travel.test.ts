import fc from 'fast-check';
import { makeContact, makeCore, makeOrganization, makeProgram, makeRole } from '../support/factories';
import { startTestHub, type TestHub } from '../support/hub';
import { edit, logMade, moment } from '../support/writer';

let hub: TestHub;
let editor: Record<string, string>;
let analyst: Record<string, string>;

beforeAll(async () => {
  hub = await startTestHub();
  editor = await hub.signIn('editor');
  analyst = await hub.signIn('analyst');
});
afterAll(() => hub.close());

const FIELDS = `id recordId version createdAt updatedAt archivedAt assuredAt slug name alternateNames description kind status url startedYear
  eligibilityDescription scheduleDescription supportMaxAmount supportCurrency supportNote core { id }`;

interface State {
  readonly id: string;
  readonly version: number;
}

/** A past state, read again by its own id. */
async function nodeOf(id: string): Promise<unknown> {
  const { data, errors } = await hub.query<{ node: unknown }, object>(
    `query ($id: ID!) { node(id: $id) { ... on Program { ${FIELDS} } } }`,
    { id },
    editor,
  );
  expect(errors).toBeUndefined();
  return data.node;
}

async function programAsOf(id: string, asOf: Date | undefined, headers = editor): Promise<State> {
  const query = `query ($id: ID, $asOf: DateTime) { program(id: $id, asOf: $asOf) { ${FIELDS} } }`;
  const { data, errors } = await hub.query<{ program: State }, object>(query, { id, asOf }, headers);
  expect(errors).toBeUndefined();
  return data.program;
}

async function refusal(selection: string, variables: object): Promise<unknown> {
  const { errors } = await hub.query(`query ($asOf: DateTime!) { ${selection} }`, variables, editor);
  return errors?.[0]?.extensions.code;
}

/** One change of a program, of each kind of column. */
const change = fc.oneof(
  fc.record({ name: fc.string({ minLength: 1, maxLength: 12 }).map(storable) }),
  fc.record({ alternateNames: fc.array(fc.string({ maxLength: 5 }).map(storable), { maxLength: 3 }) }),
  fc.record({ description: fc.option(fc.string({ maxLength: 20 }).map(storable)) }),
  fc.record({ status: fc.constantFrom('PLANNED', 'ACTIVE', 'PAUSED', 'COMPLETED') }),
  fc.record({ startedYear: fc.option(fc.integer({ min: 1900, max: 2100 })), kind: fc.constantFrom('STUDY', 'CLINIC') }),
  fc.record({
    supportMaxAmount: fc.integer({ min: 0, max: 999_999 }).map((cents) => cents / 100),
    supportCurrency: fc.constant('USD'),
  }),
  fc.record({ supportMaxAmount: fc.constant(null), supportCurrency: fc.constant(null) }),
  fc.record({ archivedAt: fc.option(fc.constant('2026-02-03T04:05:06.789Z')) }),
  fc.record({ assuredAt: fc.constant('2026-03-04T05:06:07.008Z'), assuredBy: fc.constant('user:ada') }),
  fc.record({ coreId: fc.constantFrom('A', 'B', null) }),
);

function storable(text: string): string {
  return text.replaceAll('\0', '');
}

test('at each moment, a program and the list of programs are what they were then', async () => {
  const { pool } = hub.database;
  const cores: Record<string, string> = { A: await makeCore(pool), B: await makeCore(pool) };
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 8 }), async (edits) => {
      const id = await makeProgram(pool);
      await logMade(pool, 'program', id);
      const recorded: [Date, State][] = [[await moment(pool), await programAsOf(id, undefined)]];
      for (const values of edits) {
        const set = 'coreId' in values && values.coreId ? { coreId: cores[values.coreId] } : values;
        await edit(pool, 'program', id, { set });
        recorded.push([await moment(pool), await programAsOf(id, undefined)]);
      }
      for (const [then, state] of recorded) {
        const past = { ...state, id: `${id}@${state.version}` };
        expect(await programAsOf(id, then)).toEqual(past);
        expect(await nodeOf(past.id)).toEqual(past);
        const { data } = await hub.query<{ programs: { nodes: unknown[] } }, object>(
          `query ($id: ID!, $asOf: DateTime) { programs(asOf: $asOf, includeArchived: true, where: { id: { eq: $id } }) { nodes { ${FIELDS} } } }`,
          { id, asOf: then },
          editor,
        );
        expect(data.programs.nodes).toEqual([past]);
      }
    }),
    { numRuns: 12, seed: 5 },
  );
}, 60_000);

test('filters, orders, counts, groups and pages of a list are those of then', async () => {
  const { pool } = hub.database;
  const first = await makeProgram(pool, { slug: 'list-a', name: 'Alpha', started_year: 1801, status: 'PLANNED' });
  const second = await makeProgram(pool, { slug: 'list-b', name: 'Beta', started_year: 1802, status: 'PLANNED' });
  const then = await moment(pool);
  await edit(pool, 'program', first, { set: { name: 'Zeta', startedYear: 2020 } });
  await edit(pool, 'program', first, { set: { name: 'Omega', status: 'ACTIVE' } });
  await edit(pool, 'program', second, { set: { archivedAt: new Date() } });
  const later = await makeProgram(pool, { slug: 'list-c', name: 'Ayn', started_year: 1803 });
  await logMade(pool, 'program', later);
  const query = `query ($asOf: DateTime, $after: String) {
    programs(asOf: $asOf, first: 1, after: $after, where: { startedYear: { lt: 1900 } }, orderBy: [{ field: NAME }]) {
      totalCount nodes { name version status } pageInfo { endCursor hasNextPage } groups(by: [STATUS]) { count keys { value } }
    }
  }`;
  const one = await hub.query<{ programs: { pageInfo: { endCursor: string } } }, object>(
    query,
    { asOf: then },
    analyst,
  );
  expect(one.statements).toHaveLength(3);
  expect(one.data.programs).toMatchObject({
    totalCount: 2,
    nodes: [{ name: 'Alpha', version: 1, status: 'PLANNED' }],
    pageInfo: { hasNextPage: true },
    groups: [{ count: 2, keys: [{ value: 'PLANNED' }] }],
  });
  const after = one.data.programs.pageInfo.endCursor;
  const two = await hub.query(query, { asOf: then, after }, analyst);
  expect(two.data).toMatchObject({ programs: { nodes: [{ name: 'Beta' }], pageInfo: { hasNextPage: false } } });
  const now = await hub.query(query, {}, analyst);
  expect(now.data).toMatchObject({ programs: { totalCount: 1, nodes: [{ name: 'Ayn' }] } });
  const public_ = await hub.query(query, { asOf: then });
  expect(public_.data).toMatchObject({ programs: { totalCount: 1, nodes: [{ name: 'Alpha' }] } });
});

test('a relation that the record holds leads where it led then; links are those of today', async () => {
  const { pool } = hub.database;
  const old = await makeCore(pool, { name: 'Old core' });
  const program = await makeProgram(pool, { core_id: old });
  const then = await moment(pool);
  await edit(pool, 'program', program, { set: { coreId: await makeCore(pool, { name: 'New core' }) } });
  await makeRole(pool, await makeOrganization(pool, { name: 'Today' }), { program_id: program });
  const { data } = await hub.query(
    'query ($id: ID, $asOf: DateTime) { program(id: $id, asOf: $asOf) { core { name } organizations { nodes { name } } } }',
    { id: program, asOf: then },
  );
  expect(data).toEqual({ program: { core: { name: 'Old core' }, organizations: { nodes: [{ name: 'Today' }] } } });
});

test('a slug leads to the record that had it then', async () => {
  const { pool } = hub.database;
  const first = await makeProgram(pool, { slug: 'contested', name: 'First' });
  const then = await moment(pool);
  await edit(pool, 'program', first, { set: { slug: 'given-up' } });
  const second = await makeProgram(pool, { slug: 'contested', name: 'Second' });
  await logMade(pool, 'program', second);
  const query = 'query ($slug: String, $asOf: DateTime) { program(slug: $slug, asOf: $asOf) { name } }';
  expect((await hub.query(query, { slug: 'contested', asOf: then })).data).toEqual({ program: { name: 'First' } });
  expect((await hub.query(query, { slug: 'contested' })).data).toEqual({ program: { name: 'Second' } });
  expect((await hub.query(query, { slug: 'given-up', asOf: then })).data).toEqual({ program: null });
});

test('a record that was merged is itself before, and the other one after', async () => {
  const { pool } = hub.database;
  const winner = await makeOrganization(pool, { name: 'Winner' });
  const loser = await makeOrganization(pool, { name: 'Loser' });
  const before = await moment(pool);
  await edit(pool, 'organization', loser, { kind: 'MERGED', set: { mergedIntoId: winner, archivedAt: new Date() } });
  const after = await moment(pool);
  await edit(pool, 'organization', winner, { set: { name: 'Winner, renamed' } });
  const query = 'query ($id: ID, $asOf: DateTime) { organization(id: $id, asOf: $asOf) { name } }';
  const name = async (asOf: Date | null, headers = {}) =>
    (await hub.query<{ organization: { name: string } | null }, object>(query, { id: loser, asOf }, headers)).data
      .organization?.name;
  expect([await name(before, analyst), await name(after, analyst), await name(null, analyst)]).toEqual([
    'Loser',
    'Winner',
    'Winner, renamed',
  ]);
  // It is in the archive now, which is not for everyone.
  expect([await name(before), await name(after)]).toEqual([undefined, 'Winner']);
});

test('cores and contacts have a past too', async () => {
  const { pool } = hub.database;
  const core = await makeCore(pool, { tagline: 'Old' });
  const contact = await makeContact(pool, { title: 'Old' });
  const then = await moment(pool);
  await edit(pool, 'core', core, { set: { tagline: 'New' } });
  await edit(pool, 'contact', contact, { set: { title: 'New' }, visibility: 'PUBLIC' });
  const query = `query ($core: ID, $contact: ID!, $asOf: DateTime) {
    core(id: $core, asOf: $asOf) { tagline } contact(id: $contact, asOf: $asOf) { title } }`;
  const { data } = await hub.query(query, { core, contact, asOf: then });
  expect(data).toEqual({ core: { tagline: 'Old' }, contact: { title: 'Old' } });
});

test.each([
  ['was hidden then', 'INTERNAL', 'PUBLIC'],
  ['is hidden now', 'PUBLIC', 'INTERNAL'],
])('a contact that %s does not show', async (_case, before, after) => {
  const { pool } = hub.database;
  const contact = await makeContact(pool, { visibility: before, name: 'Ada' });
  const then = await moment(pool);
  await edit(pool, 'contact', contact, { set: { visibility: after, name: 'Eve' }, visibility: 'INTERNAL' });
  const query = 'query ($id: ID!, $asOf: DateTime) { contact(id: $id, asOf: $asOf) { name } }';
  const seen = async (headers = {}) => (await hub.query(query, { id: contact, asOf: then }, headers)).data;
  expect(await seen()).toEqual({ contact: null });
  expect(await seen(editor)).toEqual({ contact: { name: 'Ada' } });
});

test('what did not exist yet is absent', async () => {
  const { pool } = hub.database;
  const then = await moment(pool);
  const program = await makeProgram(pool);
  await logMade(pool, 'program', program);
  expect(await programAsOf(program, then)).toBeNull();
});

test('a clock that was set back changes no past state', async () => {
  const { pool } = hub.database;
  const program = await makeProgram(pool, { name: 'One', created_at: '2026-01-01T00:00:00Z' });
  await pool.query(
    `INSERT INTO change (id, record_type, record_id, kind, version, visibility, changes, occurred_at) VALUES
       (gen_random_uuid(), 'program', $1, 'UPDATED', 2, 'PUBLIC', '[{"field": "name", "before": "One", "after": "Two"}]', '2026-01-01T12:00:00Z'),
       (gen_random_uuid(), 'program', $1, 'UPDATED', 3, 'PUBLIC', '[{"field": "name", "before": "Two", "after": "Three"}]', '2026-01-01T11:00:00Z')`,
    [program],
  );
  await pool.query(`UPDATE program SET name = 'Three', version = 3 WHERE id = $1`, [program]);
  const names = [];
  for (const hour of ['10:59', '11:30', '12:30']) {
    names.push(await programAsOf(program, new Date(`2026-01-01T${hour}:00Z`)));
  }
  expect(names).toMatchObject([
    { name: 'One', version: 1 },
    { name: 'Three', version: 3 },
    { name: 'Three', version: 3 },
  ]);
});

test('a moment in the future is refused', async () => {
  const asOf = new Date(Date.now() + 60_000);
  const id = await makeProgram(hub.database.pool);
  expect(await refusal('programs(asOf: $asOf) { totalCount }', { asOf })).toBe('BAD_USER_INPUT');
  expect(await refusal(`program(id: "${id}", asOf: $asOf) { name }`, { asOf })).toBe('BAD_USER_INPUT');
  expect(await refusal(`program(id: "${id}") { diff(from: $asOf) { field } }`, { asOf })).toBe('BAD_USER_INPUT');
});

describe('the difference between two moments', () => {
  async function diff(id: string, from: Date, to: Date | null = null, headers = editor) {
    const query = `query ($id: ID, $from: DateTime!, $to: DateTime) { program(id: $id) { diff(from: $from, to: $to) { field before after } } }`;
    const { data } = await hub.query<{ program: { diff: unknown[] } | null }, object>(query, { id, from, to }, headers);
    return data.program?.diff;
  }

  test('is net, for fields and for links', async () => {
    const { pool } = hub.database;
    const id = await makeProgram(pool, { name: 'A', status: 'PLANNED' });
    const link = (role: string, note: string | null) => ({
      organizationId: id,
      role,
      note,
      startedOn: null,
      endedOn: null,
    });
    const enter = (before: object | null, after: object | null) =>
      edit(pool, 'program', id, { kind: 'ROLE_ASSIGNED', entries: [{ field: 'organizations', before, after }] });
    const start = await moment(pool);
    await edit(pool, 'program', id, { set: { name: 'B', status: 'ACTIVE' } });
    await enter(null, link('HOST', null));
    const middle = await moment(pool);
    await edit(pool, 'program', id, { set: { name: 'C' } });
    await enter(link('HOST', null), link('HOST', 'noted'));
    await enter(null, link('LEAD', null));
    await enter(link('LEAD', null), null);
    await edit(pool, 'program', id, { set: { status: 'PLANNED' } });
    expect(await diff(id, start)).toEqual([
      { field: 'name', before: 'A', after: 'C' },
      { field: 'organizations', before: null, after: link('HOST', 'noted') },
    ]);
    expect(await diff(id, start, middle)).toEqual([
      { field: 'name', before: 'A', after: 'B' },
      { field: 'status', before: 'PLANNED', after: 'ACTIVE' },
      { field: 'organizations', before: null, after: link('HOST', null) },
    ]);
    expect(await diff(id, middle, middle)).toEqual([]);
  });

  test('shows nobody more than the history does', async () => {
    const { pool } = hub.database;
    const id = await makeProgram(pool);
    const start = await moment(pool);
    const contact = await makeContact(pool, { visibility: 'PARTNER' });
    const entry = { field: 'contacts', before: null, after: { contactId: contact, role: null, isPrimary: false } };
    await edit(pool, 'program', id, {
      kind: 'CONTACT_ASSIGNED',
      entries: [entry],
      visibility: 'PARTNER',
      subjectId: contact,
    });
    await edit(pool, 'program', id, { kind: 'ASSURED', set: { assuredBy: 'user:ada' } });
    const assured = { field: 'assuredBy', before: null, after: 'user:ada' };
    expect(await diff(id, start)).toEqual([entry, assured]);
    expect(await diff(id, start, null, analyst)).toEqual([assured]);
    expect(await diff(id, start, null, await hub.signIn('partner'))).toEqual([entry]);
    expect(await diff(id, start, null, {})).toBeNull();
  });

  test('takes one statement for many programs', async () => {
    const from = await moment(hub.database.pool);
    const { statements, errors } = await hub.query(
      'query ($from: DateTime!) { programs(first: 10) { nodes { diff(from: $from) { field } } } }',
      { from },
      editor,
    );
    expect([errors, statements.length]).toEqual([undefined, 2]);
  });
});
