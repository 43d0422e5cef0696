import { ClientError } from '../errors';
import { LIMITS } from './limits';

/** @throws ClientError where variables nest deeper than what any input type of the schema can use */
export function checkVariablesDepth(variables: unknown): void {
  if (nestsDeeperThan(variables, LIMITS.variablesDepth)) {
    throw new ClientError('BAD_USER_INPUT', `The variables nest deeper than ${LIMITS.variablesDepth} levels.`);
  }
}

/** Whether there are values at more than so many levels. It takes no stack, however deep they are. */
export function nestsDeeperThan(value: unknown, levels: number): boolean {
  let level = [value];
  for (let depth = 0; depth <= levels && level.length > 0; depth += 1) level = below(level);
  return level.length > 0;
}

function below(level: readonly unknown[]): unknown[] {
  return level.flatMap((value): unknown[] => (typeof value === 'object' && value !== null ? Object.values(value) : []));
}
