import type { Viewer } from '../access/viewer';
import { BadUserInput } from '../errors';
import type { Column } from './column';
import type { Model, ToMany } from './model';
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
  /** The name under which a row carries the value: a property, or `$linkId`. */
  readonly output: string;
  readonly column: string;
  readonly of: 'target' | 'link';
  readonly sqlType: string;
  readonly nullable: boolean;
  readonly descending: boolean;
}

/** A list, and the order of its rows: cursors are places in it. */
export interface ListOrder {
  /** Names the list, for its cursors: the type of a root list, `Organization.programs` for one of a record. */
  readonly list: string;
  readonly keys: readonly SortKey[];
}

/**
 * The order of a list: the client's, else the model's default. Rows with equal values are ordered by id (for a list of links, the link's id).
 * @param relation the field that has the list; undefined for a root list
 */
export function listOrder(
  model: Model,
  relation: ToMany | undefined,
  steps: readonly OrderStep[] | null | undefined,
  viewer: Viewer,
): ListOrder {
  return {
    list: relation ? `${relation.on.type}.${relation.name}` : model.type,
    keys: sortKeys(model, steps, relation?.kind === 'linked', viewer),
  };
}

function sortKeys(
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

function expression(key: SortKey, source: Source): string {
  return `${key.of === 'link' ? source.link : source.alias}.${key.column}`;
}

function targetKey(column: Column, descending: boolean): SortKey {
  const { property, name, sqlType, nullable } = column;
  return { output: property, column: name, of: 'target', sqlType, nullable, descending };
}

function idKey(linked: boolean, descending: boolean): SortKey {
  const of = linked ? 'link' : 'target';
  return { output: linked ? '$linkId' : 'id', column: 'id', of, sqlType: 'uuid', nullable: false, descending };
}

function orderColumn(model: Model, field: string, viewer: Viewer): Column {
  for (const column of model.columns.values()) {
    if (!column.orderable || enumValue(column.property) !== field) continue;
    demandField(model, column.property, viewer);
    return column;
  }
  throw new BadUserInput(`${model.options.plural} cannot be ordered by ${field}; choose another field.`);
}
