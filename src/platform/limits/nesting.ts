import { ClientError } from '../errors';
import { LIMITS } from './limits';

/** @throws ClientError if the variables nest deeper than any input type of the schema allows, or have more values than a thousand records */
export function checkVariables(variables: unknown): void {
  // The object of all variables does not count as a value.
  let [depth, count] = [0, -1];
  for (const { length } of levelsOf(variables)) {
    if (depth > LIMITS.variablesDepth) {
      throw new ClientError(
        'BAD_USER_INPUT',
        `The variables nest deeper than ${LIMITS.variablesDepth} levels; send flatter values.`,
      );
    }
    count += length;
    if (count > LIMITS.values) {
      const most = LIMITS.values.toLocaleString('en');
      throw new ClientError(
        'BAD_USER_INPUT',
        `The variables have more than ${most} values; split them into several requests.`,
      );
    }
    depth += 1;
  }
}

/** Whether values nest deeper than this many levels. */
export function nestsDeeperThan(value: unknown, levels: number): boolean {
  const level = levelsOf(value);
  for (let depth = 0; depth <= levels; depth += 1) if (level.next().done) return false;
  return !level.next().done;
}

/** A value and all values within it, at any depth. Not recursive, so deep values do not exhaust the stack. */
function* levelsOf(value: unknown): Generator<readonly unknown[]> {
  let level = [value];
  while (level.length > 0) {
    yield level;
    level = level.flatMap((one): unknown[] => (typeof one === 'object' && one !== null ? Object.values(one) : []));
  }
}
