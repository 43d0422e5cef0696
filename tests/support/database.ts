import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { Client, Pool } from 'pg';
import { domain } from '../../src/features';
import { createDataSource } from '../../src/data-source';
import { loadDataset } from '../../src/sources/dataset';
import type { LoadReport } from '../../src/sources/dataset/dataset.loader';

/** The Postgres of one test run, as the global setup hands it to the test files. */
export interface TestServer {
  /** Of a database that is only connected to in order to make and drop others. */
  url: string;
  /** Names the run; all of its databases' names begin with it. */
  run: string;
}

/** A database of its own for one test file. */
export interface TestDatabase {
  url: string;
  /** For looking at the tables, and for whatever wants a pool. Closed by `drop`. */
  pool: Pool;
  /** Drops the database, even under open connections. May be called twice. */
  drop(): Promise<void>;
}

/** Begins the names of all databases and sessions of test runs. */
export const RUN_PREFIX = 'hub_test_';

const VARIABLE = 'HUB_TEST_SERVER';

/** Tells the workers, which inherit the environment, where the server is. */
export function announceServer(server: TestServer): void {
  process.env[VARIABLE] = JSON.stringify(server);
}

function testServer(): TestServer {
  const text = process.env[VARIABLE];
  if (!text) throw new Error(`${VARIABLE} is not set: run tests through jest, whose global setup boots a server`);
  return JSON.parse(text) as TestServer;
}

/**
 * A fresh database with all migrations applied: empty, or with the bundled dataset in it if `seeded`. It is a copy of a
 * template, which takes about 20 ms.
 */
export async function createTestDatabase({ seeded = false } = {}): Promise<TestDatabase> {
  const server = testServer();
  if (seeded) await ensureSeededTemplate(server);
  return copyOf(server, templateName(server, seeded));
}

/** A copy of a database with all that is in it. Nobody may use the original meanwhile: its connections are ended. */
export async function copyTestDatabase({ url }: TestDatabase): Promise<TestDatabase> {
  const server = testServer();
  const original = databaseName(url);
  await withAdmin(server, (admin) =>
    admin.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [original]),
  );
  return copyOf(server, original);
}

async function copyOf(server: TestServer, template: string): Promise<TestDatabase> {
  const name = `${server.run}_${randomUUID().slice(0, 8)}`;
  await cloneDatabase(server, template, name);
  const url = databaseUrl(server.url, name);
  const pool = new Pool({ connectionString: url, max: 5 });
  // A database that is dropped under an idle connection is no news.
  pool.on('error', () => undefined);
  let dropped: Promise<void> | undefined;
  return { url, pool, drop: () => (dropped ??= pool.end().then(() => dropDatabase(server, name))) };
}

// Any number that nothing else locks in the maintenance database.
const TEMPLATE_LOCK = 4_812_600_317;

/** Makes the template with the dataset, once in a run, however many workers ask for it at the same moment. */
async function ensureSeededTemplate(server: TestServer): Promise<void> {
  await withAdmin(server, async (admin) => {
    await admin.query('SELECT pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    const template = templateName(server, true);
    const { rowCount } = await admin.query('SELECT FROM pg_database WHERE datname = $1', [template]);
    if (rowCount === 0) await makeSeededTemplate(server, admin, template);
  });
}

/** Under another name until it is whole: a dataset that does not load leaves no half template. */
async function makeSeededTemplate(server: TestServer, admin: Client, template: string): Promise<void> {
  const making = `${template}_making`;
  await dropDatabase(server, making);
  await cloneDatabase(server, templateName(server, false), making);
  await loadInto(databaseUrl(server.url, making), path.join(__dirname, '../../data'));
  await admin.query(`ALTER DATABASE ${making} RENAME TO ${template}`);
}

/** Loads a dataset by what the features of a domain declare. */
export async function loadInto(url: string, folder: string, features = domain): Promise<LoadReport> {
  const settings = { poolSize: 1, unlimited: true, models: features.models };
  const dataSource = await createDataSource(url, settings).initialize();
  return loadDataset(features, dataSource.createQueryRunner(), folder).finally(() => dataSource.destroy());
}

/** The name of the database that test databases are copies of. */
export function templateName(server: TestServer, seeded: boolean): string {
  return `${server.run}_${seeded ? 'seeded' : 'empty'}`;
}

/** Makes `name` as a copy of `template`, to which nobody may be connected. */
export async function cloneDatabase(server: TestServer, template: string, name: string): Promise<void> {
  await withAdmin(server, (admin) => admin.query(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY file_copy`));
}

export async function dropDatabase(server: TestServer, name: string): Promise<void> {
  await withAdmin(server, (admin) => admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
}

/** The same server's URL for another database. By hand, since `new URL` refuses the empty host of a Unix socket's URL. */
export function databaseUrl(url: string, name: string): string {
  return url.replace(/^([a-z]+:\/\/[^/?]*)(\/[^?]*)?/, `$1/${name}`);
}

function databaseName(url: string): string {
  return /^[a-z]+:\/\/[^/?]*\/([^?]*)/.exec(url)?.[1] ?? '';
}

/** Runs `work` with a connection to the server's maintenance database. */
export async function withAdmin<T>(server: TestServer, work: (admin: Client) => Promise<T>): Promise<T> {
  const admin = new Client({ connectionString: server.url });
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.end();
  }
}
