import type { SortKey } from '../reading/sort-keys';
import type { PlannedRows, Slot } from './plan';
import { separatorSql, tokenSql } from './tokens';

/**
 * A statement that returns its row only if that is not too long. Else it would be sent and read, and only then found to be too large for an answer. OFFSET
 * keeps Postgres from evaluating each slot twice.
 */
export function bounded(slots: readonly string[], most: number): string {
  const names = slots.map((_sql, index) => `c${index}`);
  const lengths = names.map((name) => `coalesce(octet_length(${name}), 0)`);
  const selected = slots.map((sql, index) => `${sql} AS c${index}`);
  return `SELECT ${names.join(', ')} FROM (SELECT ${selected.join(', ')} OFFSET 0) found WHERE ${lengths.join(' + ')} <= ${most}`;
}

/** An empty list has no tokens: NULL, which would make those beside it NULL as well. */
export function nested({ kind }: Slot, sql: string): string {
  return kind === 'rows' ? `coalesce(${sql}, '')` : sql;
}

/** The values of the keys of a row, in one token. */
export function cursorSql({ alias, depth }: PlannedRows, keys: readonly SortKey[]): string {
  const tokens = keys.map((key, index) => tokenSql(`${alias}.k${index}`, key.sqlType, key.nullable));
  return tokens.join(` || ${separatorSql(depth + 1)} || `);
}

/** The keys as columns of the subquery. */
export function numbered(keys: readonly SortKey[]): SortKey[] {
  return keys.map((key, index) => ({ ...key, of: 'target', column: `k${index}` }));
}
