import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const HEARTBEAT_MS = 1_000;
const STALE_MS = 15_000;

/** Runs `work` while no other process does what the lock file stands for. `onWait` is called once if another one does. */
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

/** A holder that was killed does not touch its lock any more, even if another process has its pid now. */
function isStale(file) {
  const touched = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
  const pid = Number(read(file)?.split(' ')[0]);
  return Date.now() - touched > STALE_MS || (pid > 0 && !isAlive(pid));
}

/** By rename, so that of two processes that find a dead one's lock only one removes it. */
function rob(file) {
  try {
    const aside = `${file}.${randomUUID()}`;
    renameSync(file, aside);
    rmSync(aside, { force: true });
  } catch {
    // The other one was faster.
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
    // Whoever removed it has taken this process for dead; the work itself does no harm twice.
  }
}
