import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Random } from '../../chaos/random';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { startTestHub, type TestHub } from '../support/hub';
import { runs } from '../support/runs';

const FOLDER = join(__dirname, '../../examples/partner');
/** Small, so that a snapshot has many pages to be killed between. */
const PAGE_SIZE = '2';
const WRITERS = 3;
/** Four of them amid the snapshot. */
const KILLS = runs(7, 12);

let hub: TestHub;
let mine: TestDatabase;
let key: string;
let editor: Record<string, string>;

beforeAll(async () => {
  hub = await startTestHub({ seeded: true });
  mine = await createTestDatabase();
  key = ((await hub.signIn('partner'))['authorization'] ?? '').replace('Bearer ', '');
  editor = await hub.signIn('editor');
});
afterAll(async () => {
  await hub.close();
  await mine.drop();
});

/** The example as its own process, with what it says. */
interface Partner {
  readonly process: ChildProcess;
  readonly lines: string[];
  readonly ended: Promise<number | null>;
  /** Resolves once it has said something that matches, with what it says from then on, or has ended. */
  saying(pattern: RegExp): Promise<void>;
}

function start(args: readonly string[] = [], more: Record<string, string> = {}): Partner {
  const env = {
    PATH: process.env['PATH'] ?? '',
    HUB_URL: hub.url,
    HUB_KEY: key,
    PARTNER_DATABASE_URL: mine.url,
    PARTNER_PAGE_SIZE: PAGE_SIZE,
    ...more,
  };
  const child = spawn(process.execPath, ['main.mjs', ...args], { cwd: FOLDER, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const lines: string[] = [];
  const reader = createInterface({ input: child.stdout });
  reader.on('line', (line) => lines.push(line));
  child.stderr.on('data', (text: Buffer) => lines.push(text.toString()));
  const ended = once(child, 'close').then(([code]) => code as number | null);
  return {
    process: child,
    lines,
    ended,
    saying: (pattern) =>
      new Promise((done) => {
        const look = (): void => void (lines.some((line) => pattern.test(line)) && done());
        look();
        reader.on('line', look);
        void ended.then(() => done());
      }),
  };
}

async function kill(partner: Partner): Promise<void> {
  partner.process.kill('SIGKILL');
  await partner.ended;
}

/** @param patience how long what is still on its way may take, in milliseconds */
async function verified(patience: number): Promise<{ code: number | null; lines: string[] }> {
  const partner = start(['verify'], { PARTNER_PATIENCE: String(patience) });
  return { code: await partner.ended, lines: partner.lines };
}

const mutation = (name: string): string =>
  `mutation ($input: ${name.charAt(0).toUpperCase()}${name.slice(1)}Input!) { done: ${name}(input: $input) { program { id } errors { message } } }`;

interface Done {
  readonly done: { readonly program: { readonly id: string }; readonly errors: readonly unknown[] };
}

async function write(name: string, input: object): Promise<string> {
  const response = await fetch(`${hub.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...editor },
    body: JSON.stringify({ query: mutation(name), variables: { input } }),
  });
  const { done } = ((await response.json()) as { data: Done }).data;
  expect(done.errors).toEqual([]);
  return done.program.id;
}

/** Makes, changes, archives, restores and merges programs, until it is stopped. */
async function keepWriting(name: number, isOver: () => boolean): Promise<void> {
  const values = (slug: string) => ({ slug, name: slug, kind: 'INITIATIVE', status: 'ACTIVE' });
  for (let turn = 0; !isOver(); turn += 1) {
    const id = await write('createProgram', values(`made-${name}-${turn}`));
    await write('updateProgram', { id, description: `turn ${turn}`, status: 'PAUSED' });
    if (turn % 3 === 0) await write('archiveProgram', { id });
    if (turn % 6 === 0) await write('restoreProgram', { id });
    if (turn % 6 === 1) {
      const other = await write('createProgram', values(`merged-${name}-${turn}`));
      await write('mergePrograms', { id: other, intoId: id });
    }
  }
}

test('killed again and again while it is written, the copy is equal to the hub in the end', async () => {
  const random = new Random(7);
  let over = false;
  const writers = Array.from({ length: WRITERS }, (_, name) => keepWriting(name, () => over));
  const said: string[] = [];
  for (let turn = 0; turn < KILLS; turn += 1) {
    const partner = start();
    // In the first turns amid the snapshot, between two of its pages; then while it follows, after a few changes.
    await partner.saying(turn < 4 ? /^snapshot/ : /^[A-Z_]+ [0-9a-f]{8}-/);
    await new Promise((done) => setTimeout(done, random.between(0, 30)));
    await kill(partner);
    said.push(...partner.lines);
  }
  over = true;
  await Promise.all(writers);
  const last = start();
  const { code, lines } = await verified(60_000);
  await kill(last);
  expect({ code, lines }).toEqual({ code: 0, lines: ['The copy is equal to the hub.'] });
  expect(said.filter((line) => line.startsWith('snapshot')).length).toBeGreaterThan(4);
  expect(said.some((line) => line.startsWith('ARCHIVED'))).toBe(true);
}, 120_000);

describe('a copy that is not equal', () => {
  it.each([
    [
      'a value differs',
      `UPDATE partner.program SET data = data || '{"name":"Other"}' WHERE data->>'slug' = 'secure'`,
      /^different: secure name: .* in the hub, "Other" here$/,
    ],
    ['one is missing', `DELETE FROM partner.program WHERE data->>'slug' = 'secure'`, /^missing here: secure /],
    [
      'one is there that the hub has not',
      `INSERT INTO partner.program SELECT gen_random_uuid(), version, data, snapshot FROM partner.program WHERE data->>'slug' = 'secure'`,
      /^not in the hub: secure /,
    ],
  ])('is noticed: %s', async (_, break_, pattern) => {
    await mine.pool.query('CREATE TABLE kept AS TABLE partner.program');
    await mine.pool.query(break_);
    const { code, lines } = await verified(0);
    await mine.pool.query('TRUNCATE partner.program; INSERT INTO partner.program TABLE kept; DROP TABLE kept');

    expect(code).toBe(1);
    expect(lines).toEqual([expect.stringMatching(pattern), '1 differences.']);
  });
});

test('where the log no longer has what it needs, it reads a new snapshot', async () => {
  await hub.database.pool.query('SELECT hub_begin_epoch()');
  const id = await write('createProgram', { slug: 'after', name: 'After', kind: 'INITIATIVE', status: 'ACTIVE' });
  await mine.pool.query(`UPDATE partner.program SET data = '{}', version = 1`);
  await mine.pool.query(`INSERT INTO partner.program VALUES (gen_random_uuid(), 1, '{}', 1)`);
  const partner = start();
  await partner.saying(/^snapshot \d+: .* complete/);
  const { code, lines } = await verified(10_000);
  await kill(partner);

  expect(partner.lines[1]).toBe('CURSOR_TOO_OLD: reading a new snapshot');
  expect({ code, lines }).toEqual({ code: 0, lines: ['The copy is equal to the hub.'] });
  expect((await mine.pool.query('SELECT FROM partner.program WHERE id = $1', [id])).rowCount).toBe(1);
}, 60_000);

test('what is not set is named', async () => {
  const child = spawn(process.execPath, ['main.mjs'], { cwd: FOLDER, env: {}, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (text: Buffer) => (said += text.toString()));
  const [code] = (await once(child, 'close')) as [number];
  expect({ code, said }).toEqual({
    code: 2,
    said: 'Set HUB_URL, HUB_KEY, PARTNER_DATABASE_URL; see README.md.\n',
  });
});
