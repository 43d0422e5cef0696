import { mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand, startCommand } from '../support/command';
import { createTestDatabase } from '../support/database';
import { until } from '../support/until';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hub-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Asks until the hub is ready to answer. */
function readyAt(url: string): Promise<unknown> {
  return until('the hub is ready', async () => {
    const answer = await fetch(`${url}/health/ready`).catch(() => undefined);
    return answer?.status === 200;
  });
}

test('the embedded Postgres is started again when it is killed under a hub, which goes on', async () => {
  const command = startCommand(['serve'], { PORT: '0', HUB_DATA_DIR: folder });
  const [, url] = await command.saying(/GraphQL +(http:\S+)\/graphql/);
  const [pid] = (await readFile(join(folder, 'postgres/data/postmaster.pid'), 'utf8')).split('\n');
  process.kill(Number(pid), 'SIGKILL');
  await command.saying(/is lost; starting it again/);
  await readyAt(String(url));
  const response = await fetch(`${url}/graphql?query={programs{totalCount}}`);
  expect(await response.json()).toEqual({ data: { programs: { totalCount: 11 } } });
  command.process.kill('SIGTERM');
  expect((await command.ended).code).toBe(0);
});

test('a log that cannot be written costs lines, not service', async () => {
  const database = await createTestDatabase();
  const full = await open('/dev/full', 'w');
  const env = { PORT: '0', HOST: '127.0.0.1', DATABASE_URL: database.url, LOG_LEVEL: 'info' };
  const command = startCommand(['serve'], env, { output: full.fd });
  const [, url] = await command.saying(/GraphQL +(http:\S+)\/graphql/);
  for (let request = 0; request < 5; request += 1) {
    expect((await fetch(`${url}/health/live`)).status).toBe(200);
  }
  command.process.kill('SIGHUP');
  expect((await command.ended).code).toBe(0);
  await full.close();
  await database.drop();
});

test('a dataset whose source is another document than that of the hub is refused', async () => {
  const database = await createTestDatabase({ seeded: true });
  const own = await mkdtemp(join(tmpdir(), 'dataset-'));
  const source = `sources: [{ key: A, title: Other, kind: OTHER, sha256: ${'b'.repeat(64)}, lines: 10 }]\n`;
  await writeFile(join(own, 'own.yaml'), source);
  const { code, stderr } = await runCommand(['seed', own], { DATABASE_URL: database.url });
  expect(code).toBe(1);
  expect(stderr).toMatch(/^Nothing was loaded. In this hub, source A is another document/);
  await rm(own, { recursive: true });
  await database.drop();
});
