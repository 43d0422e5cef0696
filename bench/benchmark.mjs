import { setTimeout as sleep } from 'node:timers/promises';
import { ensureDataset } from './database/dataset.mjs';
import { preparePeers } from './database/graph.mjs';
import { buildHub, copyDatabase, findPostmaster, migrateHub, startPostgres } from './database/postgres.mjs';
import { cleanUp, cleanUpOnSignals, isInterrupted } from './lib/cleanup.mjs';
import { assertSameAnswers } from './lib/compare.mjs';
import { connectTo } from './lib/connection.mjs';
import { renderTable, summarize } from './lib/measures.mjs';
import { nodeFor, newerNodeNote } from './lib/node.mjs';
import { NoiseWatch } from './lib/noise.mjs';
import { checkOutputs, writeOutputs } from './lib/outputs.mjs';
import { pinSelf, planPinning } from './lib/pinning.mjs';
import { say, step } from './lib/progress.mjs';
import { answering } from './lib/requests.mjs';
import { runRounds } from './lib/rounds.mjs';
import { startServer } from './lib/server.mjs';
import { countStatements } from './lib/statements.mjs';
import { ABOUT_WRITES, WORKLOADS, readOperations } from './lib/workloads.mjs';
import { TARGETS } from './targets/index.mjs';

/** Measures according to the options and prints the table. Stops everything that it started, even if it fails. */
export async function runBenchmark(options) {
  cleanUpOnSignals();
  try {
    checkOutputs(options);
    await bench(options);
  } catch (error) {
    if (!isInterrupted()) throw error;
  } finally {
    await cleanUp();
  }
}

async function bench(options) {
  const pinning = planPinning();
  pinSelf(pinning);
  const { databaseUrl, client, operations, postgres } = await prepareDatabase(options);
  const machine = { pinning, watch: await listen(), postmaster: await findPostmaster(client) };
  const results = [];
  for (const writes of [false, true]) {
    const workloads = options.workloads.filter((name) => Boolean(WORKLOADS[name].writes) === writes);
    if (workloads.length === 0) continue;
    const url = writes ? await step('copying the database', () => copyDatabase(client, databaseUrl)) : databaseUrl;
    results.push(await measurePart({ workloads, operations, writes }, url, machine, options));
  }
  const [samples, counts] = ['samples', 'counts'].map((name) => results.flatMap((result) => result[name]));
  report(options, samples, summarize(samples, counts), {
    postgres,
    pinned: pinning !== null,
    noise: machine.watch.verdict(),
  });
}

async function prepareDatabase(options) {
  if (options.targets.includes('hub') || !options.databaseUrl) await buildHub();
  const databaseUrl = options.databaseUrl ?? (await startPostgres());
  const client = await connectTo(databaseUrl);
  await ensureDataset(client, options.sizes, () => migrateHub(databaseUrl));
  await preparePeers(client);
  const operations = await readOperations(client);
  const postgres = (await client.query('SHOW server_version')).rows[0].server_version.split(' ')[0];
  return { databaseUrl, client, operations, postgres };
}

/** Says before the long run if the machine is too noisy now. */
async function listen() {
  const watch = new NoiseWatch();
  await step('listening to the machine', () => watch.during([], () => sleep(2000)));
  const { quotable, line } = watch.verdict();
  if (!quotable) say(line);
  return watch;
}

/** Compares all answers, measures all rounds, and counts statements. */
async function measurePart(part, databaseUrl, machine, options) {
  const settingsFor = (target) => ({
    databaseUrl,
    pinning: machine.pinning,
    node: nodeFor(target, options.newerNode),
  });
  const contestants = await startContestants(part, options, settingsFor);
  const client = await connectTo(databaseUrl);
  for (const name of part.workloads)
    await step(`${name}: comparing answers`, () =>
      assertSameAnswers(part.operations[name], answering(contestants, name), client),
    );
  await client.end();
  say(
    `Measuring: ${options.rounds} rounds of ${options.seconds} s, ${options.connections} connections${machine.pinning ? '' : ', processors not pinned'}.`,
  );
  const samples = await runRounds(contestants, part, machine, options);
  const counts = [];
  for (const contestant of contestants) {
    const { target } = contestant.server;
    await contestant.server.stop();
    const counted = await step(`counting statements of ${target.name}`, () =>
      countStatements(contestant, part, settingsFor(target)),
    );
    counts.push(...counted);
  }
  return { samples, counts };
}

async function startContestants(part, { targets }, settingsFor) {
  const roles = rolesOf(part);
  const contestants = [];
  for (const target of TARGETS.filter(({ name }) => targets.includes(name))) {
    const settings = settingsFor(target);
    const server = await step(`starting ${target.name}`, () => startServer(target, settings));
    const prepared = await target.prepare?.((body) => server.post('Q3', body));
    const credentials = Object.fromEntries(
      roles.map((role) => [role, target.signIn?.(settings.databaseUrl, role) ?? {}]),
    );
    contestants.push({ server, prepared, credentials });
  }
  return contestants;
}

/** The roles that the operations of a part need. */
function rolesOf({ workloads, operations }) {
  const queries = workloads.flatMap((name) => operations[name].map(({ query }) => query));
  return [...new Set(queries.flatMap((query) => WORKLOADS[query].role ?? []))];
}

function report(options, samples, rows, environment) {
  const table = renderTable(rows);
  const about = options.workloads.some((name) => WORKLOADS[name].writes) ? [ABOUT_WRITES] : [];
  process.stdout.write(`${[table, environment.noise.line, ...about].join('\n')}\n`);
  writeOutputs(options, { table, rows, samples }, { ...environment, newerNode: newerNodeNote(options) });
}
