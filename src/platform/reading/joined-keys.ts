import { createHash } from 'node:crypto';
import { snakeCase } from '../naming';
import type { Column } from './column';
import type { BelongsTo, Scope, ToMany } from './model';
import { conjunction, readableSql } from './scope';
import type { Source } from './source';
import { countedSql, relatedSource, whereSql, type Where } from './where';

/** What an order needs besides the rows of its list. */
export interface Joined {
  /** What its value means, for cursors: equal names mean equal values. */
  readonly name: string;
  /** SQL that joins it to the rows of a source under an alias. */
  readonly join: (source: Source, alias: string, scope: Scope) => string;
}

/** How many related records match, each counted once. */
export function countJoin(relation: ToMany, where: Where, path: string): Joined {
  const hash = createHash('sha256').update(JSON.stringify(where)).digest('base64url').slice(0, 12);
  return {
    name: `count.${relation.name}.${hash}`,
    join: ({ alias }, name, scope) => {
      const number = scope.statement.subquery(() => {
        const related = relatedSource(relation, {}, alias, scope);
        return countedSql(related, alias, whereSql(relation.target, where, related.alias, scope, path));
      });
      return ` CROSS JOIN LATERAL (SELECT ${number}::int AS v) ${name}`;
    },
  };
}

/** A field of the one related record. One that the viewer may not see counts as missing. */
export function recordJoin(relation: BelongsTo, column: Column): Joined {
  return {
    name: `${relation.name}.${column.property}`,
    join: ({ alias }, name, scope) => {
      const on = [`${name}.id = ${alias}.${snakeCase(relation.by)}`, ...readableSql(relation.target, name, scope)];
      return ` LEFT JOIN ${relation.target.table} ${name} ON ${conjunction(on)}`;
    },
  };
}
