import type { Model } from './model';
import { conjunction, knowableSql, readableSql, type Scope } from './scope';
import type { Source } from './source';

/** The arguments of a root read that say of which state of the hub it tells. */
export interface Moment {
  /** The moment whose state is asked for; now if it is not given. */
  readonly asOf?: Date | null;
  /** A cursor of the change log: what is read has all changes up to it in it. */
  readonly atLeast?: string | null;
}

/** All records of a model as they were at a moment, of those that the viewer may read as they are now. */
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
  /** The alias under which the rows as they are now stand in `where`. */
  readonly now: string;
  /** Conditions on the rows as they are now. */
  readonly where: readonly string[];
  /** They leave few rows, whose changes are looked up one by one. */
  readonly few?: boolean;
}

/**
 * A table as it was at a moment: each row as it is now, with what its later changes replaced laid over it, the earliest of them uppermost.
 * What is later is told by versions: a clock may have been set back.
 */
export function asOfTable({ model, moment, now, where, few = false }: AsOfTable, { statement }: Scope): string {
  const told = `hub_told_moment(${statement.bind(moment, 'timestamptz')})`;
  const at = `(SELECT ${told})`;
  const later = statement.alias();
  const then = statement.alias();
  const ofRow = few ? ` AND c.record_id = ${now}.id` : '';
  const before = `(SELECT k.occurred_at FROM change k WHERE k.record_id = ${now}.id AND k.version = ${later}.first - 1)`;
  // The first condition is judged once, before anything is read: a moment is refused also where there is no row.
  const kept = [`${told} IS NOT NULL`, `${now}.created_at <= ${at}`, `${later}.made IS NOT TRUE`, ...where];
  return (
    `(SELECT ${then}.* FROM ${model.table} ${now} LEFT JOIN LATERAL (` +
    `SELECT c.record_id, min(c.version) AS first, bool_or(c.kind = 'CREATED') AS made, ` +
    `coalesce(jsonb_object_agg(hub_column_name(e->>'field'), e->'before' ORDER BY c.version DESC) FILTER (WHERE e IS NOT NULL), '{}') AS fields ` +
    `FROM change c LEFT JOIN LATERAL jsonb_array_elements(c.changes) e ON true ` +
    `WHERE c.record_type = '${model.table}' AND c.occurred_at > ${at}${ofRow} AND NOT EXISTS (` +
    `SELECT FROM change k WHERE k.record_id = c.record_id AND k.version > c.version AND k.occurred_at <= ${at}) ` +
    `GROUP BY c.record_id) ${later} ON ${later}.record_id = ${now}.id ` +
    `CROSS JOIN LATERAL jsonb_populate_record(${now}, ${later}.fields || jsonb_build_object('version', ${later}.first - 1, ` +
    `'updated_at', coalesce(${before}, ${now}.created_at))) ${then} WHERE ${conjunction(kept)})`
  );
}
