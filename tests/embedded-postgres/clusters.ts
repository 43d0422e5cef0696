import { type ChildProcess, type SpawnOptions, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, type QueryResultRow } from 'pg';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/platform/embedded-postgres';
import { prepareLayout } from '../../src/platform/embedded-postgres/layout';
import { isRunning, readPostmaster, shutDown } from '../../src/platform/embedded-postgres/postmaster';
import type { Report } from './starter';

const ROOT = path.resolve(__dirname, '../..');

export const isRoot = process.getuid?.() === 0;

/** Whether a user other than root can run what lies in this checkout. */
export const othersReachCheckout = isRoot && spawnSync('test', ['-r', __filename], { uid: 65534 }).status === 0;

/** Whether root may enter a user namespace here; containers often forbid it. */
export const hasNamespaces = isRoot && spawnSync('unshare', ['--user', 'true']).status === 0;

/** Folders and processes of one test file, which all end with the test. */
export class Clusters {
  readonly #folders: string[] = [];
  readonly #children: ChildProcess[] = [];

  /** A folder for a cluster; everyone may pass through its parent unless `mode` says otherwise. */
  folder(mode = 0o755): string {
    const parent = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'hub-launcher-')));
    chmodSync(parent, mode);
    this.#folders.push(parent);
    return path.join(parent, 'postgres');
  }

  /** Has `remove` take care of a cluster in a folder below one of `folder`. */
  adopt(folder: string): string {
    this.#folders.push(folder);
    return folder;
  }

  /** @param durable whether what was committed must survive the death of Postgres */
  start(folder: string, durable = false): Promise<EmbeddedPostgres> {
    return startEmbeddedPostgres({ folder, database: 'equity_hub', durable });
  }

  /** Starts Postgres from a process of its own, which is the head of its process group, as one started in a terminal is. */
  async startElsewhere(folder: string, options: SpawnOptions = {}): Promise<{ child: ChildProcess; report: Report }> {
    const register = require.resolve('@swc-node/register');
    const env = { PATH: process.env['PATH'], SWC_NODE_PROJECT: path.join(ROOT, 'tsconfig.json') };
    const args = ['-r', register, path.join(__dirname, 'starter.ts'), folder];
    const child = spawn(process.execPath, args, {
      env,
      detached: true,
      stdio: ['pipe', 'pipe', 'inherit'],
      ...options,
    });
    this.#children.push(child);
    if (!child.stdout) throw new Error('the starter has no output');
    const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
    return { child, report: JSON.parse(line) as Report };
  }

  /** Ends all that runs, and keeps the folders: making a cluster is what takes time. */
  async rest(): Promise<void> {
    for (const child of this.#children.splice(0)) child.kill('SIGKILL');
    for (const folder of this.#folders) {
      for (const cluster of [folder, path.join(folder, 'postgres')]) await endPostgres(cluster);
    }
  }

  async remove(): Promise<void> {
    await this.rest();
    for (const folder of this.#folders.splice(0).reverse()) rmSync(folder, { recursive: true, force: true });
  }
}

async function endPostgres(folder: string): Promise<void> {
  if (!existsSync(path.join(folder, 'data'))) return;
  const pid = await postmasterOf(folder);
  if (pid !== undefined) await shutDown(await prepareLayout(folder), pid);
}

/** The pid of the Postgres that runs on a folder, or undefined. */
export async function postmasterOf(folder: string): Promise<number | undefined> {
  const layout = await prepareLayout(folder);
  const postmaster = await readPostmaster(layout);
  return postmaster && isRunning(layout, postmaster.pid) ? postmaster.pid : undefined;
}

/** Kills Postgres as a power failure would, and waits until it is gone. */
export async function killPostgres(folder: string): Promise<void> {
  const pid = await postmasterOf(folder);
  if (pid === undefined) throw new Error(`no Postgres runs on ${folder}`);
  process.kill(pid, 'SIGKILL');
  await eventually(async () => (await postmasterOf(folder)) === undefined);
}

/** Waits until a condition holds. */
export async function eventually(holds: () => Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + 10_000; !(await holds()); await sleep(10)) {
    if (Date.now() > deadline) throw new Error('what was waited for did not come to pass within 10 s');
  }
}

/** Connects, runs `work`, and leaves. */
export async function connected<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  // Some tests kill the server under it.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

export async function rowsOf<T extends QueryResultRow>(url: string, sql: string): Promise<T[]> {
  return connected(url, async (client) => (await client.query<T>(sql)).rows);
}
