import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Pool } from 'pg';
import { migrate, revertMigration } from '../../src/commands/used-database';
import { seed } from '../../src/commands/seed';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../src/platform/embedded-postgres';
import { databaseUrl } from '../support/database';
import { startTestHub, type TestHub } from '../support/hub';

const SCRIPT = path.join(__dirname, '../../docker/postgres/hub.sql');
const ODD_PASSWORD = `it's "odd" \\ $1`;

let folder: string;
let postgres: EmbeddedPostgres;
let superuser: Pool;
let url: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'hub-rights-'));
  postgres = await startEmbeddedPostgres({
    folder: path.join(folder, 'postgres'),
    database: 'equity_hub',
    durable: false,
  });
  superuser = new Pool({ connectionString: postgres.url, max: 1 });
  await superuser.query(asPsqlRunsIt(readFileSync(SCRIPT, 'utf8')));
  url = databaseUrl(postgres.url, 'equity_hub').replace(/\/\/[^/@]*@/, '//served@');
}, 60_000);
afterAll(async () => {
  await superuser.end();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Without psql's own parts, which Postgres does not know. Here it is the superuser that is called hub. */
function asPsqlRunsIt(script: string): string {
  return script
    .replace(/^\\getenv password HUB_DATABASE_PASSWORD$/m, '')
    .replace(/\b(ROLE|TO) hub\b/g, '$1 served')
    .replace(/\bROLE postgres\b/, 'ROLE hub')
    .replace(`:'password'`, `'${ODD_PASSWORD.replaceAll("'", "''")}'`);
}

test("the hub's user in docker compose owns its database, and may do nothing beyond it", async () => {
  const { rows } = await superuser.query(
    `SELECT rolsuper, rolcreatedb, rolcreaterole, rolreplication, rolbypassrls, rolcanlogin,
       (SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = 'equity_hub') AS owner FROM pg_roles WHERE rolname = 'served'`,
  );
  expect(rows).toEqual([
    {
      rolsuper: false,
      rolcreatedb: false,
      rolcreaterole: false,
      rolreplication: false,
      rolbypassrls: false,
      rolcanlogin: true,
      owner: 'served',
    },
  ]);
  const hub = new Pool({ connectionString: url, max: 1 });
  await expect(hub.query('SELECT pg_read_file($1)', ['/etc/passwd'])).rejects.toThrow(/permission denied/);
  await expect(hub.query('CREATE DATABASE other')).rejects.toThrow(/permission denied/);
  await hub.end();
});

test('as this user the hub migrates both ways, loads its dataset, serves and writes', async () => {
  await migrate(url);
  await seed(url);
  expect(await revertMigration(url, { force: true })).toBeDefined();
  await migrate(url);
  const pool = new Pool({ connectionString: url, max: 2 });
  const hub: TestHub = await startTestHub({ database: { url, pool, drop: () => pool.end() } });
  const editor = await hub.signIn('editor');
  const { data } = await hub.query<{ createProgram: { cursor: string | null; errors: unknown[] } }, object>(
    'mutation { createProgram(input: { name: "Healthy Homes", kind: INITIATIVE }) { cursor errors { code } } }',
    {},
    editor,
  );
  expect(data.createProgram).toEqual({ cursor: expect.any(String) as unknown, errors: [] });
  expect((await hub.query('{ programs { totalCount } search(query: "secure") { name } }')).errors).toBeUndefined();
  await hub.close();
  await pool.end();
});
