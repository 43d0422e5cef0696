import { asOfTable, atVersionTable } from './as-of';
import type { Column } from './column';
import type { Model, Scope } from './model';
import { leading, visibleSql } from './row-statement';
import { conjunction, knowableSql, readableSql } from './scope';
import { selectList } from './select-list';
import { pastId, type RecordState } from './state-ids';

/**
 * Records by a unique key, as they were at a moment: the key, the merge target and the values are those of that time. Only the requested records
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

/** The ids of the records that have or had one of these keys; an index of the log finds earlier keys. An id never changes. */
function perhapsHad({ table }: Model, { name, property }: Column, keys: string): string {
  if (property === 'id') return `SELECT DISTINCT unnest(${keys})`;
  const former = `jsonb_path_query_first(c.changes, '$[*] ? (@.field == "${property}").before') #>> '{}'`;
  return (
    `SELECT t.id FROM ${table} t WHERE t.${name} = ANY(${keys}) UNION SELECT c.record_id FROM change c ` +
    `WHERE c.kind <> 'CREATED' AND c.changes @> '[{"field": "${property}"}]' AND (${former}) = ANY(${keys}) AND c.record_type = '${table}'`
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
