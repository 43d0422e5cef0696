import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, fstatSync, ftruncateSync, openSync, readFileSync, statSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Account } from './account';
import type { Binaries } from './binaries';
import { codeOf } from '../code-of';
import { type Layout, PORT } from './layout';
import { isAlive } from './lock';

/** What the main process of Postgres, the postmaster, writes to `postmaster.pid`. */
export interface Postmaster {
  pid: number;
  port: number;
  socketFolder: string;
}

/** A postmaster that has been started, but has neither answered nor ended yet. `said` returns what it has logged so far. */
export interface StartingPostmaster {
  hasEnded(): boolean;
  said(): string;
}

const LONGEST_LOG = 10_000_000;

/** Statements and values are not logged, because they may contain secrets. */
const ALWAYS = [
  'listen_addresses=',
  `port=${PORT}`,
  'logging_collector=off',
  'log_min_messages=log',
  'log_min_error_statement=panic',
  'log_checkpoints=off',
];

/** For tests: their data may be lost, and they open many connections. */
const NOT_DURABLE = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=300'];

/** Reads `postmaster.pid`. Returns undefined if it is missing or incomplete. */
export async function readPostmaster(layout: Layout): Promise<Postmaster | undefined> {
  const text = await readFile(path.join(layout.data, 'postmaster.pid'), 'utf8').catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return '';
    throw error;
  });
  const [pid, , , port, socketFolder] = text.split('\n');
  if (!Number(pid) || !Number(port) || !socketFolder) return undefined;
  return { pid: Number(pid), port: Number(port), socketFolder };
}

/** Whether the process in `postmaster.pid` is alive and the postmaster of this cluster, not another process with the same pid. */
export function isRunning(layout: Layout, pid: number): boolean {
  if (!isAlive(pid) || isZombie(pid)) return false;
  return worksIn(layout.data, pid) ?? commandOf(pid).includes(layout.data);
}

/** Whether the process has the data folder as its working directory, as a postmaster has, even after a rename. Undefined if unknown. */
function worksIn(folder: string, pid: number): boolean | undefined {
  try {
    const [there, here] = [statSync(`/proc/${pid}/cwd`), statSync(folder)];
    return there.dev === here.dev && there.ino === here.ino;
  } catch {
    return undefined;
  }
}

function commandOf(pid: number): string {
  if (!existsSync('/proc/self'))
    return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout;
  return readProcess(pid, 'cmdline').replaceAll('\0', ' ');
}

/** A dead postmaster stays in the process table if the first process of a container does not reap its children. */
function isZombie(pid: number): boolean {
  return /\) [ZX] /.test(readProcess(pid, 'stat'));
}

function readProcess(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}

/**
 * Removes what a dead postmaster left, if it would keep Postgres from starting: a pid file that is incomplete, or whose pid now
 * belongs to another process. Otherwise the file stays: Postgres reads it to find out whether server processes of the dead
 * postmaster are still running. The lock must be held.
 */
export async function removeLeftovers(layout: Layout, dead: Postmaster | undefined): Promise<void> {
  if (dead && !isAlive(dead.pid)) return;
  await rm(path.join(layout.data, 'postmaster.pid'), { force: true });
  if (!dead) return;
  for (const name of [`.s.PGSQL.${dead.port}`, `.s.PGSQL.${dead.port}.lock`]) {
    await rm(path.join(dead.socketFolder, name), { force: true });
  }
}

/** Starts Postgres in its own session, so that neither Ctrl-C nor the end of the hub stops it. */
export function launch(
  layout: Layout,
  binaries: Binaries,
  account: Account,
  options: { socketFolder: string; durable: boolean },
): StartingPostmaster {
  const settings = options.durable ? ALWAYS : [...ALWAYS, ...NOT_DURABLE];
  const args = ['-D', layout.data, '-k', options.socketFolder, ...settings.flatMap((setting) => ['-c', setting])];
  const [command, rest] = account.command(binaries.postgres, args);
  const log = openLog(layout.log);
  try {
    const begin = fstatSync(log).size;
    const child = spawn(command, rest, { ...account.spawn, detached: true, stdio: ['ignore', log, log] });
    child.unref();
    return watch(child, () => readFileSync(layout.log).subarray(begin).toString());
  } finally {
    closeSync(log);
  }
}

function openLog(file: string): number {
  const log = openSync(file, 'a', 0o600);
  if (fstatSync(log).size > LONGEST_LOG) ftruncateSync(log);
  return log;
}

function watch(child: ChildProcess, read: () => string): StartingPostmaster {
  let failure: Error | undefined;
  child.once('error', (error) => (failure = error));
  return {
    hasEnded: () => failure !== undefined || child.exitCode !== null || child.signalCode !== null,
    said: () => failure?.message ?? read(),
  };
}

/** Stops Postgres and waits until it has ended. Clients lose their connections; committed data stays. */
export async function shutDown(layout: Layout, pid: number): Promise<void> {
  // SIGINT is a clean stop. SIGQUIT is for a Postgres that hangs; it then recovers at its next start.
  for (const [signal, patienceMs] of [
    ['SIGINT', 10_000],
    ['SIGQUIT', 5_000],
  ] as const) {
    if (!isRunning(layout, pid)) return;
    process.kill(pid, signal);
    const deadline = Date.now() + patienceMs;
    while (isRunning(layout, pid) && Date.now() < deadline) await sleep(10);
  }
}
