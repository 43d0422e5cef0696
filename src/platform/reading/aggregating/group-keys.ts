import { FILLED_VALUES } from '../../limits/limits';
import { snakeCase } from '../../naming';
import type { Model, Relation, Scope } from '../model';
import type { Bucket, Grouping } from '../schema/groupings';
import { conjunction, demandField, readableSql } from '../scope';
import { linkSource, type Source } from '../source';
import { whereSql, type Where } from '../where';

/** Which related records count as keys: `{ terms: { where: … }, organizations: { roles: [LEAD] } }`. */
export type Among = Readonly<Record<string, RelatedAmong | null>>;
type RelatedAmong = Readonly<Record<string, unknown>> & { readonly where?: Where | null };

/** One key that rows are grouped by. */
export interface GroupKeySql {
  /** What is first counted by: a value of the row itself, such as a foreign key. Absent if a row can have several values. */
  readonly raw?: string;
  /** Joins what the value needs, given SQL of the raw value. */
  readonly join: (raw: string) => string;
  /** The value of the group, given SQL of the raw value. */
  readonly value: (raw: string) => string;
  /** SQL of the label for the value of a group. */
  readonly label: (value: string) => string;
  /** SQL by which the values are put in order. */
  readonly order: (value: string) => string;
  /** SQL of all values from one to another, where values can have holes between them. */
  readonly series?: (first: string, last: string) => string;
}

/** @throws UNAUTHENTICATED or FORBIDDEN if the viewer may not read the key */
export function keySql(model: Model, grouping: Grouping, source: Source, scope: Scope, among: Among): GroupKeySql {
  if (grouping.kind === 'relation') {
    const { relation } = grouping;
    demandField(model, relation.name, scope.viewer);
    return relationKeySql(relation, source, scope, among[relation.name] ?? {});
  }
  const { column } = grouping;
  demandField(model, column.property, scope.viewer);
  const sql = `${source.alias}.${column.name}`;
  return grouping.kind === 'bucket'
    ? bucketKeySql(sql, column.sqlType, grouping.bucket)
    : columnKeySql(sql, column.sqlType);
}

const noLabel = (): string => 'NULL::text';
const nothing = { join: () => '', label: noLabel };

function columnKeySql(raw: string, sqlType: string): GroupKeySql {
  const isNumber = sqlType === 'integer';
  return {
    ...nothing,
    raw,
    value: (value) => `${value}::text`,
    order: (value) => (isNumber ? `${value}::int` : value),
    ...(isNumber && {
      series: (first, last) =>
        `SELECT n::text FROM generate_series(${first}::int, hub_last_filled(${last}::int, ${first}::int + ${FILLED_VALUES - 1})) n`,
    }),
  };
}

/** Days are few, and Postgres finds them faster than months or the day in a time zone. They are counted first, and then put together into longer periods. */
function bucketKeySql(sql: string, sqlType: string, bucket: Bucket): GroupKeySql {
  const step = bucket === 'quarter' ? `interval '3 months'` : `interval '1 ${bucket}'`;
  const isDay = sqlType === 'date';
  const local = (day: string): string => (isDay ? `${day}::timestamp` : `${day} AT TIME ZONE 'UTC'`);
  return {
    ...nothing,
    raw: isDay ? sql : `date_bin('1 day', ${sql}, 'epoch')`,
    value: (day) => `to_char(date_trunc('${bucket}', ${local(day)}), 'YYYY-MM-DD')`,
    order: (value) => value,
    series: (first, last) =>
      `SELECT to_char(n, 'YYYY-MM-DD') FROM generate_series(${first}::timestamp, hub_last_filled(${last}::timestamp, ${first}::timestamp + ${FILLED_VALUES - 1} * ${step}), ${step}) n`,
  };
}

/** A record that the viewer may not see counts as missing: its join finds nothing. So does one that is not among those that are asked for. */
function relationKeySql(
  relation: Relation,
  { alias }: Source,
  scope: Scope,
  { where, ...narrowing }: RelatedAmong,
): GroupKeySql {
  const { table, options } = relation.target;
  const named = options.label && snakeCase(options.label);
  const label = (id: string): string =>
    named ? `(SELECT named.${named} FROM ${table} named WHERE named.id = ${id})` : noLabel();
  const order = named ? label : (id: string) => id;
  const path = `groups.among.${relation.name}.where`;
  const matching = (target: string): string[] => (where ? [whereSql(relation.target, where, target, scope, path)] : []);
  if (relation.kind !== 'belongsTo') {
    const inner = linkSource(relation, scope, narrowing);
    const on = conjunction([`${inner.parent} = ${alias}.id`, ...inner.conditions, ...matching(inner.alias)]);
    return { join: () => `LEFT JOIN (${inner.from}) ON ${on}`, value: () => `${inner.alias}.id`, label, order };
  }
  const target = scope.statement.alias();
  const conditions = [...readableSql(relation.target, target, scope), ...matching(target)];
  return {
    raw: `${alias}.${snakeCase(relation.by)}`,
    join: (raw) => `LEFT JOIN ${table} ${target} ON ${conjunction([`${target}.id = ${raw}`, ...conditions])}`,
    value: () => `${target}.id`,
    label,
    order,
  };
}
