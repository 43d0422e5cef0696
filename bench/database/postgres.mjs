import { spawn } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { atEnd } from '../lib/cleanup.mjs';
import { Failure } from '../lib/failure.mjs';
import { HUB_MAIN, ROOT, STATE } from '../lib/paths.mjs';
import { step } from '../lib/progress.mjs';

/** Compiles the hub: the benchmark measures what the checkout holds now, and takes Postgres and the migrations from it. */
export async function buildHub() {
  await step('building the hub', () => run([join(ROOT, 'scripts/build.mjs')], {}));
  if (!existsSync(HUB_MAIN)) throw new Failure('the build made no dist/src/main.js');
}

/** Brings a database to the hub's newest schema. */
export function migrateHub(databaseUrl) {
  return run([HUB_MAIN, 'migrate'], {
    DATABASE_URL: databaseUrl,
    LOG_LEVEL: 'error',
    HUB_DATA_DIR: join(STATE, 'hub'),
  });
}

/** Boots the embedded Postgres with a folder of the benchmark's own, which is kept. Returns the address of its database. */
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

/** Runs a script of the hub's with this Node and fails with its last lines. */
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
