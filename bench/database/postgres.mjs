import { spawn } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { atEnd } from '../lib/cleanup.mjs';
import { Failure } from '../lib/failure.mjs';
import { HUB_MAIN, ROOT, STATE } from '../lib/paths.mjs';
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
