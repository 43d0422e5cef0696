import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { createDataSource } from '../../src/data-source';
import { startEmbeddedPostgres } from '../../src/platform/embedded-postgres';
import { prepareLayout } from '../../src/platform/embedded-postgres/layout';
import { isAlive } from '../../src/platform/embedded-postgres/lock';
import { isRunning, readPostmaster, shutDown } from '../../src/platform/embedded-postgres/postmaster';
import {
  RUN_PREFIX,
  type TestServer,
  announceServer,
  cloneDatabase,
  databaseUrl,
  dropDatabase,
  templateName,
  withAdmin,
} from './database';

declare global {
  // Shared with the global teardown, which runs in the same process.
  var closeTestServer: (() => Promise<void>) | undefined;
}

const FOLDER_PREFIX = 'equity-hub-test';
const ENOUGH_MEMORY = 1_000_000_000;
const MEMORY = '/dev/shm';

/**
 * Boots a Postgres for this run, or takes TEST_DATABASE_URL, and prepares the templates that test files copy. What a killed
 * run left behind is removed.
 */
export default async function globalSetup(): Promise<void> {
  ensureBuilt();
  const external = process.env['TEST_DATABASE_URL'];
  const [url, close] = external ? [external, async () => undefined] : await bootCluster();
  globalThis.closeTestServer = close;
  try {
    const server = { url, run: `${RUN_PREFIX}${randomUUID().slice(0, 8)}` };
    globalThis.closeTestServer = await claim(server, close);
    await buildTemplate(server);
    announceServer(server);
  } catch (error) {
    // jest runs no teardown after a failed setup.
    await globalThis.closeTestServer();
    throw error;
  }
}

/** Hubs and commands that tests start as processes run from dist. Any command of the hub builds it where it is not that of the sources. */
function ensureBuilt(): void {
  execFileSync(process.execPath, [path.join(__dirname, '../../scripts/hub.mjs'), '--help']);
}

/** A cluster in memory, where there is enough of it. Its folder's name has the process that it belongs to. */
async function bootCluster(): Promise<[string, () => Promise<void>]> {
  await removeAbandonedClusters();
  const folder = path.join(
    inMemory() ? MEMORY : os.tmpdir(),
    `${FOLDER_PREFIX}-${identity(process.pid)}-${randomUUID().slice(0, 8)}`,
  );
  const forget = removeAtExit(folder);
  const close = async () => {
    await removeCluster(folder);
    forget();
  };
  try {
    const { url } = await startEmbeddedPostgres({ folder, database: 'maintenance', durable: false });
    return [url, close];
  } catch (error) {
    await close();
    throw error;
  }
}

function inMemory(): boolean {
  try {
    const { bavail, bsize } = statfsSync(MEMORY);
    return bavail * bsize > ENOUGH_MEMORY;
  } catch {
    return false;
  }
}

/** A pid alone is not enough: after a while another process has it. */
function identity(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // Field 22, counted from behind the name, which may contain anything.
    return `${pid}-${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]}`;
  } catch {
    return `${pid}-0`;
  }
}

async function removeAbandonedClusters(): Promise<void> {
  for (const parent of new Set([MEMORY, os.tmpdir()])) {
    for (const name of listFolder(parent)) {
      const [, pid, start] = new RegExp(`^${FOLDER_PREFIX}-(\\d+)-(\\d+)-`).exec(name) ?? [];
      if (!pid || (isAlive(Number(pid)) && identity(Number(pid)) === `${pid}-${start}`)) continue;
      // Another user's are left to that user.
      await removeCluster(path.join(parent, name)).catch(() => undefined);
    }
  }
}

function listFolder(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** Not through `stop`, which spares a Postgres that a test has left a connection to. */
async function removeCluster(folder: string): Promise<void> {
  const layout = await prepareLayout(folder);
  const postmaster = await readPostmaster(layout);
  if (postmaster && isRunning(layout, postmaster.pid)) await shutDown(layout, postmaster.pid);
  rmSync(folder, { recursive: true, force: true });
}

/** For a run that is interrupted: jest runs no teardown then, and nothing asynchronous happens at exit. */
function removeAtExit(folder: string): () => void {
  const remove = () => {
    killPostmaster(folder);
    rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
  };
  const exit = () => process.exit(130);
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  process.once('exit', remove);
  for (const signal of signals) process.once(signal, exit);
  return () => {
    process.off('exit', remove);
    for (const signal of signals) process.off(signal, exit);
  };
}

function killPostmaster(folder: string): void {
  try {
    const [pid] = readFileSync(path.join(folder, 'data/postmaster.pid'), 'utf8').split('\n');
    process.kill(Number(pid), 'SIGQUIT');
  } catch {
    // It has not come up yet, or is gone already; the next run sees to the rest.
  }
}

/** Opens a session that shows other runs on the same server that this one is alive; removes what dead runs left there. */
async function claim(server: TestServer, close: () => Promise<void>): Promise<() => Promise<void>> {
  const session = new Client({ connectionString: server.url, application_name: server.run });
  session.on('error', () => undefined);
  await session.connect();
  await dropAbandonedDatabases(server);
  return async () => {
    for (const name of await listDatabases(server)) if (name.startsWith(server.run)) await dropDatabase(server, name);
    await session.end();
    await close();
  };
}

async function dropAbandonedDatabases(server: TestServer): Promise<void> {
  const names = await listDatabases(server);
  const { rows } = await withAdmin(server, (admin) =>
    admin.query<{ application_name: string }>('SELECT application_name FROM pg_stat_activity'),
  );
  const alive = new Set(rows.map((row) => row.application_name));
  for (const name of names) if (!alive.has(name.slice(0, RUN_PREFIX.length + 8))) await dropDatabase(server, name);
}

async function listDatabases(server: TestServer): Promise<string[]> {
  const { rows } = await withAdmin(server, (admin) =>
    admin.query<{ datname: string }>('SELECT datname FROM pg_database WHERE starts_with(datname, $1)', [RUN_PREFIX]),
  );
  return rows.map((row) => row.datname);
}

/** The other template, with the dataset in it, is made when a test first asks for it. */
async function buildTemplate(server: TestServer): Promise<void> {
  const empty = templateName(server, false);
  await cloneDatabase(server, 'template0', empty);
  await migrate(databaseUrl(server.url, empty));
}

async function migrate(url: string): Promise<void> {
  const dataSource = await createDataSource(url, { unlimited: true }).initialize();
  try {
    await dataSource.runMigrations();
  } finally {
    await dataSource.destroy();
  }
}
