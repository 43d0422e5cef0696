import { spawn } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { atEnd } from '../lib/cleanup.mjs';
import { Failure } from '../lib/failure.mjs';
import { HUB_MAIN, ROOT, STATE } from '../lib/paths.mjs';
import { parentOf } from '../lib/processes.mjs';
import { step } from '../lib/progress.mjs';

/** Compiles the hub, because the benchmark measures the current sources. Postgres and the migrations come from them too. */
export async function buildHub() {
  await step('building the hub', () => run([join(ROOT, 'scripts/build.mjs')], {}));
  if (!existsSync(HUB_MAIN)) throw new Failure('the build made no dist/src/main.js');
}

/** Applies all migrations to a database. */
export function migrateHub(databaseUrl) {
  return run([HUB_MAIN, 'migrate'], {
    DATABASE_URL: databaseUrl,
    LOG_LEVEL: 'error',
    HUB_DATA_DIR: join(STATE, 'hub'),
  });
}

/** Starts the embedded Postgres in a folder of the benchmark, which is kept. Returns the URL of its database. */
export async function startPostgres(database = 'bench') {
  mkdirSync(STATE, { recursive: true });
  const { startEmbeddedPostgres } = createRequire(import.meta.url)(
    join(ROOT, 'dist/src/platform/embedded-postgres.js'),
  );
  const postgres = await step('starting Postgres', () =>
    startEmbeddedPostgres({ folder: join(STATE, 'postgres'), database, onProgress: () => {} }),
  );
  atEnd(() => postgres.stop());
  return postgres.url;
}

/**
 * Copies the database that a client is connected to, which nobody else may be. The copy replaces that of an earlier run, and is dropped at the end.
 * @param {import('pg').Client} client
 * @returns {Promise<string>} the URL of the copy
 */
export async function copyDatabase(client, databaseUrl) {
  const name = `${client.database}_writes`;
  const quoted = client.escapeIdentifier(name);
  const drop = () => client.query(`DROP DATABASE IF EXISTS ${quoted} WITH (FORCE)`);
  try {
    await drop();
    // The servers have ended, but perhaps not yet their connections.
    await client.query(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
    );
    await client.query(
      `CREATE DATABASE ${quoted} TEMPLATE ${client.escapeIdentifier(client.database)} STRATEGY file_copy`,
    );
  } catch (error) {
    throw new Failure(`the database cannot be copied for writes (${error.message}): leave them out with --queries`);
  }
  atEnd(drop);
  return databaseUrl.replace(/^(\w+:\/\/[^/?]*)(\/[^?]*)?/, `$1/${encodeURIComponent(name)}`);
}

/** The id of Postgres' first process, the parent of all others, or null if Postgres runs on another machine. */
export async function findPostmaster(client) {
  const { rows } = await client.query('SELECT pg_backend_pid() AS pid');
  return parentOf(rows[0].pid, 'postgres');
}

/** Runs a script of the hub with this Node. If it fails, the error has its last lines. */
function run(args, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => (output = (output + chunk).slice(-3000)));
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new Failure(`${args.join(' ')} failed:\n${output.trim()}`)),
    );
  });
}
