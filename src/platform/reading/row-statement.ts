import type { Column } from './column';
import type { Model, Scope } from './model';
import type { SortKey } from './sort-keys';
import type { PageSelection } from './selection';
import { linkList, selectList } from './select-list';
import { sliceSql, type Slice } from './slice';
import { HEAD, HEAD_LIST } from './stream-cursor';
import type { Source } from './source';
import { conjunction, endsSql, readableSql } from './scope';
import { isPastId, recordState } from './state-ids';
import type { Statement } from './statement';

/** The records whose lists are read together, and the most rows for all of them. */
export interface Parents {
  /** The id of each; of past states where what the list has depends on the version: see `parentOf`. */
  readonly ids: readonly string[];
  readonly limit: number;
}

/** Whether some of the records are past states. */
export function arePast(parents: Parents | undefined): boolean {
  return parents?.ids.some(isPastId) === true;
}

/** The records as the table `parent`: by `id`, those in a past state with a `version`. Rows name them by `key`. */
function parentTable(parents: Parents, statement: Statement): { readonly table: string; readonly key: string } {
  if (!arePast(parents))
    return { table: `unnest(${statement.bindKeys(parents.ids, 'uuid')}) AS parent (id)`, key: 'parent.id' };
  const states = parents.ids.map(recordState);
  const columns = [
    statement.bind(parents.ids, 'text[]'),
    statement.bindKeys(
      states.map(({ uuid }) => uuid),
      'uuid',
    ),
    statement.bind(
      states.map(({ version = null }) => version),
      'int[]',
    ),
  ];
  return { table: `unnest(${columns.join(', ')}) AS parent (key, id, version)`, key: 'parent.key' };
}

/** One statement for the rows of one list or, with `parents`, for the first rows of each parent. */
export function rowsSql(
  source: Source,
  { columns, edge, streamCursor }: Pick<PageSelection, 'columns' | 'edge' | 'streamCursor'>,
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
export function ofParent(source: Source): Source {
  return { ...source, conditions: [`${source.parent} = parent.id`, ...source.conditions] };
}

/** The same with the head of the change log in every row. For an empty list, one row has only the head. */
function withHead(rows: string, statement: Statement, parents?: Parents): string {
  const list = `LEFT JOIN LATERAL (${rows}) AS child ON true`;
  if (!parents) return `SELECT ${HEAD_LIST}, child.* FROM ${HEAD} ${list}`;
  const limit = parents.limit + parents.ids.length;
  const { table, key } = parentTable(parents, statement);
  return (
    `SELECT ${key} AS "$parent", ${HEAD_LIST}, child.* FROM ${HEAD} CROSS JOIN ${table} ` +
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
  const { table, key } = parentTable(parents, statement);
  return (
    `SELECT ${key} AS "$parent", child.* FROM ${table} ` +
    `CROSS JOIN LATERAL (${inner}) AS child LIMIT ${statement.bind(parents.limit, 'int')}`
  );
}

/** Records by their ids. */
export function byIdSql(model: Model, columns: readonly Column[], ids: readonly string[], scope: Scope): string {
  const alias = scope.statement.alias();
  const conditions = [
    `${alias}.id = ANY(${scope.statement.bindKeys(ids, 'uuid')})`,
    ...readableSql(model, alias, { ...scope, includeEnded: true }),
  ];
  return `SELECT ${selectList(columns, [], alias, scope.stateId).join(', ')} FROM ${model.table} ${alias} WHERE ${conjunction(conditions)}`;
}

/** Records by a unique key, each with the requested key. A merged record gives the record that it was merged into; a link, only if the viewer may see the records at its ends. */
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
  const readable = (one: Model, under: string): string[] => readableSql(one, under, { ...scope, includeEnded: true });
  const conditions = [
    `${asked}.${key.name} ${condition}`,
    ...visibleSql(model, asked, scope),
    ...readable(model, alias),
    ...endsSql(model, alias, readable),
  ];
  return (
    `${select} ${list(alias, asked)} FROM ${model.table} ${asked} ` +
    `JOIN ${model.table} ${alias} ON ${alias}.id ${to} WHERE ${conjunction(conditions)}${order}`
  );
}

/**
 * How the requested record leads to the returned one. If records can be hidden, the merge target may be hidden: the requested record is then
 * returned itself, as if it had not been merged.
 */
export function leading(
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
export function visibleSql(model: Model, alias: string, scope: Scope): string[] {
  return readableSql(model, alias, { ...scope, includeArchived: true, includeEnded: true });
}
