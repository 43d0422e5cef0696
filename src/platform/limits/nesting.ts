import { ClientError } from '../errors';
import { LIMITS } from './limits';

/** @throws ClientError where variables nest deeper than what any input type of the schema can use, or hold a text that is not Unicode */
export function checkVariables(variables: unknown): void {
  if (nestsDeeperThan(variables, LIMITS.variablesDepth)) {
    throw new ClientError('BAD_USER_INPUT', `The variables nest deeper than ${LIMITS.variablesDepth} levels.`);
  }
  for (let level = [variables]; level.length > 0; level = below(level)) {
    if (level.some(isTorn)) throw new ClientError('BAD_USER_INPUT', TORN);
  }
}

/** Whether there are values at more than so many levels. It takes no stack, however deep they are. */
export function nestsDeeperThan(value: unknown, levels: number): boolean {
  let level = [value];
  for (let depth = 0; depth <= levels && level.length > 0; depth += 1) level = below(level);
  return level.length > 0;
}

const TORN = 'A text in the variables is not Unicode: it has one half of a surrogate pair without the other.';

/** JSON can write what UTF-8 cannot. Postgres would be sent something else for it. */
function isTorn(value: unknown): boolean {
  return typeof value === 'string' && !value.isWellFormed();
}

function below(level: readonly unknown[]): unknown[] {
  return level.flatMap((value): unknown[] => (typeof value === 'object' && value !== null ? Object.values(value) : []));
}
