import { encodeRequest, measure } from './load.mjs';
import { say } from './progress.mjs';

/**
 * Measures every server with every query, in rounds. In a round the servers take turns, and each round begins with a different server.
 * So a slow phase of the machine affects all of them equally.
 * @param {{ server: object, prepared: unknown }[]} contestants
 * @returns {Promise<{ query: string, target: string, round: number, rate: number, p50: number, p99: number, processor: number | null, memory: number | null }[]>}
 */
export async function runRounds(contestants, inputs, { queries, rounds, seconds, warmUpSeconds, connections }) {
  const samples = [];
  for (const query of queries) {
    const loads = contestants.map(({ server, prepared }) => ({
      server,
      load: loadOf(server, query, inputs[query], prepared, connections),
    }));
    for (const { load } of loads) await measure({ ...load, seconds: warmUpSeconds });
    for (let round = 0; round < rounds; round++) {
      for (const { server, load } of rotated(loads, round)) {
        samples.push({ query, target: server.target.name, round, ...(await measureOne(server, { ...load, seconds })) });
      }
    }
    say(`  ${query}: ${rates(samples, query)}`);
  }
  return samples;
}

async function measureOne(server, load) {
  const before = server.processorTime();
  const { answers, ...times } = await measure(load);
  const after = server.processorTime();
  return { ...times, processor: after === null ? null : (after - before) / answers, memory: server.memory() };
}

function loadOf(server, query, inputs, prepared, connections) {
  const { target, port } = server;
  const requests = inputs.map((input) => encodeRequest(target.path(query), target.body(query, input, prepared)));
  return { port, requests, connections };
}

function rotated(list, by) {
  const start = by % list.length;
  return [...list.slice(start), ...list.slice(0, start)];
}

function rates(samples, query) {
  const own = samples.filter((sample) => sample.query === query);
  const targets = [...new Set(own.map((sample) => sample.target))];
  const ratesOf = (target) => own.filter((sample) => sample.target === target).map((sample) => Math.round(sample.rate));
  return targets.map((target) => `${target} ${ratesOf(target).join(' ')}`).join(' | ');
}
