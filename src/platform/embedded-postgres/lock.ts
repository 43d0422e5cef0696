import { randomUUID } from 'node:crypto';
import { readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { codeOf } from '../code-of';

const HEARTBEAT_MS = 1_000;
/** If a holder has not updated its lock file for this long, it is dead, even if another process now has its pid. */
const STALE_MS = 10_000;

/**
 * Runs `work` while holding the lock file `file`. Waits for other holders, and takes the lock from a dead one.
 * @param patienceMs how long to wait for another holder
 * @returns the result of `work`, or undefined if another holder kept the lock for too long
 */
export async function withLock<T>(file: string, patienceMs: number, work: () => Promise<T>): Promise<T | undefined> {
  const mine = `${process.pid} ${randomUUID()}`;
  const deadline = Date.now() + patienceMs;
  while (!(await take(file, mine))) {
    if (Date.now() > deadline) return undefined;
    await rob(file);
    await sleep(20);
  }
  const heartbeat = setInterval(() => void touch(file), HEARTBEAT_MS);
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
    if ((await content(file)) === mine) await rm(file, { force: true });
  }
}

async function take(file: string, mine: string): Promise<boolean> {
  try {
    await writeFile(file, mine, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/** Removes a dead holder's lock. First renames it, so that only one of two processes that try this succeeds. */
async function rob(file: string): Promise<void> {
  const holder = await content(file);
  if (holder === undefined || !(await isStale(file, holder))) return;
  const aside = `${file}.${randomUUID()}`;
  try {
    await rename(file, aside);
    // Another process was faster and already holds the lock: restore its file.
    if ((await content(aside)) !== holder) await writeFile(file, (await content(aside)) ?? '', { flag: 'wx' });
  } catch {
    // Another process has taken or removed it in the meantime. The next round checks again.
  } finally {
    await rm(aside, { force: true });
  }
}

async function isStale(file: string, holder: string): Promise<boolean> {
  const touched = await stat(file).catch(() => undefined);
  if (!touched) return false;
  if (Date.now() - touched.mtimeMs > STALE_MS) return true;
  // The file is empty while its holder is writing it.
  return holder !== '' && !isAlive(Number(holder.split(' ')[0]));
}

/** Whether a process with this id exists, whoever owns it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

async function content(file: string): Promise<string | undefined> {
  return readFile(file, 'utf8').catch(() => undefined);
}

async function touch(file: string): Promise<void> {
  await utimes(file, new Date(), new Date()).catch(() => undefined);
}
