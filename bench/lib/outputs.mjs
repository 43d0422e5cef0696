import { existsSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { checkDocument, writeDocument } from './document.mjs';
import { Failure } from './failure.mjs';

/** Finds out before the long run whether its result can be kept. */
export function checkOutputs({ json, write }) {
  if (json !== undefined && !existsSync(dirname(resolve(json))))
    throw new Failure(`--json: there is no folder ${dirname(json)}`, 2);
  if (write) checkDocument();
}

/** Keeps the result where the options say. A database's address may hold a password and is left out. */
export function writeOutputs({ databaseUrl: _secret, ...options }, { table, rows, samples }, environment) {
  if (options.json)
    writeFileSync(options.json, `${JSON.stringify({ options, environment, rows, samples }, null, 2)}\n`);
  if (options.write) writeDocument(table, options, environment);
}
