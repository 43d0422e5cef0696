import { ClientError } from '../errors';
import { LIMITS } from './limits';

/** @throws ClientError where variables nest deeper than what any input type of the schema can use, or hold more than a thousand records do */
export function checkVariables(variables: unknown): void {
  // The variables themselves are no value of theirs.
  let [depth, count] = [0, -1];
  for (const { length } of levelsOf(variables)) {
    if (depth > LIMITS.variablesDepth) {
      throw new ClientError('BAD_USER_INPUT', `The variables nest deeper than ${LIMITS.variablesDepth} levels.`);
    }
    count += length;
    if (count > LIMITS.values) {
      const most = LIMITS.values.toLocaleString('en');
      throw new ClientError('BAD_USER_INPUT', `The variables hold more than ${most} values; send them in parts.`);
    }
    depth += 1;
  }
}

/** Whether there are values at more than so many levels. */
export function nestsDeeperThan(value: unknown, levels: number): boolean {
  const level = levelsOf(value);
  for (let depth = 0; depth <= levels; depth += 1) if (level.next().done) return false;
  return !level.next().done;
}

/** A value, the values in it, the values in those, and so on. It takes no stack, however deep they are. */
function* levelsOf(value: unknown): Generator<readonly unknown[]> {
  let level = [value];
  while (level.length > 0) {
    yield level;
    level = level.flatMap((one): unknown[] => (typeof one === 'object' && one !== null ? Object.values(one) : []));
  }
}
