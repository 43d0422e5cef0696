// How much anonymous clients with the largest allowed operations slow down a signed-in client. See docs/performance.md.
import { readFileSync } from 'node:fs';
import { ensureDataset } from './database/dataset.mjs';
import { buildHub, findPostmaster, migrateHub, startPostgres } from './database/postgres.mjs';
import { attack } from './lib/attack.mjs';
import { cleanUp, cleanUpOnSignals } from './lib/cleanup.mjs';
import { connectTo } from './lib/connection.mjs';
import { signIn } from './lib/key.mjs';
import { encodeRequest, measure } from './lib/load.mjs';
import { NoiseWatch } from './lib/noise.mjs';
import { pinSelf, planPinning } from './lib/pinning.mjs';
import { familyTime } from './lib/processes.mjs';
import { say, step } from './lib/progress.mjs';
import { startServer } from './lib/server.mjs';
import { median } from './lib/statistics.mjs';
import { COSTLY } from './targets/costly.mjs';
import { hub } from './targets/hub.mjs';

const ATTACKERS = 50;
/** With the anonymous clients, a signed-in client may wait at most this many times as long as alone. */
const BOUND = 3;
const PAGE = '{ programs(first: 1) { nodes { id name } } }';

/** @param {{ sizes: object, seconds: number, rounds: number, databaseUrl?: string, operation?: string, rateLimit: string }} options */
export async function runShares(options) {
  cleanUpOnSignals();
  try {
    const pinning = planPinning();
    pinSelf(pinning);
    const { databaseUrl, authorization, postmaster } = await prepare(options);
    const target = { ...hub, env: { ...hub.env, HUB_RATE_LIMIT: options.rateLimit } };
    const server = await step('starting the hub', () =>
      startServer(target, { databaseUrl, pinning, node: process.execPath }),
    );
    const watch = new NoiseWatch();
    const ownTimes = [() => server.processorTime(), () => familyTime(postmaster)];
    const rounds = [];
    for (let round = 0; round < options.rounds; round++)
      rounds.push(await watch.during(ownTimes, () => measureRound(server, authorization, options)));
    process.stdout.write(`${table(rounds)}\n${watch.verdict().line}\n`);
  } finally {
    await cleanUp();
  }
}

async function prepare({ sizes, databaseUrl: given }) {
  await buildHub();
  const databaseUrl = given ?? (await startPostgres());
  const client = await connectTo(databaseUrl);
  await ensureDataset(client, sizes, () => migrateHub(databaseUrl));
  const postmaster = await findPostmaster(client);
  await client.end();
  return { databaseUrl, postmaster, ...signIn(databaseUrl, 'partner') };
}

async function measureRound({ port }, authorization, { seconds, operation }) {
  const documents = operation ? [readFileSync(operation, 'utf8')] : COSTLY;
  const page = encodeRequest('/graphql', { query: PAGE }, { authorization });
  const signedIn = { port, request: () => page, connections: 1 };
  await measure({ ...signedIn, seconds: 1 });
  const alone = await measure({ ...signedIn, seconds });
  const requests = documents.map((query) => encodeRequest('/graphql', { query }));
  const stop = attack({ port, requests, connections: ATTACKERS });
  const beside = await measure({ ...signedIn, seconds }).finally(() => {
    say(`  answers to ${ATTACKERS} anonymous connections, by status: ${JSON.stringify(stop())}`);
  });
  return { alone: alone.p95, beside: beside.p95 };
}

function table(rounds) {
  const [alone, beside] = ['alone', 'beside'].map((name) => median(rounds.map((round) => round[name])));
  const ratio = beside / alone;
  return [
    '|                                             | p95 ms |',
    '| ------------------------------------------- | -----: |',
    `| a signed-in client alone                    | ${alone.toFixed(1).padStart(6)} |`,
    `| beside ${ATTACKERS} anonymous connections              | ${beside.toFixed(1).padStart(6)} |`,
    `| ratio, ${ratio <= BOUND ? 'within' : 'beyond'} its bound of ${BOUND}               | ${ratio.toFixed(2).padStart(6)} |`,
  ].join('\n');
}
