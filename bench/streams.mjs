// How fast and how cheaply the hub sends a change to many subscribers, compared with a server that only sends. See docs/performance.md.
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { buildHub, findPostmaster, migrateHub, startPostgres } from './database/postgres.mjs';
import { cleanUp, cleanUpOnSignals } from './lib/cleanup.mjs';
import { connectTo } from './lib/connection.mjs';
import { Followers } from './lib/followers.mjs';
import { signIn } from './lib/key.mjs';
import { NoiseWatch } from './lib/noise.mjs';
import { pinSelf, planPinning } from './lib/pinning.mjs';
import { familyTime } from './lib/processes.mjs';
import { step } from './lib/progress.mjs';
import { startServer } from './lib/server.mjs';
import { broadcast, stream } from './targets/streams.mjs';

const { values: flags } = parseArgs({
  options: {
    subscribers: { type: 'string', default: '5000' },
    events: { type: 'string', default: '20' },
    burst: { type: 'string', default: '1000' },
    'burst-subscribers': { type: 'string', default: '100' },
    filters: { type: 'string', default: '50' },
  },
});
const SUBSCRIBERS = Number(flags.subscribers);
const EVENTS = Number(flags.events);
const BURST = Number(flags.burst);
const BURST_SUBSCRIBERS = Number(flags['burst-subscribers']);
const FILTERS = Number(flags.filters);

/** One change of a program as a writer stores it, complete except for its number. */
const CHANGE = `
  WITH made AS (
    UPDATE program SET name = $2, version = version + 1, updated_at = clock_timestamp() WHERE id = $1 RETURNING id, version)
  INSERT INTO change (id, record_type, record_id, kind, version, changes, visibility, actor, occurred_at)
  SELECT gen_random_uuid(), 'program', id, 'UPDATED', version,
    jsonb_build_array(jsonb_build_object('field', 'name', 'before', 'before', 'after', $2::text)), 'PUBLIC', 'bench', clock_timestamp() FROM made`;

async function prepare() {
  await buildHub();
  const databaseUrl = await startPostgres('bench_streams');
  await migrateHub(databaseUrl);
  const client = await connectTo(databaseUrl);
  await client.query(`INSERT INTO program (id, slug, name, kind, status)
    VALUES ('00000000-0000-7000-8000-000000000001', 'bench', 'before', 'INITIATIVE', 'ACTIVE') ON CONFLICT DO NOTHING`);
  const { rows } = await client.query('SELECT id FROM program LIMIT 1');
  return { databaseUrl, client, program: rows[0].id, ...signIn(databaseUrl, 'partner') };
}

/** Adds so many changes to the hub's log. The clock starts when they are committed and only their numbers are missing. */
function writer({ client, program }) {
  return async (count) => {
    await client.query('BEGIN');
    for (let index = 0; index < count; index += 1) await client.query(CHANGE, [program, `change ${index}`]);
    await client.query('COMMIT');
    const began = performance.now();
    await client.query('SELECT hub_number_changes()');
    return began;
  };
}

function broadcaster(server, message) {
  return async (count) => {
    const began = performance.now();
    await server.post('Q4', { messages: Array.from({ length: count }, () => message) });
    return began;
  };
}

/** What the machine does is looked at for some events at a time, since the system counts in hundredths of a second. */
const EVENTS_AT_ONCE = 5;

async function measure(server, act, authorization, during) {
  const before = server.memory();
  const followers = await Followers.open(server, SUBSCRIBERS, authorization);
  await sleep(3000);
  const memory = ((server.memory() - before) * 1024) / SUBSCRIBERS;
  await followers.collect(2, () => act(2));
  const latencies = [];
  const cpu = server.processorTime();
  for (let event = 0; event < EVENTS; event += EVENTS_AT_ONCE)
    await during(async () => {
      for (let next = event; next < Math.min(event + EVENTS_AT_ONCE, EVENTS); next += 1) {
        latencies.push(...(await followers.collect(1, () => act(1))));
        await sleep(200);
      }
    });
  const cpuPerMessage = ((server.processorTime() - cpu) * 1000) / (SUBSCRIBERS * EVENTS);
  const { sample } = followers;
  followers.close();
  await sleep(2000);
  const few = await Followers.open(server, BURST_SUBSCRIBERS, authorization);
  const burstCpu = server.processorTime();
  const arrivals = await during(() => few.collect(BURST, () => act(BURST)));
  const burstCpuPerMessage = ((server.processorTime() - burstCpu) * 1000) / (BURST_SUBSCRIBERS * BURST);
  few.close();
  latencies.sort((a, b) => a - b);
  return {
    sample,
    memory,
    p50: latencies[latencies.length >> 1],
    p99: latencies[Math.floor(latencies.length * 0.99)],
    cpuPerMessage,
    burst: Math.max(...batched(arrivals)),
    burstCpuPerMessage,
  };
}

/** The statements of the hub for one change, when each subscriber has a filter of its own, which all changes match. */
async function measureFilters(server, act, authorization) {
  const where = (index) => ({ name: { ne: `not ${index}` } });
  const followers = await Followers.open(server, FILTERS, authorization, where);
  await followers.collect(1, () => act(1));
  const before = await statementsOf(server);
  for (let event = 0; event < EVENTS; event += 1) await followers.collect(1, () => act(1));
  const statements = ((await statementsOf(server)) - before) / EVENTS;
  followers.close();
  return statements;
}

async function statementsOf({ port }) {
  const response = await fetch(`http://127.0.0.1:${port}/metrics`);
  return Number(/^hub_sql_statements_total (\d+)$/m.exec(await response.text())[1]);
}

/** The largest of many numbers. `Math.max` cannot take so many arguments. */
function batched(values) {
  return [values.reduce((most, value) => Math.max(most, value), 0)];
}

function table(rows) {
  const cell = (value, digits) => value.toFixed(digits).padStart(9);
  const titles = [
    [`memory of a quiet subscriber, kB`, 'memory', 1],
    [`a change to ${SUBSCRIBERS} subscribers, ms, p50`, 'p50', 0],
    [`the same, p99`, 'p99', 0],
    [`processor time of a message, µs`, 'cpuPerMessage', 1],
    [`${BURST} changes to ${BURST_SUBSCRIBERS}, ms until the last`, 'burst', 0],
    [`processor time of a message in it, µs`, 'burstCpuPerMessage', 1],
  ];
  const lines = titles.map(([title, name, digits]) => {
    const [hub, limit] = rows.map((row) => row[name]);
    return `| ${title.padEnd(45)} | ${cell(hub, digits)} | ${cell(limit, digits)} | ${cell(hub / limit, 1)} |`;
  });
  const head = `| ${''.padEnd(45)} | ${'hub'.padStart(9)} | ${'broadcast'.padStart(9)} | ${'×'.padStart(9)} |`;
  return [head, '| --- | ---: | ---: | ---: |', ...lines].join('\n');
}

cleanUpOnSignals();
try {
  const pinning = planPinning();
  pinSelf(pinning);
  const prepared = await prepare();
  const watch = new NoiseWatch();
  const postmaster = await findPostmaster(prepared.client);
  const duringFor = (server) => (work) =>
    watch.during([() => server.processorTime(), () => familyTime(postmaster)], work);
  const settings = { databaseUrl: prepared.databaseUrl, pinning, node: process.execPath };
  const hub = await step('starting the hub', () => startServer(stream, settings));
  const measured = await step('measuring the hub', () =>
    measure(hub, writer(prepared), prepared.authorization, duringFor(hub)),
  );
  const filters = await step('measuring many filters', () =>
    measureFilters(hub, writer(prepared), prepared.authorization),
  );
  await hub.stop();
  const limit = await step('starting the broadcast', () => startServer(broadcast, settings));
  const act = broadcaster(limit, measured.sample);
  const least = await step('measuring the broadcast', () => measure(limit, act, undefined, duringFor(limit)));
  process.stdout.write(`${table([measured, least])}\n`);
  process.stdout.write(`Statements for a change with ${FILTERS} different filters: ${filters.toFixed(1)}\n`);
  process.stdout.write(`${watch.verdict().line}\n`);
} catch (error) {
  process.stderr.write(`bench: ${error.stack}\n`);
  process.exitCode = 1;
} finally {
  await cleanUp();
}
