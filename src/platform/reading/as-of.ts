import type { Model, Scope } from './model';
import { conjunction, knowableSql, readableSql } from './scope';
import type { Source } from './source';

/** The arguments of a root read that choose the state of the hub to read. */
export interface Moment {
  /** The moment whose state is read; absent: now. */
  readonly asOf?: Date | null;
  /** A cursor of the change log: the read sees all changes up to it. */
  readonly atLeast?: string | null;
}

/** All records of a model as they were at a moment, limited to those that the viewer may read as they are now. */
export function asOfSource(model: Model, moment: Date, scope: Scope): Source {
  const alias = scope.statement.alias();
  const now = scope.statement.alias();
  const seen = knowableSql(model, now, scope);
  return {
    from: `${asOfTable({ model, moment, now, where: seen }, scope)} ${alias}`,
    alias,
    conditions: readableSql(model, alias, scope),
  };
}

export interface AsOfTable {
  readonly model: Model;
  readonly moment: Date;
  /** The alias of the current rows in `where`. */
  readonly now: string;
  /** Conditions on the current rows. */
  readonly where: readonly string[];
  /** A query for the ids of the requested rows, if they are few: their changes are then looked up one by one. */
  readonly ids?: string;
}

/**
 * A table as it was at a moment: each current row, with the values that later changes replaced. The earliest later change of a field wins.
 * Versions decide which changes are later, because a clock may have been set back. So the newest change of a record that is not after the moment is looked up
 * once, from the newest change backwards, and the changes after it are read once. Only the first change of each field gives a value.
 */
export function asOfTable({ model, moment, now, where, ids }: AsOfTable, { statement }: Scope): string {
  const checked = `hub_told_moment(${statement.bind(moment, 'timestamptz')})`;
  const at = `(SELECT ${checked})`;
  const later = statement.alias();
  const then = statement.alias();
  const before = `(SELECT k.occurred_at FROM change k WHERE k.record_id = ${now}.id AND k.version = ${later}.first - 1)`;
  // Postgres evaluates the first condition once, before it reads rows, so an invalid moment is refused even if there are no rows.
  const kept = [`${checked} IS NOT NULL`, `${now}.created_at <= ${at}`, `${later}.made IS NOT TRUE`, ...where];
  const asked = statement.alias();
  const rows = ids === undefined ? '' : `(${ids}) ${asked} (id) JOIN `;
  const on = ids === undefined ? '' : `ON ${now}.id = ${asked}.id `;
  return (
    `(SELECT ${then}.* FROM ${rows}${model.table} ${now} ${on}` +
    `LEFT JOIN LATERAL (${laterSql(ids === undefined ? ofAll(model, at) : ofRow(now), at)}) ${later} ` +
    `ON ${later}.record_id = ${now}.id ` +
    `CROSS JOIN LATERAL jsonb_populate_record(${now}, ${later}.fields || jsonb_build_object('version', ${later}.first - 1, ` +
    `'updated_at', coalesce(${before}, ${now}.created_at))) ${then} WHERE ${conjunction(kept)})`
  );
}

/**
 * The records of a model as they were at given versions. A row whose later changes the log no longer has is not `kept`.
 * @param given SQL of a table with the columns `id` and `version`
 */
export function atVersionTable(
  model: Model,
  given: string,
  now: string,
  where: readonly string[],
  { statement }: Scope,
): string {
  const [asked, then] = [statement.alias(), statement.alias()];
  const later = `SELECT count(*) FROM change k WHERE k.record_id = ${now}.id AND k.version > ${asked}.version`;
  const at = `(SELECT k.occurred_at FROM change k WHERE k.record_id = ${now}.id AND k.version = ${asked}.version)`;
  const earlier =
    `coalesce(hub_undo(${now}.id, ${asked}.version), '{}') || jsonb_build_object('version', ${asked}.version, ` +
    `'updated_at', coalesce(${at}, ${now}.created_at))`;
  const state = `CASE WHEN ${asked}.version = ${now}.version THEN '{}' ELSE ${earlier} END`;
  const kept = [`${asked}.version BETWEEN 1 AND ${now}.version`, ...where];
  return (
    `(SELECT ${then}.*, (${later}) = ${now}.version - ${asked}.version AS kept FROM ${given} ${asked} ` +
    `JOIN ${model.table} ${now} ON ${now}.id = ${asked}.id ` +
    `CROSS JOIN LATERAL jsonb_populate_record(${now}, ${state}) ${then} WHERE ${conjunction(kept)})`
  );
}

/** The record under an alias. */
function ofRow(now: string): string {
  return `SELECT ${now}.id AS record_id`;
}

/** All records that were changed after the moment. */
function ofAll({ table }: Model, at: string): string {
  return `SELECT DISTINCT c.record_id FROM change c WHERE c.record_type = '${table}' AND c.occurred_at > ${at}`;
}

/** For each of these records, the first version after the moment, and the values at the moment of the columns that changed later. */
function laterSql(records: string, at: string): string {
  const reached =
    `SELECT r.record_id, coalesce((SELECT k.version FROM change k WHERE k.record_id = r.record_id AND k.occurred_at <= ${at} ` +
    `ORDER BY k.version DESC LIMIT 1), 0) AS version FROM (${records}) r`;
  // A change without entries counts too; it has no field.
  const firsts =
    `SELECT c.record_id, e->>'field' AS field, min(c.version) AS version, bool_or(c.kind = 'CREATED') AS made FROM (${reached}) reached ` +
    `JOIN change c ON c.record_id = reached.record_id AND c.version > reached.version ` +
    `LEFT JOIN LATERAL jsonb_array_elements(c.changes) e ON true GROUP BY c.record_id, e->>'field'`;
  const value =
    `SELECT e->'before' FROM change c CROSS JOIN LATERAL jsonb_array_elements(c.changes) e ` +
    `WHERE c.record_id = f.record_id AND c.version = f.version AND e->>'field' = f.field LIMIT 1`;
  return (
    `SELECT f.record_id, min(f.version) AS first, bool_or(f.made) AS made, ` +
    `coalesce(jsonb_object_agg(hub_column_name(f.field), (${value})) FILTER (WHERE f.field IS NOT NULL), '{}') AS fields ` +
    `FROM (${firsts}) f GROUP BY f.record_id`
  );
}
