import { makeContact, makeCore, makeOrganization, makeProgram } from '../support/factories';
import { startTestHub, type TestHub } from '../support/hub';
import { edit, logMade, number } from '../support/writer';

let hub: TestHub;
const headers: Record<string, Record<string, string>> = { public: {} };

beforeAll(async () => {
  hub = await startTestHub();
  for (const role of ['analyst', 'partner', 'editor', 'admin'] as const) headers[role] = await hub.signIn(role);
});
afterAll(() => hub.close());

const CHANGES =
  'totalCount nodes { kind version recordType recordId occurredAt actor cursor changes { field before after } }';

interface Changes {
  totalCount: number;
  nodes: {
    kind: string;
    version: number;
    actor: string | null;
    cursor: string | null;
    changes: { field: string; before: unknown; after: unknown }[];
  }[];
}

async function history(of: string, role = 'editor') {
  return hub.query<{ changes: Changes }, object>(
    `query ($of: ID!) { changes(of: $of) { ${CHANGES} } }`,
    { of },
    headers[role],
  );
}

async function versions(of: string, role = 'editor'): Promise<number[]> {
  const { data, errors } = await history(of, role);
  expect(errors?.filter(({ path }) => path?.at(-1) !== 'actor') ?? []).toEqual([]);
  expect(data.changes.totalCount).toBe(data.changes.nodes.length);
  return data.changes.nodes.map(({ version }) => version);
}

test('every record has its history, the oldest change first, on itself and at the root', async () => {
  const { pool } = hub.database;
  const records = {
    organization: await makeOrganization(pool),
    core: await makeCore(pool),
    program: await makeProgram(pool),
    contact: await makeContact(pool),
  };
  for (const [type, id] of Object.entries(records) as [keyof typeof records, string][]) {
    await logMade(pool, type, id);
    await edit(pool, type, id, {
      set: { name: 'Renamed' },
      actor: 'user:ada',
      ...(type === 'contact' && { visibility: 'PUBLIC' }),
    });
    await number(pool);
    await edit(pool, type, id, { set: { name: 'Not numbered' } });
    const { data } = await history(id);
    expect(data.changes.nodes.map(({ kind, version, actor }) => [kind, version, actor])).toEqual([
      ['CREATED', 1, 'key:editor'],
      ['UPDATED', 2, 'user:ada'],
      ['UPDATED', 3, 'key:editor'],
    ]);
    expect(data.changes.nodes[1]).toMatchObject({
      changes: [{ field: 'name', after: 'Renamed' }],
      cursor: expect.any(String),
    });
    expect(data.changes.nodes[2]?.cursor === null || typeof data.changes.nodes[2]?.cursor === 'string').toBe(true);
    const nested = await hub.query<Record<string, { changes: Changes }>, object>(
      `query ($id: ID!) { ${type}(id: $id) { changes(orderBy: [{ field: VERSION, direction: DESC }]) { ${CHANGES} } } }`,
      { id },
      headers.editor,
    );
    expect(nested.data[type]?.changes.nodes.map(({ version }) => version)).toEqual([3, 2, 1]);
  }
});

test('it is filtered, paged and counted as any list', async () => {
  const { pool } = hub.database;
  const program = await makeProgram(pool);
  await logMade(pool, 'program', program);
  for (const status of ['PAUSED', 'ACTIVE', 'COMPLETED'])
    await edit(pool, 'program', program, { kind: 'STATUS_CHANGED', set: { status } });
  const { data } = await hub.query(
    `query ($of: ID!) { changes(of: $of, last: 1, where: { kind: { eq: STATUS_CHANGED } }) {
      totalCount nodes { version } groups(by: [KIND]) { count keys { value } } } }`,
    { of: program },
    headers.partner,
  );
  expect(data).toEqual({
    changes: { totalCount: 3, nodes: [{ version: 4 }], groups: [{ count: 3, keys: [{ value: 'STATUS_CHANGED' }] }] },
  });
});

test('the public is asked to sign in', async () => {
  const program = await makeProgram(hub.database.pool);
  await logMade(hub.database.pool, 'program', program);
  expect((await history(program, 'public')).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  const nested = await hub.query('query ($id: ID) { program(id: $id) { changes { totalCount } } }', { id: program });
  expect(nested.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  const learnt = await hub.query(
    '{ programs(where: { changes: { some: { kind: { eq: CREATED } } } }) { totalCount } }',
  );
  expect(learnt.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
});

/** A program that somebody has vouched for. */
async function makeAssured(): Promise<string> {
  const { pool } = hub.database;
  const program = await makeProgram(pool);
  await edit(pool, 'program', program, {
    kind: 'ASSURED',
    set: { assuredAt: new Date(), assuredBy: 'user:ada' },
    actor: 'user:ada',
  });
  return program;
}

test('the author of a change is for those who may see authorship', async () => {
  const program = await makeAssured();
  for (const role of ['analyst', 'editor', 'admin', 'partner']) {
    const [change] = (await history(program, role)).data.changes.nodes;
    const may = role !== 'partner';
    expect(change?.actor).toBe(may ? 'user:ada' : null);
    expect(change?.changes.map(({ field }) => field)).toEqual(may ? ['assuredAt', 'assuredBy'] : ['assuredAt']);
  }
});

test('nobody else can filter by the author', async () => {
  const program = await makeAssured();
  const byActor = 'query ($of: ID!) { changes(of: $of, where: { actor: { eq: "user:ada" } }) { totalCount } }';
  expect((await hub.query(byActor, { of: program }, headers.partner)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  expect((await hub.query(byActor, { of: program }, headers.analyst)).data).toEqual({ changes: { totalCount: 1 } });
  for (const argument of ['orderBy: [{ field: ACTOR }]', 'where: { changes: {} }', 'where: { seq: { eq: "1" } }']) {
    const { errors } = await hub.query(
      `query ($of: ID!) { changes(of: $of, ${argument}) { totalCount } }`,
      { of: program },
      headers.partner,
    );
    expect(errors?.[0]?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
  }
  const { errors } = await hub.query(
    `{ changes(of: "${program}") { groups(by: [ACTOR]) { count } } }`,
    {},
    headers.partner,
  );
  expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
});

test('that of a contact shows as far as the contact did then and does now', async () => {
  const { pool } = hub.database;
  const contact = await makeContact(pool, { visibility: 'INTERNAL' });
  await logMade(pool, 'contact', contact);
  await edit(pool, 'contact', contact, { set: { visibility: 'PARTNER' }, visibility: 'INTERNAL' });
  await edit(pool, 'contact', contact, { set: { title: 'Known to partners' }, visibility: 'PARTNER' });
  await edit(pool, 'contact', contact, { set: { visibility: 'PUBLIC' }, visibility: 'PARTNER' });
  await edit(pool, 'contact', contact, { set: { title: 'Known to all' }, visibility: 'PUBLIC' });
  expect([await versions(contact), await versions(contact, 'partner'), await versions(contact, 'analyst')]).toEqual([
    [1, 2, 3, 4, 5],
    [3, 4, 5],
    [5],
  ]);
  await edit(pool, 'contact', contact, { set: { visibility: 'INTERNAL' }, visibility: 'INTERNAL' });
  expect([await versions(contact, 'partner'), await versions(contact, 'analyst')]).toEqual([[], []]);
});

test('that of what is archived or merged is for those who may see it, by its own id', async () => {
  const { pool } = hub.database;
  const winner = await makeProgram(pool);
  const loser = await makeProgram(pool);
  await logMade(pool, 'program', loser);
  await edit(pool, 'program', loser, { kind: 'MERGED', set: { mergedIntoId: winner, archivedAt: new Date() } });
  expect([await versions(loser), await versions(loser, 'analyst'), await versions(loser, 'partner')]).toEqual([
    [1, 2],
    [1, 2],
    [],
  ]);
});

test('there is none for an unknown id', async () => {
  expect(await versions('00000000-0000-4000-8000-000000000000')).toEqual([]);
});

test.each(['organizations', 'cores', 'programs', 'contacts'])(
  '%s { changes } takes two statements, however many there are',
  async (list) => {
    const args = 'last: 3, where: { version: { gt: 0 } }, orderBy: [{ field: OCCURRED_AT }]';
    for (const first of [1, 20]) {
      const { errors, statements } = await hub.query(
        `{ ${list}(first: ${first}) { nodes { changes(${args}) { nodes { kind actor changes { field } } } } } }`,
        {},
        headers.editor,
      );
      expect([errors, statements.length]).toEqual([undefined, 2]);
    }
  },
);
