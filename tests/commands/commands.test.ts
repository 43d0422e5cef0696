/** @long Each of its commands loads the whole hub. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seed } from '../../src/commands/seed';
import { revertMigration } from '../../src/commands/used-database';
import { runCommand, startCommand } from '../support/command';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { blocked } from '../support/locks';
import { MIGRATION_NAMES } from '../support/migrations';
import { until } from '../support/until';

jest.setTimeout(120_000);

let database: TestDatabase;
let env: Record<string, string>;

beforeAll(async () => {
  database = await createTestDatabase();
  env = { DATABASE_URL: database.url };
});
afterAll(() => database.drop());

describe('serve', () => {
  test('migrates, loads the dataset, serves, and at SIGTERM lets a running request finish', async () => {
    const command = startCommand(['serve'], { ...env, PORT: '0', HOST: '127.0.0.1' });
    const [, url] = await command.saying(/GraphQL +(http:\S+)\/graphql/);
    expect((await fetch(`${url}/health/live`)).status).toBe(200);
    expect((await fetch(`${url}/health/ready`)).status).toBe(200);

    const locker = await database.pool.connect();
    await locker.query('BEGIN; LOCK TABLE program');
    const running = fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{ programs { totalCount } }"}',
    });
    await blocked(database.pool);
    command.process.kill('SIGTERM');
    await refused(String(url));
    await locker.query('COMMIT');
    locker.release();

    expect(await (await running).json()).toEqual({ data: { programs: { totalCount: 11 } } });
    expect((await command.ended).code).toBe(0);
  });

  test('does not load the dataset into a hub that holds records', async () => {
    await database.pool.query(`DELETE FROM citation; DELETE FROM contact_assignment`);
    const command = startCommand(['serve'], { ...env, PORT: '0' });
    await command.saying(/is ready/);
    command.process.kill('SIGINT');
    const { stderr, code } = await command.ended;
    expect(code).toBe(0);
    expect(stderr).not.toMatch(/Loaded/);
    await seed(database.url);
  });

  test('says in one line that the port is taken', async () => {
    const other = createServer();
    await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
    const { port } = other.address() as AddressInfo;
    const { code, stderr } = await runCommand(['serve'], { ...env, HOST: '127.0.0.1', PORT: String(port) });
    other.close();
    expect(code).toBe(1);
    expect(stderr).toBe(
      `Port ${port} is in use, perhaps by another hub. Stop that hub, or choose another port: PORT=4001 npm start\n`,
    );
  });

  test.each([
    [
      'that is away',
      'postgresql://hub:hunter2@127.0.0.1:1/hub',
      /^The hub cannot connect to DATABASE_URL: .*ECONNREFUSED.*\n$/,
    ],
    ['that has no such database', '', /^The hub cannot connect to DATABASE_URL: database "absent" does not exist\n$/],
  ])('says in one line what is wrong with a Postgres %s', async (_case, url, message) => {
    const absent = database.url.replace(/\/hub_test_\w+/, '/absent');
    const { code, stderr } = await runCommand(['serve'], { DATABASE_URL: url || absent, PORT: '0' });
    expect(code).toBe(1);
    expect(stderr).toMatch(message);
    expect(stderr).not.toContain('hunter2');
  });

  test('names every bad variable, and exits with 2', async () => {
    const { code, stderr } = await runCommand(['serve'], { PORT: 'x', LOG_LEVEL: 'loud' });
    expect(code).toBe(2);
    expect(stderr.split('\n')).toEqual([
      'The environment is invalid:',
      expect.stringMatching(/^ {2}PORT is not a port/),
      expect.stringMatching(/^ {2}LOG_LEVEL is unknown; give one of/),
      '',
    ]);
  });

  /** Resolves once the hub takes no new request. */
  function refused(url: string): Promise<unknown> {
    return until('the hub takes no request', async () => {
      const answer = await fetch(`${url}/health/live`).catch(() => undefined);
      return answer?.status !== 200;
    });
  }
});

describe('key', () => {
  test('create prints the key alone on standard output, list shows all but the secret, revoke ends it', async () => {
    const made = await runCommand(['key', 'create', '--role', 'analyst', '--name', 'Ada', '--expires', '90d'], env);
    expect(made.stdout).toMatch(/^hub_[0-9a-f]{12}_[\w-]{43}\n$/);
    // The secret may have underscores too.
    const [, id, secret] = /^hub_([^_]+)_(.+)$/.exec(made.stdout.trim()) ?? [];
    const listed = await runCommand(['key', 'list'], env);
    expect(listed.stdout).toContain(`${id}\tanalyst\tAda\t`);
    expect(listed.stdout).toContain('works');
    expect(listed.stdout).not.toContain(secret);
    expect((await runCommand(['key', 'revoke', String(id)], env)).code).toBe(0);
    expect((await runCommand(['key', 'list'], env)).stdout).toContain('revoked');
    expect((await runCommand(['key', 'revoke', String(id)], env)).code).toBe(1);
    const { rows } = await database.pool.query('SELECT * FROM api_key');
    expect(JSON.stringify(rows)).not.toContain(secret);
  });

  test.each([
    [['key', 'create'], /required option '--role <role>' not specified/],
    [
      ['key', 'create', '--role', 'king', '--name', 'Ada'],
      /There is no role "king"; choose one of analyst, partner, editor, admin/,
    ],
    [
      ['key', 'create', '--role', 'admin', '--name', 'Ada', '--expires', 'soon'],
      /"soon" is not a valid lifetime; write a number of days, such as 90d/,
    ],
    [['nonsense'], /unknown command 'nonsense'/],
    [['migrate', '--nonsense'], /unknown option '--nonsense'/],
    [['migrate', '--force'], /--force goes with --revert; add it, or leave both out/],
  ])('%j is misuse: one clear line and exit code 2', async (args, message) => {
    const { code, stdout, stderr } = await runCommand(args, env);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(message);
  });
});

describe('seed', () => {
  test('a second time adds nothing', async () => {
    await seed(database.url);
    const { code, stderr } = await runCommand(['seed'], env);
    expect(code).toBe(0);
    expect(stderr).toMatch(/: 0 rows added, \d+ already existed\.\n$/);
  });

  test('names every fault of a folder with file and line', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'dataset-'));
    await writeFile(join(folder, 'broken.yaml'), 'organizations:\n  - slug: a\n  - nonsense: 1\n');
    const { code, stderr } = await runCommand(['seed', folder], env);
    await rm(folder, { recursive: true });
    expect(code).toBe(1);
    expect(stderr).toMatch(/broken\.yaml:2: /);
    expect(stderr).toMatch(/broken\.yaml:3: /);
    expect(stderr).not.toMatch(/at .*\.ts/);
  });
});

test('migrate applies what is missing, and reverts it one by one', async () => {
  const fresh = await createTestDatabase();
  const own = { DATABASE_URL: fresh.url };
  expect((await runCommand(['migrate'], own)).stderr).toBe('Nothing to migrate.\n');
  expect((await runCommand(['migrate', '--revert'], own)).stderr).toMatch(/^Reverted \w+\.\n$/);
  expect((await runCommand(['migrate'], own)).stderr).toMatch(/^Migrated: \w+\.\n$/);
  await fresh.drop();
});

test('migrate --revert loses nothing without --force, and says what it would lose and what it has lost', async () => {
  const filled = await createTestDatabase({ seeded: true });
  const own = { DATABASE_URL: filled.url };
  const revert = (): ReturnType<typeof runCommand> => runCommand(['migrate', '--revert'], own);
  // Those after the change log lose nothing. In this process: each command would load the whole hub.
  const [changeLog] = MIGRATION_NAMES.filter((name) => name.startsWith('ChangeLog'));
  for (const name of MIGRATION_NAMES.slice(MIGRATION_NAMES.indexOf(String(changeLog)) + 1).toReversed())
    expect(await revertMigration(filled.url, { force: false })).toEqual({ name, losses: [] });
  const { code, stderr } = await revert();
  expect(code).toBe(2);
  expect(stderr).toMatch(
    /^Nothing was changed\. Reverting ChangeLog\d+ would permanently lose:\n( {2}[\w.]+: [\d,]+ (row|value)s?\n)+To revert it anyway, make a backup and/,
  );
  const forced = await runCommand(['migrate', '--revert', '--force'], own);
  expect(forced.code).toBe(0);
  expect(forced.stderr).toMatch(/^Reverted ChangeLog\d+\. Lost:\n {2}\w+/);
  expect((await runCommand(['migrate'], own)).code).toBe(0);
  await filled.drop();
});

test('sdl prints the SDL alone, and needs no database', async () => {
  const { code, stdout, stderr } = await runCommand(['sdl']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain('federation/v2.9');
});

test.each([
  [[]],
  [['serve']],
  [['migrate']],
  [['seed']],
  [['export-dataset']],
  [['key']],
  [['key', 'create']],
  [['sdl']],
])('%j has help', async (args) => {
  const { code, stdout } = await runCommand([...args, '--help'], env);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^Usage: hub/);
});
