import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Failure } from './failure.mjs';

const require = createRequire(import.meta.url);
const major = Number(process.versions.node.split('.')[0]);

/**
 * The Node to run a target on: this one, unless the target needs a newer one or --newer-node is given.
 * The newer one is an npm package with nothing but the binary.
 */
export function nodeFor(target, everyoneOnNewer) {
  if (major >= (target.leastNode ?? 0) && !everyoneOnNewer) return process.execPath;
  return newerNode(target);
}

function newerNode(target) {
  const manifest = newerNodeManifest();
  if (manifest) return join(dirname(manifest), 'bin/node');
  throw new Failure(
    `${target.name} needs Node ${target.leastNode ?? 22}, and there is no npm package of it for this system: run the benchmark with that Node`,
  );
}

function newerNodeManifest() {
  try {
    return require.resolve(`node-${process.platform}-${process.arch}/package.json`);
  } catch {
    return null;
  }
}

/** For the report: which servers ran on another Node than this one. */
export function newerNodeNote({ newerNode: everyone, targets }) {
  const manifest = newerNodeManifest();
  const version = manifest && require(manifest).version;
  if (everyone) return `the servers on ${version}`;
  return major < 22 && targets.includes('postgraphile') ? `PostGraphile on ${version}` : '';
}
