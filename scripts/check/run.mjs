import { spawn } from 'node:child_process';
import os from 'node:os';
import { hashesOf, keepResult, sortOut } from './passed.mjs';

/** Each needs up to a gigabyte of memory. */
const MOST_AT_ONCE = 4;

/**
 * Runs steps in parallel, as many as there are processors. Prints the name and time of each step, its output if it failed, and otherwise the
 * lines of its output that begin with "note: ". With `quick`, steps may check only what has changed. With `onlyChanged`, it does not run the
 * steps whose files have not changed since they passed, and prints their names.
 * @returns whether all of them passed
 */
export async function runSteps(root, steps, { atOnce = defaultAtOnce(), quick, onlyChanged }) {
  const begin = Date.now();
  const { waiting, unchanged, hashes } = sortOut(steps);
  const queue = onlyChanged ? [...waiting] : [...steps];
  const failed = [];
  const work = async () => {
    for (let step = queue.shift(); step; step = queue.shift()) {
      const passed = await runStep(root, step, quick);
      if (!passed) failed.push(step.name);
      // The step may have changed its own files, so the hash is calculated again.
      const looked = step.changesFiles ? hashesOf([step]) : hashes;
      keepResult(step, passed ? looked.get(step.name) : undefined);
    }
  };
  const run = queue.length;
  await Promise.all(Array.from({ length: atOnce }, work));
  summarize(run, failed, begin, onlyChanged ? unchanged : []);
  if (quick && failed.length > 0)
    print('These results may be kept from an earlier run. To look at every file: add --all.');
  return failed.length === 0;
}

function defaultAtOnce() {
  return Math.min(os.availableParallelism(), MOST_AT_ONCE);
}

async function runStep(root, { name, commands, quick: arguments_ = [] }, quick) {
  const begin = Date.now();
  const results = [];
  for (const args of commands) results.push(await runNode(root, quick ? [...args, ...arguments_] : args));
  const passed = results.every(({ code }) => code === 0);
  print(`${passed ? 'ok  ' : 'FAIL'}  ${name.padEnd(14)}${seconds(begin)}`);
  for (const { said } of results) for (const note of said.match(/^note: .*$/gm) ?? []) print(indent(note));
  if (passed) return true;
  for (const { code, said } of results) if (code !== 0) print(indent(said.trim() || `It ended with ${code}.`));
  return false;
}

/** Runs a Node process to its end. Returns its exit code and its output. */
function runNode(root, args) {
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (chunk) => (said += chunk));
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ code: error.message, said }));
    child.once('close', (status, signal) => resolve({ code: signal ?? status, said }));
  });
}

function summarize(count, failed, begin, unchanged) {
  if (unchanged.length > 0) {
    const names = unchanged.map(({ name }) => name).join(', ');
    print(`\nNot run, because their files have not changed since they passed: ${names}. To run all: --all.`);
  }
  const verdict = failed.length === 0 ? 'All passed' : `Failed: ${failed.join(', ')}`;
  print(`\n${count - failed.length} of ${count} steps passed in ${seconds(begin)}. ${verdict}.`);
  const [first] = failed;
  if (first && !first.startsWith('fix ')) {
    print(`To run one step: npm run check -- "${first}". To correct what can be corrected automatically: npm run fix.`);
  }
}

function seconds(begin) {
  return `${((Date.now() - begin) / 1000).toFixed(1)} s`;
}

function indent(text) {
  return text.replace(/^(?=.)/gm, '      ');
}

function print(line) {
  process.stdout.write(`${line}\n`);
}
