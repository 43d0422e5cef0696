import { existsSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { checkDocument, writeDocument } from './document.mjs';
import { Failure } from './failure.mjs';

/** Checks before the long run that its result can be saved. */
export function checkOutputs({ json, write }) {
  if (json !== undefined && !existsSync(dirname(resolve(json))))
    throw new Failure(`--json: there is no folder ${dirname(json)}`, 2);
  if (write) checkDocument();
}

/** Saves the result as the options say. Leaves out the URL of the database, which may have a password. */
export function writeOutputs({ databaseUrl: _secret, ...options }, { table, rows, samples }, environment) {
  if (options.json)
    writeFileSync(options.json, `${JSON.stringify({ options, environment, rows, samples }, null, 2)}\n`);
  if (!options.write) return;
  if (!environment.noise.quotable)
    throw new Failure(`--write: docs/performance.md was not changed. ${environment.noise.line}`);
  writeDocument(table, options, environment);
}
