import { createHash } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { withLock } from './lock.mjs';
import { install } from './npm.mjs';
import { say, showProgress } from './say.mjs';

/**
 * Installs the packages of package-lock.json that node_modules lacks; with `development` false, only those that the hub needs to run.
 * Unlike `npm ci` it never deletes node_modules, because a running hub may use it.
 */
export async function ensurePackages(root, { development }) {
  if (isInstalled(root, development)) return;
  const wait = () => say('Another process is installing packages; waiting for it …');
  await withLock(path.join(root, 'dist/.install.lock'), wait, async () => {
    if (isInstalled(root, development)) return;
    await installShowing(root, development);
    writeStamp(root, development);
  });
}

async function installShowing(root, development) {
  // If the development packages are already installed, install them again: otherwise npm would remove them.
  const all = development || hasDevelopment(root);
  const message = all ? 'Installing all packages (about a minute)' : 'Installing packages';
  await showProgress(message, () => install(root, all ? '--include=dev' : '--omit=dev'));
}

function isInstalled(root, development) {
  return stampMatches(root, development) || listedIsInstalled(root, development);
}

/** Compares with npm's own list of installed packages, so that it does not matter who ran npm. */
function listedIsInstalled(root, development) {
  const [wanted, installed] = [readPackages(root, 'package-lock.json'), readPackages(root, installedList)];
  if (!installed) return false;
  return Object.entries(wanted ?? {}).every(([name, entry]) => {
    if (name === '' || entry.link || isOmitted(entry, development)) return true;
    const found = installed[name];
    // Packages for other platforms are optional, so they may be absent.
    return found ? found.version === entry.version : Boolean(entry.optional);
  });
}

function isOmitted(entry, development) {
  return !development && Boolean(entry.dev || entry.devOptional);
}

function hasDevelopment(root) {
  const installed = readPackages(root, installedList) ?? {};
  return Object.values(installed).some((entry) => entry.dev);
}

const installedList = 'node_modules/.package-lock.json';
const stampFile = 'node_modules/.equity-hub.json';

/** An installation that has finished counts as complete, even if npm was configured to leave packages out. */
function stampMatches(root, development) {
  try {
    const stamp = JSON.parse(readFileSync(path.join(root, stampFile), 'utf8'));
    return stamp.state === stateOf(root) && (stamp.development || !development);
  } catch {
    return false;
  }
}

function writeStamp(root, development) {
  writeFileSync(path.join(root, stampFile), JSON.stringify({ state: stateOf(root), development }));
}

/** A fingerprint that changes with the lock file, and when somebody else runs npm. */
function stateOf(root) {
  const hash = createHash('sha256')
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .digest('hex');
  return `${hash} ${statSync(path.join(root, installedList)).mtimeMs}`;
}

function readPackages(root, file) {
  try {
    return JSON.parse(readFileSync(path.join(root, file), 'utf8')).packages;
  } catch {
    return undefined;
  }
}
