import { asOfTable } from './as-of';
import type { Column } from './column';
import type { Model, Scope } from './model';
import { snakeCase } from '../naming';
import { afterSql, orderSql, type SortKey } from './order';
import { selectedColumns, type PageSelection } from './selection';
import { HEAD, HEAD_LIST } from './stream-cursor';
import type { Source } from './source';
import { conjunction, knowableSql, readableSql } from './scope';
import type { Statement } from './statement';

/** The records whose lists are read together, and how many rows may come for all of them. */
export interface Parents {
  readonly ids: readonly string[];
  readonly limit: number;
}

/** A slice of an ordered list. */
export interface Slice {
  readonly keys: readonly SortKey[];
  readonly limit: number;
  readonly backwards: boolean;
  readonly after?: readonly unknown[];
  readonly before?: readonly unknown[];
}

/** The rows of one list, or with `parents` the first rows for each parent, in one statement. */
export function rowsSql(
  source: Source,
  { columns, edge, streamCursor }: PageSelection,
  slice: Slice,
  statement: Statement,
  parents?: Parents,
): string {
  const conditions = [...source.conditions, ...sliceConditions(slice, source, statement)];
  const select = [...selectList(columns, slice.keys, source.alias), ...linkList(edge, source)].join(', ');
  const tail = `ORDER BY ${orderSql(slice.keys, source, slice.backwards)} LIMIT ${statement.bind(slice.limit, 'int')}`;
  if (streamCursor) return withHead(source, select, conditions, tail, statement, parents);
  return perParent(source, select, conditions, tail, statement, parents);
}

/** The same with the head of the change log in every row; an empty list has one row, in which there is nothing else. */
function withHead(
  source: Source,
  select: string,
  conditions: readonly string[],
  tail: string,
  statement: Statement,
  parents?: Parents,
): string {
  const list = (all: readonly string[]): string =>
    `LEFT JOIN LATERAL (SELECT ${select} FROM ${source.from} WHERE ${conjunction(all)} ${tail}) AS child ON true`;
  if (!parents) return `SELECT ${HEAD_LIST}, child.* FROM ${HEAD} ${list(conditions)}`;
  const limit = parents.limit + parents.ids.length;
  return (
    `SELECT parent.id AS "$parent", ${HEAD_LIST}, child.* FROM ${HEAD} ` +
    `CROSS JOIN unnest(${statement.bindKeys(parents.ids, 'uuid')}) AS parent (id) ` +
    `${list([`${source.parent} = parent.id`, ...conditions])} LIMIT ${statement.bind(limit, 'int')}`
  );
}

/** How many rows a list has, for each parent where there are parents. */
export function countSql(source: Source, statement: Statement, parents?: Parents): string {
  return perParent(source, 'count(*)::int AS count', [...source.conditions], '', statement, parents);
}

/**
 * Runs a query once, or for each parent beside the others. LATERAL is planned as a nested loop, so each parent's index range is
 * read only as far as its LIMIT, and its rows stay in order.
 */
function perParent(
  source: Source,
  select: string,
  conditions: readonly string[],
  tail: string,
  statement: Statement,
  parents?: Parents,
): string {
  if (!parents) return `SELECT ${select} FROM ${source.from} WHERE ${conjunction(conditions)} ${tail}`;
  const inner = `SELECT ${select} FROM ${source.from} WHERE ${conjunction([`${source.parent} = parent.id`, ...conditions])} ${tail}`;
  return eachParent(inner, statement, parents);
}

/** @param inner a query that refers to `parent.id` */
export function eachParent(inner: string, statement: Statement, parents: Parents): string {
  return (
    `SELECT parent.id AS "$parent", child.* FROM unnest(${statement.bindKeys(parents.ids, 'uuid')}) AS parent (id) ` +
    `CROSS JOIN LATERAL (${inner}) AS child LIMIT ${statement.bind(parents.limit, 'int')}`
  );
}

/** Records by their ids. */
export function byIdSql(model: Model, columns: readonly Column[], ids: readonly string[], scope: Scope): string {
  const alias = scope.statement.alias();
  const conditions = [
    `${alias}.id = ANY(${scope.statement.bindKeys(ids, 'uuid')})`,
    ...readableSql(model, alias, scope),
  ];
  return `SELECT ${selectList(columns, [], alias).join(', ')} FROM ${model.table} ${alias} WHERE ${conjunction(conditions)}`;
}

/** Records by a unique key, each under the key that was asked; one that was merged gives the record it was merged into. */
export function byKeySql(
  model: Model,
  key: Column,
  columns: readonly Column[],
  values: readonly string[],
  scope: Scope,
): string {
  const { statement } = scope;
  const [asked, alias] = [statement.alias(), statement.alias()];
  const { select, to, order } = leading(model, key, asked, alias);
  const conditions = [
    `${asked}.${key.name} = ANY(${statement.bindKeys(values, key.sqlType)})`,
    ...visibleSql(model, asked, scope),
    ...readableSql(model, alias, scope),
  ];
  return (
    `${select} ${asked}.${key.name} AS "$parent", ${selectList(columns, [], alias).join(', ')} FROM ${model.table} ${asked} ` +
    `JOIN ${model.table} ${alias} ON ${alias}.id ${to} WHERE ${conjunction(conditions)}${order}`
  );
}

/**
 * The same for the state at a moment: the key, what it was merged into and the values are those of then. What was asked for is undone once, and
 * beside it only what it was merged into.
 */
export function byKeyAsOfSql(
  model: Model,
  key: Column,
  columns: readonly Column[],
  values: readonly string[],
  moment: Date,
  scope: Scope,
): string {
  const { statement } = scope;
  const [asked, alias, then] = [statement.alias(), statement.alias(), statement.alias()];
  const [now, nowAsked, nowMerged] = [statement.alias(), statement.alias(), statement.alias()];
  const { select, to, order } = leading(model, key, asked, alias);
  const keys = statement.bindKeys(values, key.sqlType);
  const had = {
    model,
    moment,
    now: nowAsked,
    ids: perhapsHad(model, key, keys),
    where: visibleSql(model, nowAsked, scope),
  };
  const found = conjunction([`${then}.${key.name} = ANY(${keys})`, ...visibleSql(model, then, scope)]);
  const itself =
    `SELECT a.* FROM ${asked} a JOIN ${model.table} ${now} ON ${now}.id = a.id ` +
    `WHERE ${conjunction(knowableSql(model, now, scope))}`;
  const ids = `SELECT merged_into_id FROM ${asked} WHERE merged_into_id IS NOT NULL EXCEPT SELECT id FROM ${asked}`;
  const merged = { model, moment, now: nowMerged, ids, where: knowableSql(model, nowMerged, scope) };
  const both = model.options.mergeable ? `${itself} UNION ALL SELECT * FROM ${asOfTable(merged, scope)} m` : itself;
  return (
    `WITH ${asked} AS MATERIALIZED (SELECT ${then}.* FROM ${asOfTable(had, scope)} ${then} WHERE ${found}) ` +
    `${select} ${asked}.${key.name} AS "$parent", ${selectList(columns, [], alias).join(', ')} ` +
    `FROM ${asked} JOIN (${both}) ${alias} ON ${alias}.id ${to} WHERE ${conjunction(readableSql(model, alias, scope))}${order}`
  );
}

/**
 * How the record that was asked for leads to the one that is answered. Where some are hidden, the one that it was merged into may be: it stands
 * for itself then, as if it had not been merged.
 */
function leading(
  { options }: Model,
  key: Column,
  asked: string,
  alias: string,
): Record<'select' | 'to' | 'order', string> {
  if (!options.mergeable) return { select: 'SELECT', to: `= ${asked}.id`, order: '' };
  const merged = `${asked}.merged_into_id, ${asked}.id`;
  if (!options.visible) return { select: 'SELECT', to: `= coalesce(${merged})`, order: '' };
  return {
    select: `SELECT DISTINCT ON (${asked}.${key.name})`,
    to: `IN (${merged})`,
    order: ` ORDER BY ${asked}.${key.name}, ${alias}.id = ${asked}.id`,
  };
}

/** Of a record in the archive that the viewer might see otherwise, the key still leads to the one that it was merged into. */
function visibleSql(model: Model, alias: string, scope: Scope): string[] {
  return readableSql(model, alias, { ...scope, includeArchived: true });
}

/** The ids of the records that have one of these keys now, or had it before; an index of the log leads to these. An id never changes. */
function perhapsHad({ table }: Model, { name, property }: Column, keys: string): string {
  if (property === 'id') return `SELECT DISTINCT unnest(${keys})`;
  const former = `jsonb_path_query_first(c.changes, '$[*] ? (@.field == "${property}").before') #>> '{}'`;
  return (
    `SELECT t.id FROM ${table} t WHERE t.${name} = ANY(${keys}) UNION SELECT c.record_id FROM change c ` +
    `WHERE c.kind <> 'CREATED' AND c.changes @> '[{"field": "${property}"}]' AND (${former}) = ANY(${keys}) AND c.record_type = '${table}'`
  );
}

function sliceConditions({ keys, backwards, after, before }: Slice, source: Source, statement: Statement): string[] {
  return [
    ...(after ? [afterSql(keys, after, source, statement, false)] : []),
    ...(before ? [afterSql(keys, before, source, statement, true)] : []),
  ].map((sql) => (backwards ? `(${sql})` : sql));
}

function selectList(columns: readonly Column[], keys: readonly SortKey[], alias: string): string[] {
  const outputs = new Map(columns.map((column) => [column.property, columnSql(column.name, column.sqlType, alias)]));
  for (const key of keys) {
    if (key.of === 'target') outputs.set(key.output, columnSql(key.column, key.sqlType, alias));
  }
  return [...outputs].map(([output, sql]) => `${sql} AS "${output}"`);
}

function linkList(edge: readonly string[], { link }: Source): string[] {
  if (!link) return [];
  return ['id', ...edge].map((property) => `${link}.${snakeCase(property)} AS "$${property}"`);
}

/** A date leaves Postgres as text: pg would make a local midnight of it. */
function columnSql(name: string, sqlType: string, alias: string): string {
  return sqlType === 'date' ? `${alias}.${name}::text` : `${alias}.${name}`;
}

/** For a feature's own statement: the select list of a record that stands under `alias`, and the condition that the viewer may see it. */
export function columnList(
  model: Model,
  alias: string,
  info: Parameters<typeof selectedColumns>[1],
  scope: Scope,
): { list: string; conditions: string } {
  const list = selectList(selectedColumns(model, info), [], alias).join(', ');
  return { list, conditions: conjunction(readableSql(model, alias, scope)) };
}
