import { conjunction, readableSql, rootSource, twofoldSource, whereSql } from '../platform/reading';
import type { Scope, Source, Where } from '../platform/reading';
import { changes } from './change.entity';

/** By which properties a change is in the histories of one or two records. */
export const HISTORY = { by: 'recordId', orBy: 'alsoOfId' } as const;

/** The changes of one record, whatever its type, and those of links that lead to it. */
export function historySource(of: string, scope: Scope): Source {
  const { parent, ...source } = twofoldSource(changes, HISTORY.by, HISTORY.orBy, scope);
  return { ...source, conditions: [`${parent} = ${scope.statement.bind(of, 'uuid')}`, ...source.conditions] };
}

/** The changes of all records. Of the two changes of a link that both its owners have, the second is left out if the first is in the list. */
export function timelineSource(where: Where, scope: Scope): Source {
  const source = rootSource(changes, scope);
  const first = scope.statement.alias();
  const conditions = [
    `${first}.id = ${source.alias}.echo_of_id`,
    ...readableSql(changes, first, scope),
    whereSql(changes, where, first, scope),
  ];
  // Few changes have such another one, which is then looked up. Without OFFSET 0, Postgres may choose to read all changes first.
  const isFirst = `${source.alias}.echo_of_id IS NULL`;
  const listed = `EXISTS (SELECT 1 FROM change ${first} WHERE ${conjunction(conditions)} OFFSET 0)`;
  return { ...source, conditions: [...source.conditions, `(${isFirst} OR NOT ${listed})`] };
}
