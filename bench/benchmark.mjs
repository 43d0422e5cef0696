import { ensureDataset } from './database/dataset.mjs';
import { preparePeers } from './database/graph.mjs';
import { buildHub, migrateHub, startPostgres } from './database/postgres.mjs';
import { busyNote, foreignLoad } from './lib/busy.mjs';
import { cleanUp, cleanUpOnSignals, isInterrupted } from './lib/cleanup.mjs';
import { assertSameAnswers } from './lib/compare.mjs';
import { connectTo } from './lib/connection.mjs';
import { checkOutputs, writeOutputs } from './lib/outputs.mjs';
import { readInputs } from './lib/inputs.mjs';
import { nodeFor, newerNodeNote } from './lib/node.mjs';
import { pinSelf, planPinning } from './lib/pinning.mjs';
import { say, step } from './lib/progress.mjs';
import { runRounds } from './lib/rounds.mjs';
import { startServer } from './lib/server.mjs';
import { countStatements } from './lib/statements.mjs';
import { summarize } from './lib/summary.mjs';
import { renderTable } from './lib/table.mjs';
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
  const { databaseUrl, inputs, postgres } = await prepareDatabase(options);
  const settingsFor = (target) => ({ databaseUrl, pinning, node: nodeFor(target, options.newerNode) });
  const contestants = await startContestants(options, settingsFor);
  for (const query of options.queries) {
    await step(`${query}: comparing answers`, () => assertSameAnswers(query, inputs[query], contestants));
  }
  const busy = busyNote(await foreignLoad());
  if (busy) say(busy);
  say(
    `Measuring: ${options.rounds} rounds of ${options.seconds} s, ${options.connections} connections${pinning ? '' : ', processors not pinned'}.`,
  );
  const samples = await runRounds(contestants, inputs, options);
  const statements = await countAll(contestants, inputs, options, settingsFor);
  report(options, samples, summarize(samples, statements), { postgres, pinned: pinning !== null, busy });
}

async function prepareDatabase(options) {
  if (options.targets.includes('hub') || !options.databaseUrl) await buildHub();
  const databaseUrl = options.databaseUrl ?? (await startPostgres());
  const client = await connectTo(databaseUrl);
  await ensureDataset(client, options.sizes, () => migrateHub(databaseUrl));
  await preparePeers(client);
  const inputs = await readInputs(client);
  const postgres = (await client.query('SHOW server_version')).rows[0].server_version.split(' ')[0];
  await client.end();
  return { databaseUrl, inputs, postgres };
}

async function startContestants({ targets }, settingsFor) {
  const contestants = [];
  for (const target of TARGETS.filter(({ name }) => targets.includes(name))) {
    const server = await step(`starting ${target.name}`, () => startServer(target, settingsFor(target)));
    const prepared = await target.prepare?.((body) => server.post('Q3', body));
    contestants.push({ server, prepared });
  }
  return contestants;
}

async function countAll(contestants, inputs, { queries }, settingsFor) {
  const counts = {};
  for (const { server, prepared } of contestants) {
    const { target } = server;
    counts[target.name] = await step(`counting statements of ${target.name}`, () =>
      countStatements(target, queries, inputs, prepared, settingsFor(target)),
    );
  }
  return counts;
}

function report(options, samples, rows, environment) {
  const table = renderTable(rows);
  process.stdout.write(`${table}\n`);
  if (environment.busy) say(environment.busy);
  writeOutputs(options, { table, rows, samples }, { ...environment, newerNode: newerNodeNote(options) });
}
