// Refuses marks of unfinished work in files that are, or are about to be, committed.
import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { root } from '../lib/root.mjs';

// In parts, so that this file passes.
const MARKS = new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME', 'X' + 'XX', 'HA' + 'CK'].join('|')})\\b`);
/** A lock file's hashes are no words. */
const SKIPPED = /(^|\/)package-lock\.json$|\.(png|ico|gz|woff2?)$/;

const found = listFiles()
  .filter((file) => !SKIPPED.test(file))
  .flatMap(findMarks);
for (const line of found) process.stdout.write(`${line}\n`);
if (found.length > 0) process.exitCode = 1;

function listFiles() {
  const { status, stdout } = spawnSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 100_000_000,
  });
  if (status === 0) return stdout.split('\0').filter(Boolean);
  process.stdout.write('note: no file looked at: this is no git repository, or git is not installed\n');
  return [];
}

function findMarks(file) {
  const whole = path.join(root, file);
  if (!statSync(whole, { throwIfNoEntry: false })?.isFile()) return [];
  return readFileSync(whole, 'utf8')
    .split('\n')
    .flatMap((line, index) => (MARKS.test(line) ? [`${file}:${index + 1}: ${line.trim().slice(0, 120)}`] : []));
}
