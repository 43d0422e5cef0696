import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from './failure.mjs';
import { BENCH } from './paths.mjs';
import { say } from './progress.mjs';

const LOCK = join(BENCH, 'package-lock.json');
const INSTALLED = join(BENCH, 'node_modules/.installed-lock.json');

/** Installs the peers when there is nothing installed, or something else than the lockfile says. */
export function installPeers() {
  const lock = readFileSync(LOCK, 'utf8');
  if (existsSync(INSTALLED) && readFileSync(INSTALLED, 'utf8') === lock) return;
  say('Installing the peers into bench/node_modules (about 500 MB, half a minute) …');
  // No script of theirs needs to run; PostGraphile's complaint about an older Node is answered by lib/node.mjs.
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status } = spawnSync('npm', args, {
    cwd: BENCH,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Failure('the peers could not be installed; npm says why above');
  writeFileSync(INSTALLED, lock);
}
