import type { Visibility } from '../../src/platform/change-log/visibility';
import type { KeyRole } from '../../src/platform/access/viewer';
import { encodeLogCursor } from '../../src/platform/change-log/cursor';
import {
  makeAssignment,
  makeContact,
  makeOrganization,
  makeProgram,
  makeRole,
  makeTag,
  makeTerm,
} from '../support/factories';
import { startTestHub, type TestHub } from '../support/hub';
import { edit, logMade, number } from '../support/writer';

interface Item {
  kind: string;
  programId: string;
  version: number;
  cursor: string;
  previous: string | null;
  actor: string | null;
  changes: { field: string; before: unknown; after: unknown }[];
  program: { name: string } | null;
}
interface Page {
  items: Item[];
  cursor: string;
  hasMore: boolean;
}

let hub: TestHub;
const headers: Partial<Record<KeyRole, Record<string, string>>> = {};

beforeEach(async () => {
  hub = await startTestHub();
  for (const role of ['analyst', 'partner', 'editor'] as const) headers[role] = await hub.signIn(role);
});
afterEach(() => hub.close());

const QUERY = `query ($after: Cursor, $first: Int, $where: ProgramWhere, $kinds: [ProgramChangeKind!]) {
  programUpdates(after: $after, first: $first, where: $where, kinds: $kinds) {
    cursor hasMore
    items { kind programId version cursor previous actor occurredAt changes { field before after } program { name } }
  }
}`;

async function ask(variables: object = {}, role: KeyRole = 'editor') {
  await number(hub.database.pool);
  return hub.query<{ programUpdates: Page }, object>(QUERY, variables, headers[role]);
}

async function page(variables: object = {}, role: KeyRole = 'editor'): Promise<Page> {
  const { data, errors } = await ask(variables, role);
  expect(errors).toBeUndefined();
  return data.programUpdates;
}

async function kinds(variables: object = {}, role: KeyRole = 'editor'): Promise<string[]> {
  return (await page(variables, role)).items.map(({ kind }) => kind);
}

async function makeLogged(values: object = {}): Promise<string> {
  const id = await makeProgram(hub.database.pool, { ...values });
  await logMade(hub.database.pool, 'program', id);
  return id;
}

/** Assigns a contact to a program, or takes it away again, as a mutation does. */
async function assign(
  program: string,
  contact: string,
  visibility: Visibility,
  before: object | null,
  after: object | null,
) {
  await edit(hub.database.pool, 'program', program, {
    kind: after ? 'CONTACT_ASSIGNED' : 'CONTACT_UNASSIGNED',
    entries: [{ field: 'contacts', before, after }],
    visibility,
    subjectId: contact,
    also: (client) =>
      after
        ? client.query(
            'INSERT INTO contact_assignment (id, contact_id, program_id) VALUES (gen_random_uuid(), $1, $2)',
            [contact, program],
          )
        : client.query('DELETE FROM contact_assignment WHERE contact_id = $1 AND program_id = $2', [contact, program]),
  });
}

test('has all changes of programs, in their order, with what changed', async () => {
  const { pool } = hub.database;
  const program = await makeLogged({ name: 'First' });
  const organization = await makeOrganization(pool);
  await logMade(pool, 'organization', organization);
  await edit(pool, 'program', program, { set: { name: 'Second', startedYear: 2020 } });
  await edit(pool, 'program', program, { kind: 'STATUS_CHANGED', set: { status: 'PAUSED' }, actor: 'user:ada' });
  const { items, cursor, hasMore } = await page();
  expect(items.map(({ kind, version }) => [kind, version])).toEqual([
    ['CREATED', 1],
    ['UPDATED', 2],
    ['STATUS_CHANGED', 3],
  ]);
  expect(items[0]?.changes).toContainEqual({ field: 'name', before: null, after: 'First' });
  expect(items[1]).toMatchObject({
    programId: program,
    program: { name: 'Second' },
    changes: [
      { field: 'name', before: 'First', after: 'Second' },
      { field: 'startedYear', before: null, after: 2020 },
    ],
  });
  expect(items[2]?.actor).toBe('user:ada');
  expect([items.at(-1)?.cursor, hasMore]).toEqual([cursor, false]);
});

test('pages follow each other without a gap, and every message names the one before it', async () => {
  const { pool } = hub.database;
  const programs = [await makeLogged(), await makeLogged()];
  for (let turn = 0; turn < 5; turn += 1) {
    await edit(pool, 'program', programs[turn % 2] as string, { set: { description: String(turn) } });
    await logMade(pool, 'organization', await makeOrganization(pool));
  }
  const all = await page();
  const found: Item[] = [];
  let after: string | undefined;
  for (let more = true; more;) {
    const next: Page = await page({ first: 2, after });
    found.push(...next.items);
    after = next.cursor;
    more = next.hasMore;
  }
  expect(found.map(({ cursor }) => cursor)).toEqual(all.items.map(({ cursor }) => cursor));
  expect(found).toHaveLength(7);
  expect(all.items.map(({ previous }) => previous)).toEqual([
    null,
    ...all.items.slice(0, -1).map(({ cursor }) => cursor),
  ]);
  expect((await page({ after })).items).toEqual([]);
  expect((await page({ after })).cursor).toBe(after);
});

test('a page costs a fixed number of statements, however many changes it has', async () => {
  const { pool } = hub.database;
  for (let turn = 0; turn < 30; turn += 1) await makeLogged();
  await number(pool);
  const count = async (variables: object) => (await ask(variables)).statements.length;
  expect([await count({ first: 1 }), await count({ first: 30 })]).toEqual([2, 2]);
  const where = { organizations: { some: { type: { eq: 'HOSPITAL' } } } };
  expect([await count({ first: 1, where }), await count({ first: 30, where })]).toEqual([1, 1]);
});

test('the cursor also passes changes that do not match, however many', async () => {
  const { pool } = hub.database;
  await pool.query(`INSERT INTO change (id, record_type, record_id, kind, version)
    SELECT gen_random_uuid(), 'organization', gen_random_uuid(), 'CREATED', 1 FROM generate_series(1, 3000)`);
  const program = await makeLogged();
  const first = await page();
  expect([first.items.length, first.hasMore]).toEqual([0, true]);
  const second = await page({ after: first.cursor });
  expect([second.items.map(({ programId }) => programId), second.hasMore]).toEqual([[program], false]);
});

test('has only the kinds that are asked for', async () => {
  const { pool } = hub.database;
  const program = await makeLogged();
  await edit(pool, 'program', program, { set: { name: 'New' } });
  await edit(pool, 'program', program, { kind: 'STATUS_CHANGED', set: { status: 'PAUSED' } });
  expect(await kinds({ kinds: ['STATUS_CHANGED'] })).toEqual(['STATUS_CHANGED']);
  expect(await kinds({ kinds: ['CREATED', 'UPDATED'] })).toEqual(['CREATED', 'UPDATED']);
  expect(await kinds({ kinds: [] })).toEqual([]);
});

describe('with where', () => {
  const active = { status: { eq: 'ACTIVE' } };

  test('a program that begins to match is ENTERED, one that ceases to match is LEFT, and one that never matched is absent', async () => {
    const { pool } = hub.database;
    const program = await makeLogged({ status: 'PLANNED' });
    await edit(pool, 'program', program, { set: { name: 'Not yet' } });
    await edit(pool, 'program', program, { kind: 'STATUS_CHANGED', set: { status: 'ACTIVE' } });
    await edit(pool, 'program', program, { set: { name: 'Watched' } });
    await edit(pool, 'program', program, { kind: 'STATUS_CHANGED', set: { status: 'PAUSED' } });
    await edit(pool, 'program', program, { set: { name: 'No more' } });
    const expected = ['ENTERED', 'UPDATED', 'LEFT'];
    expect(await kinds({ where: active })).toEqual(expected);
    await edit(pool, 'program', program, { set: { status: 'ACTIVE', name: 'Later' } });
    expect((await kinds({ where: active })).slice(0, 3)).toEqual(expected);
    expect(await kinds({ where: active, kinds: ['LEFT'] })).toEqual(['LEFT']);
  });

  test('a program that matches when it is created is ENTERED', async () => {
    await makeLogged({ status: 'ACTIVE' });
    await makeLogged({ status: 'PAUSED' });
    expect(await kinds({ where: active })).toEqual(['ENTERED']);
  });

  test('each change is judged by the state of then, page by page as all at once', async () => {
    const { pool } = hub.database;
    const program = await makeLogged({ status: 'PLANNED' });
    for (const status of ['ACTIVE', 'PAUSED', 'ACTIVE', 'PAUSED', 'ACTIVE']) {
      await edit(pool, 'program', program, { kind: 'STATUS_CHANGED', set: { status } });
    }
    const expected = ['ENTERED', 'LEFT', 'ENTERED', 'LEFT', 'ENTERED'];
    expect(await kinds({ where: active })).toEqual(expected);
    const found: string[] = [];
    let after: string | undefined;
    for (let more = true; more;) {
      const next: Page = await page({ first: 1, after, where: active });
      found.push(...next.items.map(({ kind }) => kind));
      after = next.cursor;
      more = next.hasMore;
    }
    expect(found).toEqual(expected);
  });

  test('a role that comes and goes makes a program enter and leave', async () => {
    const { pool } = hub.database;
    const program = await makeLogged();
    const organization = await makeOrganization(pool, { slug: 'mine' });
    const link = { organizationId: organization, role: 'HOST', note: null, startedOn: null, endedOn: null };
    await edit(pool, 'program', program, {
      kind: 'ROLE_ASSIGNED',
      entries: [{ field: 'organizations', before: null, after: link }],
      also: (client) => makeRole(client, organization, { program_id: program, role: 'HOST' }),
    });
    await edit(pool, 'program', program, { set: { name: 'Hosted' } });
    await edit(pool, 'program', program, {
      kind: 'ROLE_REMOVED',
      entries: [{ field: 'organizations', before: link, after: null }],
      also: (client) => client.query('DELETE FROM organization_role WHERE program_id = $1', [program]),
    });
    await edit(pool, 'program', program, { set: { name: 'Not hosted' } });
    const where = { organizations: { some: { slug: { eq: 'mine' } }, roles: ['HOST'] } };
    expect(await kinds({ where })).toEqual(['ENTERED', 'UPDATED', 'LEFT']);
    const not = { organizations: { none: { slug: { eq: 'mine' } } } };
    expect(await kinds({ where: not })).toEqual(['ENTERED', 'LEFT', 'ENTERED', 'UPDATED']);
    expect(await kinds({ where: { organizations: { some: {}, roles: ['LEAD'] } } })).toEqual([]);
  });

  test('a tag, a contact and a related program do so too', async () => {
    const { pool } = hub.database;
    const program = await makeLogged({ slug: 'one' });
    const other = await makeLogged({ slug: 'two' });
    const termId = await makeTerm(pool, { code: 'housing' });
    const contact = await makeContact(pool, { name: 'Ada' });
    await edit(pool, 'program', program, {
      kind: 'TAGGED',
      entries: [{ field: 'terms', before: null, after: { termId } }],
      also: (client) => makeTag(client, termId, { program_id: program }),
    });
    await assign(program, contact, 'PUBLIC', null, { contactId: contact, role: null, isPrimary: false });
    const relate = async (id: string, programId: string, direction: string) =>
      edit(pool, 'program', id, {
        kind: 'RELATED',
        entries: [{ field: 'relatedPrograms', before: null, after: { programId, type: 'PART_OF', direction } }],
      });
    await pool.query(
      `INSERT INTO program_relationship (id, program_id, related_program_id, type) VALUES (gen_random_uuid(), $1, $2, 'PART_OF')`,
      [program, other],
    );
    await relate(program, other, 'OUTGOING');
    await relate(other, program, 'INCOMING');
    expect(await kinds({ where: { terms: { some: { code: { eq: 'housing' } } } } })).toEqual([
      'ENTERED',
      'CONTACT_ASSIGNED',
      'RELATED',
    ]);
    expect(await kinds({ where: { contacts: { some: { name: { eq: 'Ada' } } } } })).toEqual(['ENTERED', 'RELATED']);
    expect(
      await kinds({ where: { relatedPrograms: { some: { slug: { eq: 'two' } }, direction: 'OUTGOING' } } }),
    ).toEqual(['ENTERED']);
    const { items } = await page({ where: { relatedPrograms: { some: { slug: { eq: 'one' } } } } });
    expect(items.map(({ kind, programId }) => [kind, programId])).toEqual([['ENTERED', other]]);
  });

  test('a program with very many changes is still judged step by step', async () => {
    const { pool } = hub.database;
    const program = await makeLogged({ status: 'ACTIVE' });
    await pool.query(
      `INSERT INTO change (id, record_type, record_id, kind, version, visibility, changes)
       SELECT gen_random_uuid(), 'program', $1, 'UPDATED', n, 'PUBLIC',
         jsonb_build_array(jsonb_build_object('field', 'description', 'before', 'v' || (n - 1), 'after', 'v' || n))
       FROM generate_series(2, 3000) n`,
      [program],
    );
    await pool.query(`UPDATE program SET version = 3000, description = 'v3000'`);
    const { items, hasMore } = await page({ where: { description: { eq: 'v150' } } });
    expect(items.map(({ kind, version }) => [kind, version])).toEqual([
      ['ENTERED', 150],
      ['LEFT', 151],
    ]);
    expect(hasMore).toBe(true);
  });
});

describe('the log does not show what a viewer may not read', () => {
  test('it is for partners, editors and admins', async () => {
    expect((await ask({}, 'analyst')).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    const { errors } = await hub.query(QUERY);
    expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });

  test('the author of a change, and who vouched for a record, is for those who may see authorship', async () => {
    const { pool } = hub.database;
    const program = await makeLogged();
    await edit(pool, 'program', program, { kind: 'ASSURED', set: { assuredAt: new Date(), assuredBy: 'user:ada' } });
    const fields = ({ items }: Page) => items.at(-1)?.changes.map(({ field }) => field);
    const [partner, editor] = [await page({}, 'partner'), await page()];
    expect([partner.items.map(({ actor }) => actor), fields(partner)]).toEqual([[null, null], ['assuredAt']]);
    expect([editor.items.map(({ actor }) => actor), fields(editor)]).toEqual([
      ['key:editor', 'key:editor'],
      ['assuredAt', 'assuredBy'],
    ]);
  });

  test('a contact shows as it was then and as it is now, whichever is stricter', async () => {
    const { pool } = hub.database;
    const program = await makeLogged();
    for (const [then, now] of [
      ['PUBLIC', 'PUBLIC'],
      ['PARTNER', 'PUBLIC'],
      ['INTERNAL', 'PUBLIC'],
      ['PUBLIC', 'INTERNAL'],
      ['PARTNER', 'INTERNAL'],
    ] as const) {
      const contact = await makeContact(pool, { visibility: now });
      await assign(program, contact, then, null, { contactId: contact, role: null, isPrimary: false });
    }
    const gone = await makeContact(pool, { archived_at: new Date() });
    await assign(program, gone, 'PUBLIC', null, { contactId: gone, role: null, isPrimary: false });
    expect((await page()).items.map(({ version }) => version)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect((await page({}, 'partner')).items.map(({ version }) => version)).toEqual([1, 2, 3]);
    const where = { contacts: { some: {} } };
    // One that shows now, but whose assignment does not, counts as if it had been there from the beginning: it does not say when it came.
    const followed = (await page({ where }, 'partner')).items.map(({ kind }) => kind);
    expect(followed).toEqual(['ENTERED', 'CONTACT_ASSIGNED', 'CONTACT_ASSIGNED']);
  });

  test('nothing is learnt of a hidden contact by watching for it', async () => {
    const { pool } = hub.database;
    const program = await makeLogged();
    const contact = await makeContact(pool, { email: 'hidden@example.org', visibility: 'INTERNAL' });
    await makeAssignment(pool, contact, { program_id: program });
    await edit(pool, 'program', program, { set: { name: 'Seen' } });
    const where = { contacts: { some: { email: { eq: 'hidden@example.org' } } } };
    expect(await kinds({ where }, 'partner')).toEqual([]);
    expect(await kinds({ where })).toEqual(['ENTERED', 'UPDATED']);
  });

  test('of an archived program, partners see that it was archived, and no more until it is restored', async () => {
    const { pool } = hub.database;
    const program = await makeLogged();
    await edit(pool, 'program', program, { set: { name: 'Secret' } });
    await edit(pool, 'program', program, { kind: 'ARCHIVED', set: { archivedAt: new Date(), description: 'Why' } });
    await edit(pool, 'program', program, { set: { name: 'In the archive' } });
    const { items } = await page({}, 'partner');
    expect(items).toMatchObject([{ kind: 'ARCHIVED', program: null, changes: [{ field: 'archivedAt' }] }]);
    expect(items).toHaveLength(1);
    expect(await kinds()).toEqual(['CREATED', 'UPDATED', 'ARCHIVED', 'UPDATED']);
    await edit(pool, 'program', program, { kind: 'RESTORED', set: { archivedAt: null } });
    expect((await kinds({}, 'partner')).at(-1)).toBe('RESTORED');
  });
});

describe('a cursor', () => {
  test('that is none is refused', async () => {
    for (const after of ['', 'nonsense', 'AQ', `${'A'.repeat(33)}=`]) {
      expect((await ask({ after })).errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    }
    const { errors } = await hub.query('{ programUpdates(after: "x") { cursor } }', {}, headers.editor);
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });

  test('that the log has not come to is refused', async () => {
    const { cursor } = await page();
    const { rows } = await hub.database.pool.query<{ epoch: string }>('SELECT epoch FROM change_head');
    const ahead = encodeLogCursor({ epoch: String(rows[0]?.epoch), seq: 1n });
    expect(cursor).not.toBe(ahead);
    expect((await ask({ after: ahead })).errors?.[0]?.extensions.code).toBe('CURSOR_IN_FUTURE');
  });

  test('of a log that was lost is refused, with the oldest that is good', async () => {
    await makeLogged();
    const { cursor } = await page();
    await hub.database.pool.query('SELECT hub_begin_epoch()');
    const { errors } = await ask({ after: cursor });
    expect(errors?.[0]?.extensions.code).toBe('CURSOR_TOO_OLD');
    expect(await kinds({ after: errors?.[0]?.extensions.oldestCursor })).toEqual(['CREATED']);
  });
});

test.each([0, -1, 101])('first: %d is refused', async (first) => {
  expect((await ask({ first })).errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
});
