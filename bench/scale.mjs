// How the time of a read grows with the number of records. See docs/performance.md.
import { writeFileSync } from 'node:fs';
import { buildClientSchema, getIntrospectionQuery } from 'graphql';
import { ensureDataset } from './database/dataset.mjs';
import { buildHub, migrateHub, startPostgres } from './database/postgres.mjs';
import { cleanUp, cleanUpOnSignals } from './lib/cleanup.mjs';
import { connectTo } from './lib/connection.mjs';
import { Failure } from './lib/failure.mjs';
import { signIn } from './lib/key.mjs';
import { step } from './lib/progress.mjs';
import { startServer } from './lib/server.mjs';
import { listsOf } from './scale/lists.mjs';
import { measureRead } from './scale/measure.mjs';
import { readsOf } from './scale/reads.mjs';
import { report } from './scale/report.mjs';
import { takeSamples } from './scale/samples.mjs';
import { hub } from './targets/hub.mjs';

const FILES = ['dataset.sql', 'network.sql'];

/** @param {{ programs: number[], only?: string, all: boolean, json?: string }} options `programs` are the sizes, the largest last */
export async function runScale({ programs: sizes, only, all, json }) {
  cleanUpOnSignals();
  try {
    await buildHub();
    const bySize = [];
    for (const programs of sizes) bySize.push(await measureSize(programs, only));
    const measured = [...bySize.at(-1).values()].map((read) => ({
      ...read,
      times: bySize.map((reads) => reads.get(keyOf(read))?.time ?? '–'),
    }));
    if (json) writeFileSync(json, JSON.stringify(measured, null, 2));
    const { text, broken } = report(measured, sizes, all);
    process.stdout.write(`${text}\n`);
    if (broken > 0) throw new Failure(`${broken} reads grow beyond what is allowed`, 1);
  } finally {
    await cleanUp();
  }
}

/** Measures all reads with so many programs and contacts, and a twenty-fifth of that in organizations. */
async function measureSize(programs, only) {
  const databaseUrl = await startPostgres(`bench_scale_${programs}`);
  const client = await connectTo(databaseUrl);
  const sizes = { organizations: programs / 25, programs, contacts: programs };
  await ensureDataset(client, sizes, () => migrateHub(databaseUrl), FILES);
  await client.query(`SELECT set_config('bench.programs', $1, false)`, [String(programs)]);
  const server = await step(`starting the hub with ${programs} programs`, () =>
    startServer(hub, { databaseUrl, pinning: null, node: process.execPath }),
  );
  const ask = asker(server, { public: {}, editor: signIn(databaseUrl, 'editor') });
  const { data } = await ask('editor', getIntrospectionQuery());
  const lists = listsOf(buildClientSchema(data));
  const samples = await step('samples', () => takeSamples(client, lists, ask));
  const reads = readsOf(lists, samples).filter(({ kind, name }) => !only || `${kind} ${name}`.includes(only));
  const measured = new Map();
  await step(`${reads.length} reads`, async () => {
    for (const read of reads) measured.set(keyOf(read), { ...named(read), time: await measureRead(ask, read) });
  });
  await server.stop();
  await client.end();
  return measured;
}

function named({ kind, name, role }) {
  return { kind, name, role };
}

function keyOf(read) {
  return JSON.stringify(named(read));
}

function asker(server, headers) {
  return async (role, query, variables) => {
    const response = await fetch(`http://127.0.0.1:${server.port}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers[role] },
      body: JSON.stringify({ query, variables }),
    });
    return response.json();
  };
}
