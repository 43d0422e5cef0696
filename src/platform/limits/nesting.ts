import { ClientError } from '../errors';
import { LIMITS } from './limits';

/** @throws ClientError where variables nest deeper than what any input type of the schema can use, or hold more than a thousand records do */
export function checkVariables(variables: unknown): void {
  if (nestsDeeperThan(variables, LIMITS.variablesDepth)) {
    throw new ClientError('BAD_USER_INPUT', `The variables nest deeper than ${LIMITS.variablesDepth} levels.`);
  }
  if (holdsMoreThan(variables, LIMITS.values)) {
    const most = LIMITS.values.toLocaleString('en');
    throw new ClientError('BAD_USER_INPUT', `The variables hold more than ${most} values; send them in parts.`);
  }
}

/** Whether there are values at more than so many levels. It takes no stack, however deep they are. */
export function nestsDeeperThan(value: unknown, levels: number): boolean {
  let level = [value];
  for (let depth = 0; depth <= levels && level.length > 0; depth += 1) level = below(level);
  return level.length > 0;
}

/** Whether there are more values than so many, counted at all levels. */
function holdsMoreThan(value: unknown, most: number): boolean {
  let [count, level] = [0, [value]];
  while (level.length > 0 && count <= most) {
    level = below(level);
    count += level.length;
  }
  return count > most;
}

function below(level: readonly unknown[]): unknown[] {
  return level.flatMap((value): unknown[] => (typeof value === 'object' && value !== null ? Object.values(value) : []));
}
