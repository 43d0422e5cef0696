// Refuses marks of unfinished work in files that are, or are about to be, committed.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../lib/root.mjs';
import { listFiles } from './files.mjs';

// In parts, so that this file passes.
const MARKS = new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME', 'X' + 'XX', 'HA' + 'CK'].join('|')})\\b`);
/** A lock file's hashes are no words. */
const SKIPPED = /(^|\/)package-lock\.json$|\.(png|ico|gz|woff2?)$/;

const files = listFiles();
if (!files) process.stdout.write('note: no file looked at: this is no git repository, or git is not installed\n');
const found = (files ?? []).filter((file) => !SKIPPED.test(file)).flatMap(findMarks);
for (const line of found) process.stdout.write(`${line}\n`);
if (found.length > 0) process.exitCode = 1;

function findMarks(file) {
  return readFileSync(path.join(root, file), 'utf8')
    .split('\n')
    .flatMap((line, index) => (MARKS.test(line) ? [`${file}:${index + 1}: ${line.trim().slice(0, 120)}`] : []));
}
