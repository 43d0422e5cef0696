// Compares schema/hub.graphql with what the code prints and with what was committed; with --write it writes what the code prints.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { hubSchema } from '../../../src/hub';
import { schemaFaults } from './check-schema';
import { committedBase } from './committed';

const ROOT = path.join(__dirname, '../../..');
const SNAPSHOT = 'schema/hub.graphql';
const file = path.join(ROOT, SNAPSHOT);

async function check(): Promise<void> {
  const { schema: served, sdl: printed } = hubSchema();
  const base = committedBase(ROOT, SNAPSHOT, printed);
  const snapshot = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  const faults = await schemaFaults({ served, printed, snapshot, base });
  if ('missing' in base) say(`note: not compared with an earlier schema: ${base.missing}`);
  for (const fault of faults) say(fault);
  if (faults.length > 0) process.exitCode = 1;
}

function say(message: string): void {
  process.stderr.write(`${message}\n`);
}

if (process.argv.includes('--write')) writeFileSync(file, hubSchema().sdl);
else void check();
