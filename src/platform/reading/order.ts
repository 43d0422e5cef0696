import type { Viewer } from '../access/viewer';
import { BadUserInput } from '../errors';
import type { Column } from './column';
import type { Model } from './model';
import { demandField } from './scope';
import type { Statement } from './statement';
import type { Source } from './source';
import { enumValue } from './schema/enums';

/** One `orderBy` step as the client gave it. */
export interface OrderStep {
  readonly field: string;
  readonly direction?: 'ASC' | 'DESC' | null;
}

/** One key of a complete order. The last key is unique, so that every row has its own position. */
export interface SortKey {
  /** The name under which a row carries the value: a property, or `$id` of a link. */
  readonly output: string;
  readonly column: string;
  readonly of: 'target' | 'link';
  readonly sqlType: string;
  readonly nullable: boolean;
  readonly descending: boolean;
}

/** The order of a list: the client's, else the model's default. Rows with equal values are ordered by id (for a list of links, the link's id). */
export function sortKeys(
  model: Model,
  steps: readonly OrderStep[] | null | undefined,
  linked: boolean,
  viewer: Viewer,
): SortKey[] {
  const asked = steps?.length
    ? steps.map((step) => targetKey(orderColumn(model, step.field, viewer), step.direction === 'DESC'))
    : model.options.defaultOrder.map((property) => targetKey(model.column(property), false));
  const once = asked.filter((key, index) => asked.findIndex((other) => other.column === key.column) === index);
  return [...once, idKey(linked, once.at(-1)?.descending ?? false)];
}

/** `ORDER BY` for the keys; backwards for `last` and `before`. */
export function orderSql(keys: readonly SortKey[], source: Source, backwards: boolean): string {
  return keys.map((key) => `${expression(key, source)} ${key.descending !== backwards ? 'DESC' : 'ASC'}`).join(', ');
}

/**
 * The rows after a position in the order (before it, if backwards). Postgres sorts missing values last in ascending order and
 * first in descending order, and so does this condition.
 */
export function afterSql(
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
  const beyond = beyondSql(key, sql, value, statement, backwards);
  if (rest.length === 0) return beyond;
  const same = value === null ? `${sql} IS NULL` : `${sql} = ${statement.bind(value, key.sqlType)}`;
  return `(${beyond} OR (${same} AND ${afterSql(rest, restValues, source, statement, backwards)}))`;
}

/** Keys of one direction without missing values are compared as a row, which can use an index. */
function rowComparison(
  keys: readonly SortKey[],
  values: readonly unknown[],
  source: Source,
  statement: Statement,
  backwards: boolean,
): string | undefined {
  const descending = keys[0]?.descending ?? false;
  if (keys.some((key) => key.nullable || key.descending !== descending)) return undefined;
  const left = keys.map((key) => expression(key, source)).join(', ');
  const right = keys.map((key, index) => statement.bind(values[index], key.sqlType)).join(', ');
  return `(${left}) ${descending !== backwards ? '<' : '>'} (${right})`;
}

function beyondSql(key: SortKey, sql: string, value: unknown, statement: Statement, backwards: boolean): string {
  const nullsComeNext = key.nullable && key.descending === backwards;
  if (value === null) return nullsComeNext ? 'false' : `${sql} IS NOT NULL`;
  const operator = key.descending !== backwards ? '<' : '>';
  const compared = `${sql} ${operator} ${statement.bind(value, key.sqlType)}`;
  return nullsComeNext ? `(${compared} OR ${sql} IS NULL)` : compared;
}

function expression(key: SortKey, source: Source): string {
  return `${key.of === 'link' ? source.link : source.alias}.${key.column}`;
}

function targetKey(column: Column, descending: boolean): SortKey {
  const { property, name, sqlType, nullable } = column;
  return { output: property, column: name, of: 'target', sqlType, nullable, descending };
}

function idKey(linked: boolean, descending: boolean): SortKey {
  const of = linked ? 'link' : 'target';
  return { output: linked ? '$id' : 'id', column: 'id', of, sqlType: 'uuid', nullable: false, descending };
}

function orderColumn(model: Model, field: string, viewer: Viewer): Column {
  for (const column of model.columns.values()) {
    if (!column.orderable || enumValue(column.property) !== field) continue;
    demandField(model, column.property, viewer);
    return column;
  }
  throw new BadUserInput(`${model.options.plural} cannot be ordered by ${field}; choose another field.`);
}
