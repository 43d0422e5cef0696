import { cpus } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

const NOTICEABLE = 0.15;

/**
 * The share of the processors that other programs use while the benchmark is idle, from 0 to 1.
 * @param {number} seconds how long to measure
 */
export async function foreignLoad(seconds = 2) {
  const before = processorTimes();
  await sleep(seconds * 1000);
  const after = processorTimes();
  return 1 - (after.idle - before.idle) / (after.all - before.all);
}

/** A warning if the machine is too busy for reliable figures; otherwise an empty text. */
export function busyNote(load) {
  if (load < NOTICEABLE) return '';
  return `Other programs took ${Math.round(load * 100)}% of the processors before the run began: do not quote these figures.`;
}

function processorTimes() {
  const sum = { idle: 0, all: 0 };
  for (const { times } of cpus()) {
    sum.idle += times.idle;
    sum.all += Object.values(times).reduce((total, time) => total + time, 0);
  }
  return sum;
}
