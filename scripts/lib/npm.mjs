import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { ScriptError } from './say.mjs';

const QUIET = ['--no-save', '--no-audit', '--no-fund', '--loglevel=error'];
const PATIENT = ['--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=5000'];
const UNREACHABLE =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ERR_SOCKET_TIMEOUT|FETCH_ERROR|ENETUNREACH|EHOSTUNREACH|ENOTCACHED/;

/** Installs packages without output. A failure becomes one line that says what to do. */
export async function install(root, option) {
  // Without a network npm would try each package for minutes. But all packages may be in its cache.
  const how = (await canReachRegistry(root)) ? PATIENT : ['--offline'];
  const { code, said } = await runNpm(root, ['install', option, ...QUIET, ...how]);
  if (code !== 0) throw new ScriptError(explain(code, said));
}

/** Whether the registry can be reached. Even an error as its answer means that it can. */
async function canReachRegistry(root) {
  const impatient = ['--fetch-retries=0', '--fetch-timeout=10000'];
  const { code, said } = await runNpm(root, ['ping', '--loglevel=error', ...impatient]);
  return code === 0 || !UNREACHABLE.test(said);
}

/** Runs npm to its end. @returns its exit code and its output */
export async function runNpm(root, args) {
  const [command, first] = npmCommand();
  const child = spawn(command, [...first, ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32' && first.length === 0,
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk));
  return { code: await ended(child), said };
}

/** Ends npm when this process is asked to end. Otherwise it would still be running at the next start. */
async function ended(child) {
  const leave = () => {
    child.kill();
    process.exit(143);
  };
  process.once('SIGTERM', leave);
  try {
    return await new Promise((resolve) => {
      child.once('error', (error) => resolve(error.message));
      child.once('close', (status, signal) => resolve(signal ?? status));
    });
  } finally {
    process.off('SIGTERM', leave);
  }
}

/** The npm that runs this script, otherwise the one that came with Node, otherwise any. */
function npmCommand() {
  const beside = path.join(path.dirname(process.execPath), '../lib/node_modules/npm/bin/npm-cli.js');
  const cli = [process.env.npm_execpath, beside].find((file) => file?.endsWith('npm-cli.js') && existsSync(file));
  return cli ? [process.execPath, [cli]] : ['npm', []];
}

function explain(code, said) {
  if (UNREACHABLE.test(said)) {
    return 'Cannot reach the npm registry to install packages: connect to the internet (or set a proxy for npm) and try again.';
  }
  if (/ENOSPC/.test(said)) return 'The disk is full: packages need about 200 MB, with the test suite 650 MB.';
  if (/EACCES|EPERM|EROFS/.test(said))
    return 'No permission to write node_modules: run as the user who owns this folder.';
  const lines = said.split('\n').map((line) => line.replace(/^npm (error|ERR!) ?/, '').trim());
  const cause = lines
    .filter((line) => line && !/^(code|errno|A complete log)/.test(line))
    .slice(0, 2)
    .join(' ');
  return `npm could not install the packages (${code}): ${cause || 'it gave no reason'} — run \`npm install\` to see more.`;
}
