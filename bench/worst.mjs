// How much work the worst operations cause in Postgres: random operations of every kind, as large as the hub admits. See
// docs/decisions/0009-work-is-priced.md.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureDataset } from './database/dataset.mjs';
import { buildHub, migrateHub, startPostgres } from './database/postgres.mjs';
import { cleanUp, cleanUpOnSignals } from './lib/cleanup.mjs';
import { connectTo } from './lib/connection.mjs';
import { BENCH } from './lib/paths.mjs';
import { say, step } from './lib/progress.mjs';
import { startServer } from './lib/server.mjs';
import { hub } from './targets/hub.mjs';
import { operation } from './worst/operations.mjs';
import { random } from './lib/random.mjs';

const { values: flags } = parseArgs({
  options: {
    operations: { type: 'string', default: '300' },
    seed: { type: 'string', default: '1' },
    show: { type: 'string', default: '10' },
  },
});
const SIZES = { organizations: 5000, programs: 50_000, contacts: 100_000 };

/** The most parts of an operation: it may not have more aliases. */
const MOST = 29;

async function prepare() {
  await buildHub();
  const databaseUrl = await startPostgres('bench_worst');
  const client = await connectTo(databaseUrl);
  await ensureDataset(client, SIZES, () => migrateHub(databaseUrl));
  await client.query(`SELECT set_config('bench.programs', $1, false)`, [String(SIZES.programs)]);
  await step('terms, links and citations', () => client.query(readFileSync(join(BENCH, 'worst/network.sql'), 'utf8')));
  await client.query('ANALYZE');
  return { databaseUrl, client };
}

async function ask(server, { query, variables }) {
  const began = performance.now();
  const response = await fetch(`http://127.0.0.1:${server.port}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const text = await response.text();
  const { errors } = JSON.parse(text);
  return { ms: performance.now() - began, bytes: Buffer.byteLength(text), error: errors?.[0] };
}

/** Processor time of Postgres for the hub so far, in milliseconds; 0 if the operating system does not report it. */
async function processorTime(client) {
  const { rows } = await client.query(`SELECT pid FROM pg_stat_activity WHERE application_name = 'equity-hub'`);
  return rows.reduce((sum, { pid }) => sum + timeOf(pid), 0);
}

function timeOf(pid) {
  try {
    return Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6;
  } catch {
    return 0;
  }
}

/** The largest operation of its kind that the hub admits, with as many parts as possible. */
async function largest(server, seed) {
  let [admitted, refused] = [0, MOST + 1];
  while (refused - admitted > 1) {
    const parts = Math.ceil((admitted + refused) / 2);
    const { error } = await ask(server, dry(operation(random(seed), parts)));
    if (error?.message.includes('"$few"')) admitted = parts;
    else refused = parts;
  }
  return admitted && operation(random(seed), admitted);
}

/** The same without a required variable. The hub notices that only after it has calculated the cost, so nothing is read. */
function dry({ query, variables: { few: _few, ...variables } }) {
  return { query, variables };
}

async function measure(server, client) {
  const measured = [];
  for (let index = 0; index < Number(flags.operations); index += 1) {
    const asked = await largest(server, Number(flags.seed) + index);
    if (!asked) continue;
    const before = await processorTime(client);
    const answer = await ask(server, asked);
    measured.push({ ...answer, processor: (await processorTime(client)) - before, ...asked });
  }
  return measured;
}

function report(measured) {
  const worst = [...measured].sort((a, b) => b.processor - a.processor).slice(0, Number(flags.show));
  const heaviest = measured.reduce((most, { bytes }) => Math.max(most, bytes), 0);
  for (const { processor, ms, bytes, error, query, variables } of worst) {
    const text = `${query} ${JSON.stringify(variables)}`.replace(/\s+/g, ' ');
    process.stdout.write(
      `${processor.toFixed(0).padStart(6)} ms in Postgres, ${ms.toFixed(0).padStart(6)} ms in all, ${String(bytes).padStart(8)} bytes${error ? `, ${error.extensions.code}` : ''}\n    ${text.slice(0, 600)}\n`,
    );
  }
  say(`${measured.length} operations were admitted; the largest answer had ${heaviest} bytes.`);
}

cleanUpOnSignals();
try {
  const { databaseUrl, client } = await prepare();
  const server = await step('starting the hub', () =>
    startServer(hub, { databaseUrl, pinning: null, node: process.execPath }),
  );
  report(await step(`asking, from seed ${flags.seed}`, () => measure(server, client)));
} catch (error) {
  process.stderr.write(`bench: ${error.stack}\n`);
  process.exitCode = 1;
} finally {
  await cleanUp();
}
