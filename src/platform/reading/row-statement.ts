import { asOfTable, atVersionTable } from './as-of';
import type { Column } from './column';
import type { Model, Scope } from './model';
import { snakeCase } from '../naming';
import type { SortKey } from './order';
import { selectedColumns, type PageSelection } from './selection';
import { sliceSql, type Slice } from './slice';
import { HEAD, HEAD_LIST } from './stream-cursor';
import { pastId, type RecordState } from './state-ids';
import type { Source } from './source';
import { conjunction, knowableSql, readableSql } from './scope';
import type { Statement } from './statement';

/** The records whose lists are read together, and the most rows for all of them. */
export interface Parents {
  readonly ids: readonly string[];
  readonly limit: number;
}

/** One statement for the rows of one list or, with `parents`, for the first rows of each parent. */
export function rowsSql(
  source: Source,
  { columns, edge, streamCursor }: PageSelection,
  slice: Slice,
  { statement, stateId }: Pick<Scope, 'statement' | 'stateId'>,
  parents?: Parents,
): string {
  const list = selectList(columns, slice.keys, source.alias, stateId);
  const select = [...list, ...linkList(edge, source)].join(', ');
  const limit = (): string => statement.bind(slice.limit, 'int');
  const named = ({ output }: SortKey): string => (stateId && output === 'id' ? '"$record"' : `"${output}"`);
  const rows = sliceSql(parents ? ofParent(source) : source, select, slice, statement, { limit, named });
  if (streamCursor) return withHead(rows, statement, parents);
  return parents ? eachParent(rows, statement, parents) : rows;
}

/** A list of the record `parent`. */
function ofParent(source: Source): Source {
  return { ...source, conditions: [`${source.parent} = parent.id`, ...source.conditions] };
}

/** The same with the head of the change log in every row. For an empty list, one row has only the head. */
function withHead(rows: string, statement: Statement, parents?: Parents): string {
  const list = `LEFT JOIN LATERAL (${rows}) AS child ON true`;
  if (!parents) return `SELECT ${HEAD_LIST}, child.* FROM ${HEAD} ${list}`;
  const limit = parents.limit + parents.ids.length;
  return (
    `SELECT parent.id AS "$parent", ${HEAD_LIST}, child.* FROM ${HEAD} ` +
    `CROSS JOIN unnest(${statement.bindKeys(parents.ids, 'uuid')}) AS parent (id) ` +
    `${list} LIMIT ${statement.bind(limit, 'int')}`
  );
}

/** The number of rows of a list; for each parent, if there are parents. */
export function countSql(source: Source, statement: Statement, parents?: Parents): string {
  const { from, conditions } = parents ? ofParent(source) : source;
  const count = `SELECT count(*)::int AS count FROM ${from} WHERE ${conjunction(conditions)}`;
  return parents ? eachParent(count, statement, parents) : count;
}

/**
 * Runs a query for each parent. LATERAL is planned as a nested loop, so each parent's index range is read only as far as its LIMIT, and its rows stay in
 * order.
 * @param inner a query that refers to `parent.id`
 */
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
  return `SELECT ${selectList(columns, [], alias, scope.stateId).join(', ')} FROM ${model.table} ${alias} WHERE ${conjunction(conditions)}`;
}

/** Records by a unique key, each with the requested key. A merged record gives the record that it was merged into. */
export function byKeySql(
  model: Model,
  key: Column,
  columns: readonly Column[],
  values: readonly string[],
  scope: Scope,
): string {
  const list = (alias: string, asked: string): string =>
    `${asked}.${key.name} AS "$parent", ${selectList(columns, [], alias, scope.stateId).join(', ')}`;
  return byKeyQuery(model, key, list, `= ANY(${scope.statement.bindKeys(values, key.sqlType)})`, scope);
}

/**
 * The same for any list of expressions, and any condition on the key.
 * @param list of the record under `alias`, which was requested by the key of the record under `asked`
 * @param condition what follows the key: `= $1`
 */
export function byKeyQuery(
  model: Model,
  key: Column,
  list: (alias: string, asked: string) => string,
  condition: string,
  scope: Scope,
): string {
  const [asked, alias] = [scope.statement.alias(), scope.statement.alias()];
  const { select, to, order } = leading(model, key, asked, alias);
  const conditions = [
    `${asked}.${key.name} ${condition}`,
    ...visibleSql(model, asked, scope),
    ...readableSql(model, alias, scope),
  ];
  return (
    `${select} ${list(alias, asked)} FROM ${model.table} ${asked} ` +
    `JOIN ${model.table} ${alias} ON ${alias}.id ${to} WHERE ${conjunction(conditions)}${order}`
  );
}

/**
 * The same for the state at a moment: the key, the merge target and the values are those of that time. Only the requested records
 * and their merge targets are reconstructed.
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
    `${select} ${asked}.${key.name} AS "$parent", ${selectList(columns, [], alias, pastId).join(', ')} ` +
    `FROM ${asked} JOIN (${both}) ${alias} ON ${alias}.id ${to} WHERE ${conjunction(readableSql(model, alias, scope))}${order}`
  );
}

/** Records as they were at given versions. */
export function atVersionSql(
  model: Model,
  columns: readonly Column[],
  states: readonly RecordState[],
  scope: Scope,
): string {
  const { statement } = scope;
  const [alias, now] = [statement.alias(), statement.alias()];
  const ids = statement.bindKeys(
    states.map(({ uuid }) => uuid),
    'uuid',
  );
  const versions = statement.bind(
    states.map(({ version }) => version),
    'int[]',
  );
  const given = `unnest(${ids}, ${versions}) AS`;
  const table = atVersionTable(
    model,
    `(SELECT * FROM ${given} v (id, version))`,
    now,
    knowableSql(model, now, scope),
    scope,
  );
  const id = pastId(alias);
  const list = selectList(columns, [], alias, pastId).join(', ');
  return (
    `SELECT ${id} AS "$parent", ${alias}.kept AS "$kept", ${list} FROM ${table} ${alias} ` +
    `WHERE ${conjunction(readableSql(model, alias, scope))}`
  );
}

/** The tables in which objects with these ids are. */
export function typesSql(models: readonly Model[], ids: readonly string[], statement: Statement): string {
  const keys = statement.bindKeys(ids, 'uuid');
  return models
    .map(({ table }) => `SELECT '${table}' AS type, id FROM ${table} WHERE id = ANY(${keys})`)
    .join(' UNION ALL ');
}

/**
 * How the requested record leads to the returned one. If records can be hidden, the merge target may be hidden: the requested record is then
 * returned itself, as if it had not been merged.
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

/** The key of an archived record that the viewer could otherwise see still leads to the record that it was merged into. */
function visibleSql(model: Model, alias: string, scope: Scope): string[] {
  return readableSql(model, alias, { ...scope, includeArchived: true });
}

/** The ids of the records that have or had one of these keys; an index of the log finds earlier keys. An id never changes. */
function perhapsHad({ table }: Model, { name, property }: Column, keys: string): string {
  if (property === 'id') return `SELECT DISTINCT unnest(${keys})`;
  const former = `jsonb_path_query_first(c.changes, '$[*] ? (@.field == "${property}").before') #>> '{}'`;
  return (
    `SELECT t.id FROM ${table} t WHERE t.${name} = ANY(${keys}) UNION SELECT c.record_id FROM change c ` +
    `WHERE c.kind <> 'CREATED' AND c.changes @> '[{"field": "${property}"}]' AND (${former}) = ANY(${keys}) AND c.record_type = '${table}'`
  );
}

/** What is read of the record under an alias. Every row has its id. */
function selectList(
  columns: readonly Column[],
  keys: readonly SortKey[],
  alias: string,
  stateId: Scope['stateId'],
): string[] {
  const outputs = new Map(columns.map((column) => [column.property, columnSql(column.name, column.sqlType, alias)]));
  if (stateId) outputs.set('id', stateId(alias)).set('$record', `${alias}.id`);
  for (const key of keys) {
    if (key.of === 'target' && !outputs.has(key.output))
      outputs.set(key.output, columnSql(key.column, key.sqlType, alias));
  }
  return [...outputs].map(([output, sql]) => `${sql} AS "${output}"`);
}

function linkList(edge: readonly string[], { link, linkModel }: Source): string[] {
  if (!link) return [];
  const sqlTypeOf = (property: string): string | undefined => linkModel?.columns.get(property)?.sqlType;
  const values = edge.map(
    (property) => `${columnSql(snakeCase(property), sqlTypeOf(property), link)} AS "$${property}"`,
  );
  return [`${link}.id AS "$linkId"`, ...values];
}

/** Dates are read as text, because pg would convert them to midnight in local time. */
function columnSql(name: string, sqlType: string | undefined, alias: string): string {
  return sqlType === 'date' ? `${alias}.${name}::text` : `${alias}.${name}`;
}

/** For a feature's own statement: the select list of the record under `alias`, and the condition that the viewer may see it. */
export function columnList(
  model: Model,
  alias: string,
  info: Parameters<typeof selectedColumns>[1],
  scope: Scope,
): { list: string; conditions: string } {
  const list = selectList(selectedColumns(model, info), [], alias, scope.stateId).join(', ');
  return { list, conditions: conjunction(readableSql(model, alias, scope)) };
}
