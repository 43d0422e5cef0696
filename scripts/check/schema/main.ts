// Compares the printed schemas with what the code prints and with what was committed; with --write it writes what the code prints.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { hubSchema } from '../../../src/hub';
import { elementFaults, snapshotFaults } from './check-schema';
import { committedBase } from './committed';

const ROOT = path.join(__dirname, '../../..');
const { schema: served, sdl, api } = hubSchema();
const PRINTED = { 'schema/hub.graphql': sdl, 'schema/api.graphql': api };

async function check(): Promise<void> {
  const faults = elementFaults(served);
  for (const [file, printed] of Object.entries(PRINTED)) {
    const base = committedBase(ROOT, file, printed);
    const place = path.join(ROOT, file);
    const snapshot = existsSync(place) ? readFileSync(place, 'utf8') : undefined;
    if ('missing' in base) say(`note: ${file} is not compared with an earlier one: ${base.missing}`);
    faults.push(...(await snapshotFaults({ file, printed, snapshot, base })));
  }
  faults.forEach(say);
  if (faults.length > 0) process.exitCode = 1;
}

function say(message: string): void {
  process.stderr.write(`${message}\n`);
}

if (process.argv.includes('--write'))
  for (const [file, printed] of Object.entries(PRINTED)) writeFileSync(path.join(ROOT, file), printed);
else void check();
