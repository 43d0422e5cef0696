import { machineTime } from './processes.mjs';

/** More than this in more than one of ten measurements, and the figures may not be quoted. */
const BOUNDS = { foreign: 0.1, slower: 0.2 };

const WORK_MS = 30;

/** Watches, while the benchmark measures, what else the machine does and how steadily its processors work. */
export class NoiseWatch {
  #size = sizeOfWork();
  #work = [];
  #foreign = [];
  #stolen = [];

  /**
   * Measures something, and meanwhile the machine.
   * @param {(() => number | null)[]} ownTimes the processor times of the benchmark's other processes, in ms
   * @param {() => Promise<T>} measure
   * @returns {Promise<T>} its result
   * @template T
   */
  async during(ownTimes, measure) {
    this.#work.push(timeOfWork(this.#size));
    const before = readings(ownTimes);
    const result = await measure();
    const after = readings(ownTimes);
    if (before && after) {
      const [used, stolen, own, all] = ['used', 'stolen', 'own', 'all'].map((name) => after[name] - before[name]);
      this.#foreign.push(Math.max(0, used - own + stolen) / all);
      this.#stolen.push(stolen / all);
    }
    return result;
  }

  /** What was seen so far. */
  verdict() {
    this.#work.push(timeOfWork(this.#size));
    return judgeNoise({ work: this.#work, foreign: this.#foreign, stolen: this.#stolen });
  }
}

/**
 * Says how noisy the machine was, and whether its figures may be quoted. One disturbed measurement of ten does no harm, because the figures are
 * medians of rounds.
 * @param {{ work: number[], foreign: number[], stolen: number[] }} seen `work`: processor time of a fixed piece of work, before, between and after the measurements;
 *   `foreign`: the share of the processors that others took during each, from 0 to 1; `stolen`: the part of it that the host took
 * @returns {{ quotable: boolean, line: string }} `line` is one sentence, or two
 */
export function judgeNoise({ work, foreign, stolen }) {
  if (foreign.length === 0)
    return {
      quotable: false,
      line: 'Not quotable: this system does not say what other programs did. Measure on Linux.',
    };
  const slower = ranked(work, 0.9) / ranked(work, 0.1) - 1;
  const [others, host] = [foreign, stolen].map((shares) => ranked(shares, 0.9));
  const seen =
    `in nine of ten measurements, others took at most ${percent(others)} of the processors (the host ${percent(host)}), ` +
    `and the same work took at most ${percent(slower)} longer than at other times`;
  if (others <= BOUNDS.foreign && slower <= BOUNDS.slower) return { quotable: true, line: `Noise: ${seen}.` };
  const allowed = `${percent(BOUNDS.foreign)} and ${percent(BOUNDS.slower)} are allowed`;
  return {
    quotable: false,
    line: `Not quotable: ${seen}; ${allowed}. Stop other programs, or use a quieter machine, and measure again.`,
  };
}

/** The value that such a share of the values does not exceed. */
function ranked(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * share) - 1];
}

function percent(share) {
  return `${Math.round(share * 100)}%`;
}

function readings(ownTimes) {
  const machine = machineTime();
  return machine && { ...machine, own: ownTimes.reduce((sum, time) => sum + (time() ?? 0), selfTime()) };
}

function selfTime() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Work that takes this machine about as long as wanted, once it is compiled. */
function sizeOfWork() {
  let size = 1_000_000;
  while (timeOfWork(size) < WORK_MS) size *= 1.5;
  return size;
}

/** Processor time counts, not time by the clock: what Postgres does in the meantime is no noise, but a slower processor is. */
function timeOfWork(size) {
  const began = selfTime();
  let value = 1;
  for (let i = 0; i < size; i++) value = (Math.imul(value, 1_103_515_245) + 12_345) | 0;
  return value === 0 ? 0 : selfTime() - began;
}
