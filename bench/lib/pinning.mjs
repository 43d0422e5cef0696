import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * Assigns processors: the server gets one, Postgres and the load generator get all others, so that neither slows the other down.
 * Null if the system cannot pin processes or has a single processor.
 * @returns {{ server: string, rest: string } | null} lists as `taskset -c` takes them
 */
export function planPinning() {
  const [server, ...rest] = allowedProcessors();
  if (rest.length === 0 || spawnSync('taskset', ['-V']).status !== 0) return null;
  return { server: String(server), rest: rest.join(',') };
}

/** Moves this process, and all processes that it starts later, away from the server's processor. */
export function pinSelf(pinning) {
  if (pinning) spawnSync('taskset', ['-a', '-c', '-p', pinning.rest, String(process.pid)]);
}

/** A command that runs on the server's processor. taskset replaces itself with the server, so the process id is the server's. */
export function onServerProcessor(pinning, command, args) {
  return pinning ? ['taskset', ['-c', pinning.server, command, ...args]] : [command, args];
}

function allowedProcessors() {
  try {
    const list = /^Cpus_allowed_list:\s*(\S+)$/m.exec(readFileSync('/proc/self/status', 'utf8'))[1];
    return list.split(',').flatMap((range) => {
      const [from, to = from] = range.split('-').map(Number);
      return Array.from({ length: to - from + 1 }, (_, i) => from + i);
    });
  } catch {
    return [];
  }
}
