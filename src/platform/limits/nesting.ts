import { ClientError } from '../errors';
import { LIMITS } from './limits';

/** @throws ClientError where variables nest deeper than what any input type of the schema can use */
export function checkVariablesDepth(variables: unknown): void {
  let level: unknown[] = [variables];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > LIMITS.variablesDepth) {
      throw new ClientError('BAD_USER_INPUT', `The variables nest deeper than ${LIMITS.variablesDepth} levels.`);
    }
    level = level.flatMap((value): unknown[] =>
      typeof value === 'object' && value !== null ? Object.values(value) : [],
    );
  }
}
