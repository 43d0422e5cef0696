import { ClientError } from '../errors';
import { LIMITS } from './limits';

/** @throws ClientError if the variables nest deeper than any input type of the schema allows, or have more values than a thousand records */
export function checkVariables(variables: unknown): void {
  const count = countWithin(variables, LIMITS.variablesDepth);
  if (count === Infinity) {
    throw new ClientError(
      'BAD_USER_INPUT',
      `The variables nest deeper than ${LIMITS.variablesDepth} levels; send flatter values.`,
    );
  }
  if (count > LIMITS.values) {
    const most = LIMITS.values.toLocaleString('en');
    throw new ClientError(
      'BAD_USER_INPUT',
      `The variables have more than ${most} values; split them into several requests.`,
    );
  }
}

/** Whether values nest deeper than this many levels. */
export function nestsDeeperThan(value: unknown, levels: number): boolean {
  return countWithin(value, levels) === Infinity;
}

/** The number of values within a value, at any depth; Infinity if they nest deeper than this many levels. */
function countWithin(value: unknown, levels: number): number {
  if (typeof value !== 'object' || value === null) return 0;
  let count = 0;
  for (const inner of Array.isArray(value) ? (value as readonly unknown[]) : Object.values(value)) {
    if (levels === 0) return Infinity;
    count += 1 + countWithin(inner, levels - 1);
  }
  return count;
}
