import { readdirSync, readFileSync } from 'node:fs';

// Linux reports processor time in ticks of 1/100 s on every architecture that Node runs on.
const TICK_MS = 10;

/** Processor time that a process has used so far, in ms, or null if the system does not report it. */
export function processorTime(pid) {
  return statOf(pid)?.own ?? null;
}

/** Processor time of a process and all its children, also of those that have ended, in ms, or null if the system does not report it. */
export function familyTime(pid) {
  const first = statOf(pid);
  if (!first) return null;
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(statOf)
    .filter((stat) => stat?.parent === pid);
  return first.ended + [first, ...children].reduce((sum, { own }) => sum + own, 0);
}

/** Resident memory of a process in MB, or null if the system does not report it. */
export function residentMemory(pid) {
  try {
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;
  } catch {
    return null;
  }
}

/** The parent of a process, or null if this machine has no process of this name with this id. */
export function parentOf(pid, name) {
  const stat = statOf(pid);
  return stat?.name === name ? stat.parent : null;
}

/**
 * What all processors together have done so far, in ms, or null if the system does not report it. `used` is the time of all programs, `stolen`
 * the time that the host gave to other machines. The kernel's own work for networks and disks is in neither.
 */
export function machineTime() {
  try {
    const [user, nice, system, idle, waiting, irq, softirq, stolen] = readFileSync('/proc/stat', 'utf8')
      .split(/\s+/, 9)
      .slice(1)
      .map((ticks) => Number(ticks) * TICK_MS);
    const used = user + nice + system;
    return { used, stolen, all: used + idle + waiting + irq + softirq + stolen };
  } catch {
    return null;
  }
}

function statOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name may contain blanks and brackets. State is field 3, the parent field 4, user and system time are fields 14 and 15, and those of
    // the children that have ended fields 16 and 17.
    const end = stat.lastIndexOf(')');
    const fields = stat.slice(end + 2).split(' ');
    const [user, system, endedUser, endedSystem] = fields.slice(11, 15).map((ticks) => Number(ticks) * TICK_MS);
    return {
      name: stat.slice(stat.indexOf('(') + 1, end),
      parent: Number(fields[1]),
      own: user + system,
      ended: endedUser + endedSystem,
    };
  } catch {
    return null;
  }
}
