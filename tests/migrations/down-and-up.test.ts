import { CommandError } from '../../src/commands/command-error';
import { migrate, revertMigration } from '../../src/commands/used-database';
import { KEY_ROLES, type Role } from '../../src/platform/access/viewer';
import { History } from '../access/privacy/history';
import { copyTestDatabase, createTestDatabase, type TestDatabase } from '../support/database';
import { startTestHub, type TestHub } from '../support/hub';
import { MIGRATION_NAMES } from '../support/migrations';
import { runs } from '../support/runs';
import { seenBy } from './seen';

type Headers = Record<string, string>;
const ROLES: readonly Role[] = ['public', ...KEY_ROLES];
const UPDATES =
  'query ($after: Cursor) { programUpdates(after: $after, first: 100) { cursor hasMore items { cursor kind programId changes { field before after } } } }';

/** The names of all migrations, the newest first. */
const NAMES = [...MIGRATION_NAMES].reverse();

/** What was there before anything was taken back. */
interface Before {
  readonly facts: ReadonlyMap<Role, ReadonlySet<string>>;
  readonly ids: readonly string[];
  readonly moments: readonly string[];
  /** Credentials, and the status that they are answered with. */
  readonly keys: ReadonlyMap<Headers, number>;
  /** Cursors of the log, and what they are answered with. */
  readonly cursors: ReadonlyMap<string, object>;
}

let world: TestDatabase;
let before: Before;

beforeAll(async () => {
  world = await createTestDatabase();
  const hub = await startTestHub({ database: world });
  before = await lived(hub);
  await hub.close();
}, 120_000);
afterAll(() => world.drop());

/** Contacts of every visibility with a past, records that the log has forgotten, links, merges, keys that work and keys that do not. */
async function lived(hub: TestHub): Promise<Before> {
  const { pool } = hub.database;
  const editor = await hub.signIn('editor');
  const history = new History(hub, editor, 7);
  await history.live();
  await pool.query('SELECT hub_trim_changes(now(), (SELECT (seq / 3)::int FROM change_head))');
  const { rows } = await pool.query<{ id: string }>('SELECT id FROM contact ORDER BY id LIMIT 100');
  const ids = rows.map(({ id }) => id);
  const moments = [10, 50, 85].map((index) => String(history.moments[index]));
  const partner = await hub.signIn('partner');
  const expired = await hub.signIn('partner');
  const revoked = await hub.signIn('admin');
  await pool.query(`UPDATE api_key SET revoked_at = now() WHERE id = $1`, [idOf(revoked)]);
  await pool.query(`UPDATE api_key SET expires_at = now() WHERE id = $1`, [idOf(expired)]);
  const keys = new Map<Headers, number>();
  for (const key of [editor, partner, expired, revoked]) keys.set(key, await statusOf(hub, key));
  const cursors = new Map<string, object>();
  for (const after of await cursorsOf(hub, partner)) cursors.set(after, await updatesAfter(hub, partner, after));
  return { facts: await seen(hub, ids, moments), ids, moments, keys, cursors };
}

/** What each role sees. */
async function seen(hub: TestHub, ids: readonly string[], moments: readonly string[]): Promise<Map<Role, Set<string>>> {
  const facts = new Map<Role, Set<string>>();
  for (const role of ROLES) {
    const headers = role === 'public' ? {} : await hub.signIn(role);
    facts.set(role, await seenBy(hub, role, headers, ids, moments));
  }
  return facts;
}

async function statusOf(hub: TestHub, headers: Headers): Promise<number> {
  return (await hub.query('{ __typename }', {}, headers)).status;
}

async function cursorsOf(hub: TestHub, partner: Headers): Promise<string[]> {
  const { data } = await hub.query<{ programUpdates: { cursor: string; items: { cursor: string }[] } }, object>(
    UPDATES,
    {},
    partner,
  );
  return [data.programUpdates.items[0]?.cursor, data.programUpdates.cursor].filter((cursor) => cursor !== undefined);
}

async function updatesAfter(hub: TestHub, partner: Headers, after: string): Promise<object> {
  const { data, errors } = await hub.query(UPDATES, { after }, partner);
  return { data, codes: errors?.map(({ extensions }) => extensions.code) };
}

function idOf({ authorization = '' }: Headers): string {
  return authorization.split('_')[1] ?? '';
}

/** Takes migrations back down to and with the named one. @returns what was said of losses */
async function takenBack(url: string, name: string): Promise<string> {
  let said = '';
  for (;;) {
    const done = await revertMigration(url, { force: false }).catch((error: unknown) => {
      if (!(error instanceof CommandError) || error.exitCode !== 2) throw error;
      said += error.message;
      return revertMigration(url, { force: true });
    });
    if (!done || done.name === name) return said;
  }
}

function added<T>(after: ReadonlySet<T> | undefined, others: ReadonlySet<T> | undefined): T[] {
  return [...(after ?? [])].filter((fact) => !others?.has(fact));
}

test('the world is one in which there is much to hide', () => {
  const count = (role: Role): number => before.facts.get(role)?.size ?? 0;
  expect(count('public')).toBeGreaterThan(300);
  for (const [less, more] of [
    ['public', 'partner'],
    ['partner', 'editor'],
    ['analyst', 'editor'],
  ] as const) {
    expect(count(less) + 50).toBeLessThan(count(more));
  }
  expect([...before.keys.values()]).toEqual([200, 200, 401, 401]);
});

/** Of many migrations, the newest and the first: to revert the first, all others are reverted too. */
const REVERTED = NAMES.filter((_name, at) => at < runs(2, NAMES.length) || at === NAMES.length - 1);

describe.each(REVERTED)('after all down to %s were taken back and applied again', (name) => {
  let said: string;
  let database: TestDatabase;
  let hub: TestHub;
  let after: Map<Role, Set<string>>;

  beforeAll(async () => {
    database = await copyTestDatabase(world);
    said = await takenBack(database.url, name);
    await migrate(database.url);
    hub = await startTestHub({ database });
    after = await seen(hub, before.ids, before.moments);
  }, 60_000);
  afterAll(async () => {
    await hub.close();
    await database.drop();
  });

  it('nobody sees more than before', () => {
    for (const role of ROLES)
      expect({ role, more: added(after.get(role), before.facts.get(role)) }).toEqual({ role, more: [] });
  });

  it('whatever is not seen any more was announced', () => {
    const lost = ROLES.flatMap((role) => added(before.facts.get(role), after.get(role)));
    expect(lost.length > 0 && said === '' ? lost : []).toEqual([]);
  });

  it('no key works that did not before', async () => {
    for (const [key, status] of before.keys) expect([status, 401]).toContain(await statusOf(hub, key));
  });

  it('a cursor of the log leads to what followed it, or is refused', async () => {
    const partner = await hub.signIn('partner');
    const refused = { data: { programUpdates: null }, codes: ['CURSOR_TOO_OLD'] };
    for (const [cursor, answer] of before.cursors) {
      expect([answer, refused]).toContainEqual(await updatesAfter(hub, partner, cursor));
    }
  });
});
