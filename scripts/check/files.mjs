import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { root } from '../lib/root.mjs';

/** The paths of all files that are committed or could be; undefined if git does not work here. */
export function listFiles() {
  const listed = git('ls-files', '-z', '--cached', '--others', '--exclude-standard');
  if (listed === undefined) return undefined;
  const names = [...new Set(listed.split('\0').filter(Boolean))].sort();
  return names.filter((name) => statSync(path.join(root, name), { throwIfNoEntry: false })?.isFile());
}

/** @returns for each list of patterns a hash of all matching files, and of the last commit for `HEAD`; all undefined if git does not work here */
export function fingerprints(lists) {
  const contents = listFiles()?.map((name) => [name, hash(readFileSync(path.join(root, name)))]);
  const head = git('rev-parse', 'HEAD');
  return lists.map((patterns) => {
    const matching = contents?.filter(([name]) => patterns.some((pattern) => pattern.test(name)));
    return matching && hash(JSON.stringify([process.version, patterns.includes(HEAD) && head, matching]));
  });
}

/** In a list of patterns: the last commit. No file has this name. */
export const HEAD = /^ HEAD$/;

function hash(content) {
  return createHash('sha256').update(content).digest('hex');
}

function git(...args) {
  const { status, stdout } = spawnSync('git', args, { cwd: root, encoding: 'utf8', maxBuffer: 100_000_000 });
  return status === 0 ? stdout : undefined;
}
