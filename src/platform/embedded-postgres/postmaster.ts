import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, fstatSync, ftruncateSync, openSync, readFileSync, statSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Account } from './account';
import type { Binaries } from './binaries';
import { errorCode } from './start-errors';
import { type Layout, PORT } from './layout';
import { isAlive } from './lock';

/** What a postmaster writes about itself into `postmaster.pid`. */
export interface Postmaster {
  pid: number;
  port: number;
  socketFolder: string;
}

/** A postmaster that was started and has neither answered nor ended yet. `said` gives what it has logged so far. */
export interface StartingPostmaster {
  hasEnded(): boolean;
  said(): string;
}

const LONGEST_LOG = 10_000_000;

/** The log gets no statements and no values: they may hold what the hub would never log. */
const ALWAYS = [
  'listen_addresses=',
  `port=${PORT}`,
  'logging_collector=off',
  'log_min_messages=log',
  'log_min_error_statement=panic',
  'log_checkpoints=off',
];

/** For data that nobody will miss: tests. They also open many connections. */
const NOT_DURABLE = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=300'];

/** Reads `postmaster.pid`, or undefined if there is none that makes sense. */
export async function readPostmaster(layout: Layout): Promise<Postmaster | undefined> {
  const text = await readFile(path.join(layout.data, 'postmaster.pid'), 'utf8').catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return '';
    throw error;
  });
  const [pid, , , port, socketFolder] = text.split('\n');
  if (!Number(pid) || !Number(port) || !socketFolder) return undefined;
  return { pid: Number(pid), port: Number(port), socketFolder };
}

/** Whether the process of `postmaster.pid` lives and is a postmaster of this cluster, not one that got its pid later. */
export function isRunning(layout: Layout, pid: number): boolean {
  if (!isAlive(pid) || isZombie(pid)) return false;
  return worksIn(layout.data, pid) ?? commandOf(pid).includes(layout.data);
}

/** A postmaster works in its data folder, even if that was renamed meanwhile. Undefined if it cannot be known. */
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

/** In a container whose first process does not reap, a dead postmaster stays in the table. */
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
 * Removes what a dead postmaster left where Postgres would stumble over it: a pid file that was cut short, or one whose pid
 * now belongs to another process, which it would take for a rival. Otherwise the file stays, for Postgres learns from it
 * whether server processes of the dead one are still at work. The lock must be held.
 */
export async function removeLeftovers(layout: Layout, dead: Postmaster | undefined): Promise<void> {
  if (dead && !isAlive(dead.pid)) return;
  await rm(path.join(layout.data, 'postmaster.pid'), { force: true });
  if (!dead) return;
  for (const name of [`.s.PGSQL.${dead.port}`, `.s.PGSQL.${dead.port}.lock`]) {
    await rm(path.join(dead.socketFolder, name), { force: true });
  }
}

/** Starts Postgres in a session of its own, where neither Ctrl-C nor the hub's end reach it. */
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

/** Ends Postgres and waits until it is gone. Clients are cut off; what was committed stays. */
export async function shutDown(layout: Layout, pid: number): Promise<void> {
  // SIGINT lets it write everything out; SIGQUIT, for one that hangs, leaves that to the next start.
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
