import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from './failure.mjs';
import { BENCH } from './paths.mjs';
import { say } from './progress.mjs';

const LOCK = join(BENCH, 'package-lock.json');
const INSTALLED = join(BENCH, 'node_modules/.installed-lock.json');

/** Installs the peers unless the installed packages are those of the lock file. */
export function installPeers() {
  const lock = readFileSync(LOCK, 'utf8');
  if (existsSync(INSTALLED) && readFileSync(INSTALLED, 'utf8') === lock) return;
  say('Installing the peers into bench/node_modules (about 500 MB, half a minute) …');
  // Their install scripts are not needed. lib/node.mjs provides the newer Node that PostGraphile needs.
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status } = spawnSync('npm', args, {
    cwd: BENCH,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Failure('the peers could not be installed; see the output of npm above');
  writeFileSync(INSTALLED, lock);
}
