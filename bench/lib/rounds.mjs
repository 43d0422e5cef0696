import { measure } from './load.mjs';
import { familyTime } from './processes.mjs';
import { say } from './progress.mjs';
import { answering, requestsFor } from './requests.mjs';
import { WORKLOADS } from './workloads.mjs';

/**
 * Measures every server with every workload, in rounds. In a round the servers take turns, and each round begins with a different server.
 * So a slow phase of the machine affects all of them equally.
 * @param {object[]} contestants
 * @param {{ workloads: string[], operations: Record<string, object[]> }} part
 * @param {{ watch: import('./noise.mjs').NoiseWatch, postmaster: number | null }} machine
 * @returns {Promise<{ workload: string, target: string, round: number, rate: number, p50: number, p99: number, processor: number | null,
 *   postgres: number | null, memory: number | null }[]>} processor times in ms per request
 */
export async function runRounds(contestants, { workloads, operations }, machine, options) {
  const { rounds, seconds, warmUpSeconds, connections: most } = options;
  const samples = [];
  for (const workload of workloads) {
    const connections = Math.min(most, WORKLOADS[workload].connections ?? most);
    const loads = answering(contestants, workload).map((contestant) => ({
      server: contestant.server,
      load: { port: contestant.server.port, request: requestsFor(contestant, operations[workload]), connections },
    }));
    for (const { load } of loads) await measure({ ...load, seconds: warmUpSeconds });
    for (let round = 0; round < rounds; round++) {
      for (const { server, load } of rotated(loads, round)) {
        const sample = await measureOne(server, { ...load, seconds }, contestants, machine);
        samples.push({ workload, target: server.target.name, round, ...sample });
      }
    }
    say(`  ${workload}: ${rates(samples, workload)}`);
  }
  return samples;
}

async function measureOne(server, load, contestants, { watch, postmaster }) {
  const postgresTime = () => (postmaster === null ? null : familyTime(postmaster));
  const others = [postgresTime, ...contestants.map((contestant) => () => contestant.server.processorTime())];
  return watch.during(others, async () => {
    const before = [server.processorTime(), postgresTime()];
    const { answers, ...times } = await measure(load);
    const [processor, postgres] = [server.processorTime(), postgresTime()].map((after, i) =>
      after === null ? null : (after - before[i]) / answers,
    );
    return { ...times, processor, postgres, memory: server.memory() };
  });
}

function rotated(list, by) {
  const start = by % list.length;
  return [...list.slice(start), ...list.slice(0, start)];
}

function rates(samples, workload) {
  const own = samples.filter((sample) => sample.workload === workload);
  const targets = [...new Set(own.map((sample) => sample.target))];
  const ratesOf = (target) => own.filter((sample) => sample.target === target).map((sample) => Math.round(sample.rate));
  return targets.map((target) => `${target} ${ratesOf(target).join(' ')}`).join(' | ');
}
