import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { Failure } from './failure.mjs';
import { ROOT } from './paths.mjs';
import { ABOUT_WRITES, WORKLOADS } from './workloads.mjs';

const FILE = join(ROOT, 'docs/performance.md');
const BEGIN = '<!-- bench:begin (written by `npm run bench -- --write`) -->';
const END = '<!-- bench:end -->';

/** Throws unless docs/performance.md has the two marks for a result. */
export function checkDocument() {
  splitDocument();
}

/** Writes the result between the two marks in docs/performance.md. The text around them stays. */
export function writeDocument(table, options, environment) {
  const { before, after } = splitDocument();
  writeFileSync(FILE, `${before}${BEGIN}\n\n${section(table, options, environment)}\n\n${after}`);
}

function splitDocument() {
  const text = existsSync(FILE) ? readFileSync(FILE, 'utf8') : '';
  const [begin, end] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (begin < 0 || end < begin) throw new Failure(`docs/performance.md lacks the lines "${BEGIN}" and "${END}"`);
  return { before: text.slice(0, begin), after: text.slice(end) };
}

function section(table, { sizes, seconds, rounds, connections, workloads }, { postgres, pinned, newerNode, noise }) {
  const count = (value) => value.toLocaleString('en-US');
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  return [
    `Measured on ${new Date().toISOString().slice(0, 10)}: a shared machine with ${cpus().length} processors and ${gigabytes} GB of memory,`,
    `Node ${process.versions.node}${newerNode ? ` (${newerNode})` : ''}, PostgreSQL ${postgres}; ${connections} connections,`,
    `${rounds} rounds of ${seconds} s each; ${count(sizes.organizations)} organizations, ${count(sizes.programs)} programs, ${count(sizes.contacts)} contacts;`,
    pinned
      ? 'each server on one processor, Postgres and the load generator on the other(s).'
      : 'processors not pinned.',
    noise.line,
    '',
    table,
    '',
    ...workloads.map((name) => `- ${name}: ${WORKLOADS[name].title}`),
    ...(workloads.some((name) => WORKLOADS[name].writes) ? ['', ABOUT_WRITES] : []),
  ].join('\n');
}
