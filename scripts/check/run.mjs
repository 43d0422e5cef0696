import { spawn } from 'node:child_process';
import os from 'node:os';

/** Each needs up to a gigabyte of memory. */
const MOST_AT_ONCE = 4;

/**
 * Runs all steps, as many at once as there are processors, and shows of each its name, its time and, if it failed, what it said.
 * Of a step that passed, lines that begin with "note: " are shown.
 * @returns whether all of them passed
 */
export async function runSteps(root, steps, { atOnce = Math.min(os.availableParallelism(), MOST_AT_ONCE) } = {}) {
  const begin = Date.now();
  const waiting = [...steps];
  const failed = [];
  const work = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) {
      if (!(await runStep(root, step))) failed.push(step.name);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  summarize(steps, failed, begin);
  return failed.length === 0;
}

async function runStep(root, { name, commands }) {
  const begin = Date.now();
  const results = [];
  for (const args of commands) results.push(await runNode(root, args));
  const passed = results.every(({ code }) => code === 0);
  print(`${passed ? 'ok  ' : 'FAIL'}  ${name.padEnd(14)}${seconds(begin)}`);
  for (const { said } of results) for (const note of said.match(/^note: .*$/gm) ?? []) print(indent(note));
  if (passed) return true;
  for (const { code, said } of results) if (code !== 0) print(indent(said.trim() || `It ended with ${code}.`));
  return false;
}

/** Runs a Node process to its end, and keeps what it says. */
function runNode(root, args) {
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (chunk) => (said += chunk));
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ code: error.message, said }));
    child.once('close', (status, signal) => resolve({ code: signal ?? status, said }));
  });
}

function summarize(steps, failed, begin) {
  const verdict = failed.length === 0 ? 'All passed' : `Failed: ${failed.join(', ')}`;
  print(`\n${steps.length - failed.length} of ${steps.length} checks passed in ${seconds(begin)}. ${verdict}.`);
  const [first] = failed;
  if (first) print(`Run one alone: npm run check -- "${first}". What a machine can put right: npm run fix.`);
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
