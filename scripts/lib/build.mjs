import { createRequire } from 'node:module';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  rmdirSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { withLock } from './lock.mjs';
import { ScriptError, say } from './say.mjs';

const FOLDERS = ['src', 'migrations'];
const STAMP = '.build.json';
const TEMPORARY = '.compiling-';

/** Builds `dist` unless it is up to date with the sources. */
export async function ensureBuilt(root) {
  if (isBuilt(root)) return;
  await oneAtATime(root, async () => {
    if (!isBuilt(root)) await compileAndReplace(root);
  });
}

/** Compiles all sources to dist/src and dist/migrations, and removes output without a source. */
export async function build(root) {
  await oneAtATime(root, () => compileAndReplace(root));
}

function oneAtATime(root, work) {
  return withLock(
    path.join(root, 'dist/.build.lock'),
    () => say('Another process is building; waiting for it …'),
    work,
  );
}

function isBuilt(root) {
  return readStamp(root) === stampOf(root, findSources(root));
}

/**
 * Changes nothing in dist until everything has compiled. Then it replaces each file in one step, so that a hub that is
 * starting never reads an incomplete file.
 */
async function compileAndReplace(root) {
  const sources = findSources(root);
  const stamp = stampOf(root, sources);
  const dist = path.join(root, 'dist');
  removeInterrupted(dist);
  const fresh = mkdtempSync(path.join(dist, TEMPORARY));
  try {
    await compileAll(root, sources, fresh);
    const outputs = sources.flatMap((source) => [outputOf(source), `${outputOf(source)}.map`]);
    for (const output of outputs) replace(path.join(fresh, output), path.join(dist, output));
    removeOthers(dist, new Set(outputs));
    writeFileSync(path.join(fresh, STAMP), JSON.stringify({ stamp }));
    // This comes last, so that an interrupted build does not count as complete.
    renameSync(path.join(fresh, STAMP), path.join(dist, STAMP));
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

/** Removes what a killed build left. The lock is held, so no other build is running. */
function removeInterrupted(dist) {
  for (const name of readdirSync(dist).filter((entry) => entry.startsWith(TEMPORARY))) {
    rmSync(path.join(dist, name), { recursive: true, force: true });
  }
}

async function compileAll(root, sources, target) {
  const swc = createRequire(path.join(root, 'package.json'))('@swc/core');
  await Promise.all(sources.map((source) => compile(swc, root, source, target)));
}

async function compile(swc, root, source, target) {
  const output = path.join(target, outputOf(source));
  const options = {
    cwd: root,
    root,
    sourceFileName: path.relative(path.dirname(path.join(root, 'dist', source)), path.join(root, source)),
  };
  const { code, map } = await swc.transformFile(path.join(root, source), options).catch((error) => {
    throw new ScriptError(`Cannot compile ${source}:\n${error.message.split('\n\nCaused by:')[0].trimEnd()}`);
  });
  mkdirSync(path.dirname(output), { recursive: true });
  writeFileSync(output, `${code}\n//# sourceMappingURL=${path.basename(output)}.map\n`);
  writeFileSync(`${output}.map`, map);
}

/** Writes a file only if it has changed, so that the files of a running hub stay as they are. */
function replace(from, to) {
  if (sameContent(from, to)) return;
  mkdirSync(path.dirname(to), { recursive: true });
  renameSync(from, to);
}

function sameContent(one, other) {
  try {
    return readFileSync(one).equals(readFileSync(other));
  } catch {
    return false;
  }
}

function removeOthers(dist, outputs) {
  for (const folder of FOLDERS) {
    for (const entry of listFiles(dist, folder))
      if (!outputs.has(entry)) rmSync(path.join(dist, entry), { force: true });
    removeEmptyFolders(path.join(dist, folder));
  }
}

function removeEmptyFolders(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) removeEmptyFolders(path.join(folder, entry.name));
  }
  if (readdirSync(folder).length === 0) rmdirSync(folder);
}

function findSources(root) {
  return FOLDERS.flatMap((folder) => listFiles(root, folder))
    .filter((file) => file.endsWith('.ts') && !/\.(d|test)\.ts$/.test(file))
    .sort();
}

function listFiles(root, folder) {
  if (!statSync(path.join(root, folder), { throwIfNoEntry: false })) return [];
  return readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath ?? entry.path, entry.name)));
}

function outputOf(source) {
  return source.replace(/\.ts$/, '.js');
}

/** A fingerprint by the size and time of every source, and of the files that determine how they are compiled. */
function stampOf(root, sources) {
  const inputs = [...sources, '.swcrc', 'scripts/lib/build.mjs', 'node_modules/@swc/core/package.json'];
  return inputs.map((file) => [file, ...sizeAndTime(path.join(root, file))].join(' ')).join('\n');
}

function sizeAndTime(file) {
  const found = statSync(file, { throwIfNoEntry: false });
  return found ? [found.size, found.mtimeMs] : ['absent'];
}

function readStamp(root) {
  try {
    return JSON.parse(readFileSync(path.join(root, 'dist', STAMP), 'utf8')).stamp;
  } catch {
    return undefined;
  }
}
