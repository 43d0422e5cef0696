import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { developmentKeys } from '../../src/commands/development-keys';
import { KEY_ROLES } from '../../src/platform/access/viewer';
import { startCommand, type Ended, type RunningCommand } from '../support/command';
import { createTestDatabase } from '../support/database';

let folder: string;
let command: RunningCommand | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hub-keys-'));
});
afterEach(async () => {
  await stop();
  await rm(folder, { recursive: true, force: true });
});

async function stop(): Promise<Ended | undefined> {
  command?.process.kill('SIGTERM');
  return command?.ended;
}

/** The keys of a file, by role. */
async function keysIn(path: string): Promise<Record<string, string>> {
  const lines = (await readFile(path, 'utf8')).matchAll(/^HUB_(\w+)_KEY=(\S+)$/gm);
  return Object.fromEntries([...lines].map(([, role, key]) => [String(role).toLowerCase(), String(key)]));
}

describe('the embedded default', () => {
  interface Started {
    readonly url: string;
    readonly keysFile: string;
  }

  async function start(): Promise<Started> {
    command = startCommand(['serve'], { HUB_DATA_DIR: folder, PORT: '0', HOST: '127.0.0.1' });
    const [, url, keysFile] = await command.saying(/GraphQL +(http:\S+)\/graphql[^]*Keys +(\S+)[^]*Stop it/);
    return { url: String(url), keysFile: String(keysFile) };
  }

  test('makes a key for each role at the first start, prints their path, and keeps them', async () => {
    const first = await start();
    expect(first.keysFile).toBe(join(folder, 'development-keys'));
    expect((await stat(first.keysFile)).mode & 0o777).toBe(0o600);
    const keys = await keysIn(first.keysFile);
    expect(Object.keys(keys).sort()).toEqual([...KEY_ROLES].sort());
    for (const key of Object.values(keys)) {
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${key}` };
      const answer = await fetch(`${first.url}/graphql`, {
        method: 'POST',
        headers,
        body: '{"query":"{ __typename }"}',
      });
      expect(answer.status).toBe(200);
    }
    const ended = await stop();
    expect(ended?.code).toBe(0);
    for (const key of Object.values(keys)) expect(`${ended?.stdout}${ended?.stderr}`).not.toContain(key);

    const second = await start();
    expect(await keysIn(second.keysFile)).toEqual(keys);
  }, 60_000);
});

test('a hub with a database of its own makes no keys', async () => {
  const database = await createTestDatabase();
  command = startCommand(['serve'], { DATABASE_URL: database.url, HUB_DATA_DIR: folder, PORT: '0' });
  await command.saying(/Stop it/);
  expect((await stop())?.stderr).not.toContain('Keys');
  expect((await database.pool.query('SELECT FROM api_key')).rowCount).toBe(0);
  await database.drop();
});

describe('the keys', () => {
  test('are made again after a crash between writing the file and storing the keys', async () => {
    const database = await createTestDatabase();
    const path = join(folder, 'development-keys');
    await writeFile(path, 'HUB_EDITOR_KEY=hub_of_a_start_that_crashed\n');
    await writeFile(`${path}.new`, 'half a fi', { mode: 0o644 });
    expect(await developmentKeys(database.url, folder)).toBe(path);
    const keys = await keysIn(path);
    const { rows } = await database.pool.query<{ id: string }>('SELECT id FROM api_key');
    expect(Object.values(keys).map((key) => key.split('_')[1])).toEqual(
      expect.arrayContaining(rows.map(({ id }) => id)),
    );
    expect(rows).toHaveLength(4);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    await database.drop();
  });

  test('are made once by hubs that start together', async () => {
    const database = await createTestDatabase();
    await Promise.all(Array.from({ length: 4 }, () => developmentKeys(database.url, folder)));
    const { rows } = await database.pool.query<{ id: string }>('SELECT id FROM api_key');
    const ids = Object.values(await keysIn(join(folder, 'development-keys'))).map((key) => key.split('_')[1]);
    expect([...ids].sort()).toEqual(rows.map(({ id }) => id).sort());
    await database.drop();
  });

  test('are not made in a hub that has a key, revoked or not', async () => {
    const database = await createTestDatabase();
    await database.pool.query(
      `INSERT INTO api_key (id, name, role, secret_sha256, revoked_at) VALUES ('0123456789ab', 'old', 'admin', 'x', now())`,
    );
    expect(await developmentKeys(database.url, folder)).toBeUndefined();
    await database.drop();
  });
});
