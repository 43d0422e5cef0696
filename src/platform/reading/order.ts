import { joinAlias, type SortKey } from './sort-keys';
import type { Source } from './source';
import type { Statement } from './statement';

/** `ORDER BY` for the keys; backwards for `last` and `before`. */
export function orderSql(keys: readonly SortKey[], source: Source, backwards: boolean): string {
  return keys.map((key) => `${expression(key, source)} ${directionOf(key, backwards)}`).join(', ');
}

export function directionOf({ descending }: SortKey, backwards: boolean): 'ASC' | 'DESC' {
  return descending !== backwards ? 'DESC' : 'ASC';
}

/** The rows after a position in the order (before it, if backwards). */
export function afterSql(
  keys: readonly SortKey[],
  values: readonly unknown[],
  source: Source,
  statement: Statement,
  backwards: boolean,
): string {
  const ranges = afterRanges(keys, values, source, statement, backwards);
  return ranges.length === 1 ? (ranges[0] as string) : `(${ranges.map((range) => `(${range})`).join(' OR ')})`;
}

/**
 * The same as one or two conditions, which no row meets both: Postgres finds the beginning of each in an index. It sorts missing values last in
 * ascending order and first in descending order, but no single range of an index has both the other values after one and the missing ones.
 */
export function afterRanges(
  keys: readonly SortKey[],
  values: readonly unknown[],
  source: Source,
  statement: Statement,
  backwards: boolean,
): string[] {
  const [key, ...rest] = keys as [SortKey, ...SortKey[]];
  const [value, ...restValues] = values;
  const sql = expression(key, source);
  const missing = `${sql} IS NULL`;
  const missingComeLater = key.nullable && key.descending === backwards;
  if (value !== null) {
    const later = laterSql(keys, values, source, statement, backwards);
    return missingComeLater ? [later, missing] : [later];
  }
  const same = `${missing} AND ${afterSql(rest, restValues, source, statement, backwards)}`;
  return missingComeLater ? [same] : [same, `${sql} IS NOT NULL`];
}

/** The rows after a position whose first value is not missing, without those that have no such value. */
function laterSql(
  keys: readonly SortKey[],
  values: readonly unknown[],
  source: Source,
  statement: Statement,
  backwards: boolean,
): string {
  const row = rowComparison(keys, values, source, statement, backwards);
  if (row) return row;
  const [key, ...rest] = keys as [SortKey, ...SortKey[]];
  const [value, ...restValues] = values;
  const sql = expression(key, source);
  const bound = statement.bind(value, key.sqlType);
  const operator = operatorOf(key, backwards);
  const after = afterSql(rest, restValues, source, statement, backwards);
  // The first part follows from the second, and is where an index begins.
  return `${sql} ${operator}= ${bound} AND (${sql} ${operator} ${bound} OR (${sql} = ${bound} AND ${after}))`;
}

/** Keys of one direction are compared as a row, which can use an index. Only the first may be missing in some rows. */
function rowComparison(
  keys: readonly SortKey[],
  values: readonly unknown[],
  source: Source,
  statement: Statement,
  backwards: boolean,
): string | undefined {
  const [first, ...rest] = keys as [SortKey, ...SortKey[]];
  if (rest.some((key) => key.nullable || key.descending !== first.descending)) return undefined;
  const left = keys.map((key) => expression(key, source)).join(', ');
  const right = keys.map((key, index) => statement.bind(values[index], key.sqlType)).join(', ');
  return `(${left}) ${operatorOf(first, backwards)} (${right})`;
}

function operatorOf({ descending }: SortKey, backwards: boolean): '<' | '>' {
  return descending !== backwards ? '<' : '>';
}

/** SQL of a key's value. What is joined for keys is part of the source: see `joinedSource`. */
export function expression({ of, output, column }: SortKey, source: Source): string {
  if (of === 'joined') return `${joinAlias(output)}.${column}`;
  return `${of === 'link' ? source.link : source.alias}.${column}`;
}
