import { startCountingProxy } from './counting-proxy.mjs';
import { answering, messageFor } from './requests.mjs';
import { startServer } from './server.mjs';
import { mean, median } from './statistics.mjs';
import { nextInput } from './workloads.mjs';

const REQUESTS = 21;
const MIXED_REQUESTS = 200;
const WARM_UP = 3;

/**
 * How many SQL statements a server executes per request. They are counted in a separate pass, with one request at a time: the median, which
 * excludes statements that a server executes on its own from time to time, or the mean where operations are mixed.
 * @returns {Promise<{ workload: string, target: string, statements: number }[]>}
 */
export async function countStatements(contestant, { workloads, operations }, settings) {
  const { target } = contestant.server;
  const proxy = await startCountingProxy(settings.databaseUrl);
  const server = await startServer(target, { ...settings, databaseUrl: proxy.url });
  const counts = [];
  for (const workload of workloads.filter((name) => answering([contestant], name).length > 0)) {
    const statements = await countOne({ ...contestant, server }, proxy, operations[workload]);
    counts.push({ workload, target: target.name, statements });
  }
  await server.stop();
  await proxy.stop();
  return counts;
}

async function countOne(contestant, proxy, operations) {
  const mixed = new Set(operations.map(({ query }) => query)).size > 1;
  const counts = [];
  for (let i = 0; i < WARM_UP + (mixed ? MIXED_REQUESTS : REQUESTS); i++) {
    const operation = operations[i % operations.length];
    const { server } = contestant;
    const { body, headers } = messageFor(contestant, operation.query, nextInput(operation, server.target));
    const before = proxy.count();
    await server.post(operation.query, body, headers);
    if (i >= WARM_UP) counts.push(proxy.count() - before);
  }
  return mixed ? mean(counts) : median(counts);
}
