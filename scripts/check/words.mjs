// Finds marks of unfinished work in files that are committed or could be.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../lib/root.mjs';
import { listFiles } from './files.mjs';

// The words are split so that this file itself passes.
const MARKS = new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME', 'X' + 'XX', 'HA' + 'CK'].join('|')})\\b`);
/** Lock files, whose hashes may look like such a word. */
const SKIPPED = /(^|\/)package-lock\.json$|\.(png|ico|gz|woff2?)$/;

const files = listFiles();
if (!files) process.stdout.write('note: no file was checked: this is not a git repository, or git is not installed\n');
const found = (files ?? []).filter((file) => !SKIPPED.test(file)).flatMap(findMarks);
for (const line of found) process.stdout.write(`${line}\n`);
if (found.length > 0) process.exitCode = 1;

function findMarks(file) {
  return readFileSync(path.join(root, file), 'utf8')
    .split('\n')
    .flatMap((line, index) => (MARKS.test(line) ? [`${file}:${index + 1}: ${line.trim().slice(0, 120)}`] : []));
}
