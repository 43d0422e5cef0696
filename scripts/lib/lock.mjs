import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const HEARTBEAT_MS = 1_000;
const STALE_MS = 15_000;

/** Runs `work` while holding the lock file. Calls `onWait` once if another process has the lock. */
export async function withLock(file, onWait, work) {
  mkdirSync(path.dirname(file), { recursive: true });
  const mine = `${process.pid} ${randomUUID()}`;
  for (let waited = false; !take(file, mine); waited = true) {
    if (isStale(file)) rob(file);
    else if (!waited) onWait();
    await sleep(100);
  }
  const heartbeat = setInterval(() => touch(file), HEARTBEAT_MS);
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
    if (read(file) === mine) rmSync(file, { force: true });
  }
}

function take(file, mine) {
  try {
    writeFileSync(file, mine, { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

/** Whether the holder is dead: it no longer updates the lock file, even if another process now has its pid. */
function isStale(file) {
  const touched = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
  const pid = Number(read(file)?.split(' ')[0]);
  return Date.now() - touched > STALE_MS || (pid > 0 && !isAlive(pid));
}

/** Removes a dead holder's lock. First renames it, so that only one of two processes that try this succeeds. */
function rob(file) {
  try {
    const aside = `${file}.${randomUUID()}`;
    renameSync(file, aside);
    rmSync(aside, { force: true });
  } catch {
    // Another process was faster.
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function touch(file) {
  try {
    utimesSync(file, new Date(), new Date());
  } catch {
    // Another process removed the file because it took this one for dead. Doing the work twice does no harm.
  }
}
