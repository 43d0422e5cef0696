import { existsSync, readFileSync } from 'node:fs';
import { CommandError } from './command-error';

/** @throws CommandError if it cannot be read */
export function textIn(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new CommandError(`${file} cannot be read; give a file with a GraphQL document.`);
  }
}

/**
 * The variables of a document.
 * @param document its file: without `given`, the variables are in the file of the same name that ends with `.variables.json`, if it exists
 * @throws CommandError if they are not JSON
 */
export function variablesOf(document: string, given?: string): Record<string, unknown> {
  const file = given ?? document.replace(/\.graphql$/, '.variables.json');
  if (given === undefined && (file === document || !existsSync(file))) return {};
  const text = textIn(file);
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    throw new CommandError(`${file} is not JSON; write the variables as a JSON object.`);
  }
}
