import { startCountingProxy } from './counting-proxy.mjs';
import { startServer } from './server.mjs';
import { median } from './statistics.mjs';

const REQUESTS = 21;
const WARM_UP = 3;

/**
 * How many SQL statements a server executes per request. They are counted in a separate pass, with one request at a time.
 * The median excludes statements that a server executes on its own from time to time.
 * @returns {Promise<Record<string, number>>} query → statements
 */
export async function countStatements(target, queries, inputs, prepared, settings) {
  const proxy = await startCountingProxy(settings.databaseUrl);
  const server = await startServer(target, { ...settings, databaseUrl: proxy.url });
  const counts = {};
  for (const query of queries) counts[query] = await countOne(server, proxy, query, inputs[query], prepared);
  await server.stop();
  await proxy.stop();
  return counts;
}

async function countOne(server, proxy, query, inputs, prepared) {
  const counts = [];
  for (let i = 0; i < WARM_UP + REQUESTS; i++) {
    const before = proxy.count();
    await server.post(query, server.target.body(query, inputs[i % inputs.length], prepared));
    if (i >= WARM_UP) counts.push(proxy.count() - before);
  }
  return median(counts);
}
