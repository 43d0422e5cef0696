import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../lib/root.mjs';
import { fingerprints } from './files.mjs';

const FILE = path.join(root, 'node_modules/.cache/equity-hub/passed.json');

/** Files that every step depends on. */
const COMMON = [/^package-lock\.json$/, /^scripts\/(check|lib)\//];

/** Splits steps into those that have to run, and those that passed before with exactly the same files. */
export function sortOut(steps) {
  const passed = readPassed();
  const hashes = hashesOf(steps);
  const isUnchanged = (step) => hashes.has(step.name) && passed[step.name] === hashes.get(step.name);
  return { waiting: steps.filter((step) => !isUnchanged(step)), unchanged: steps.filter(isUnchanged), hashes };
}

/** A hash of the files that each step depends on. Steps without a list of files are left out. */
export function hashesOf(steps) {
  const limited = steps.filter(({ reads }) => reads);
  const hashes = fingerprints(limited.map(({ reads }) => [...COMMON, ...reads]));
  return new Map(limited.flatMap(({ name }, index) => (hashes[index] ? [[name, hashes[index]]] : [])));
}

/** Saves the result of a step: the hash of its files if it passed, nothing if it failed. */
export function keepResult({ name }, hash) {
  mkdirSync(path.dirname(FILE), { recursive: true });
  writeFileSync(FILE, JSON.stringify({ ...readPassed(), [name]: hash }, null, 2));
}

function readPassed() {
  try {
    return JSON.parse(readFileSync(FILE, 'utf8'));
  } catch {
    return {};
  }
}
