import { twofoldSource, type Scope, type Source } from '../platform/reading';
import { changes } from './change.entity';

/** By which properties a change is in the histories of one or two records. */
export const HISTORY = { by: 'recordId', orBy: 'alsoOfId' } as const;

/** The changes of one record, whatever its type, and those of links that lead to it. */
export function historySource(of: string, scope: Scope): Source {
  const { parent, ...source } = twofoldSource(changes, HISTORY.by, HISTORY.orBy, scope);
  return { ...source, conditions: [`${parent} = ${scope.statement.bind(of, 'uuid')}`, ...source.conditions] };
}
