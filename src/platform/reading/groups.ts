import { BadUserInput } from '../errors';
import type { Model, Scope } from './model';
import { eachParent, type Parents } from './row-statement';
import { linkSource, type Source } from './source';
import { groupings, type Group, type Grouping } from './schema/group-types';
import { DEFAULT_GROUPS, MAX_GROUPS } from './schema/page-types';
import { conjunction, demandField, readableSql } from './scope';
import { whereSql, type Where } from './where';
import { snakeCase } from '../naming';

/** The arguments of `groups`. */
export interface GroupArguments {
  readonly by: readonly string[];
  readonly where?: Where | null;
  readonly first?: number | null;
}

/** A row of `groupsSql`: `v0`, `l0`, `v1`, … and the count. */
export type GroupRow = Record<string, unknown> & { count: number };

/** One key that rows are grouped by. */
interface GroupKeySql {
  /** What is first counted by: a value of the row itself, such as a foreign key. Absent if a row can have several values. */
  readonly raw?: string;
  /** Joins what the value needs, given SQL of the raw value. */
  readonly join: (raw: string) => string;
  /** The value of the group, given SQL of the raw value. */
  readonly value: (raw: string) => string;
  /** SQL of the label for the value of a group. */
  readonly label: (value: string) => string;
}

/** Counts rows by the given keys, the largest group first; for each parent, if there are parents. */
export function groupsSql(model: Model, source: Source, args: GroupArguments, scope: Scope, parents?: Parents): string {
  const known = groupings(model);
  const chosen = args.by.map((name) => known.get(name) as Grouping);
  for (const grouping of chosen) demandField(model, groupedBy(grouping), scope.viewer);
  const keys = chosen.map((grouping) => keySql(grouping, source, scope));
  const conditions = [
    ...source.conditions,
    ...(args.where ? [whereSql(model, args.where, source.alias, scope, 'groups.where')] : []),
  ];
  const body = (all: readonly string[]): string => countedSql(source, keys, all, args, scope);
  if (!parents) return body(conditions);
  return eachParent(body([`${source.parent} = parent.id`, ...conditions]), scope.statement, parents);
}

function countedSql(
  source: Source,
  keys: readonly GroupKeySql[],
  conditions: readonly string[],
  { first }: GroupArguments,
  { statement }: Scope,
): string {
  const once = keys.every(({ raw }) => raw !== undefined);
  const names = keys.map((_key, index) => `k${index}`).join(', ');
  const limit = statement.bind(first ?? DEFAULT_GROUPS, 'int');
  const counted =
    `SELECT ${names}, sum(rows)::int AS count FROM (${once ? onceSql(source, keys, conditions) : manySql(source, keys, conditions)}) found ` +
    `GROUP BY ${names} ORDER BY count DESC, ${names} LIMIT ${limit}`;
  const shown = keys.map(({ label }, index) => `k${index}::text AS "v${index}", ${label(`k${index}`)} AS "l${index}"`);
  return `SELECT ${shown.join(', ')}, count FROM (${counted}) groups ORDER BY count DESC, ${names}`;
}

/** Rows are first counted by values of their own, which an index may have. Only the few groups are joined with other tables and written as text. */
function onceSql(source: Source, keys: readonly GroupKeySql[], conditions: readonly string[]): string {
  const raws = keys.map(({ raw }, index) => `${raw} AS r${index}`);
  const names = keys.map((_key, index) => `r${index}`);
  const raw =
    `SELECT ${raws.join(', ')}, count(*) AS rows FROM ${source.from} WHERE ${conjunction(conditions)} ` +
    `GROUP BY ${names.join(', ')}`;
  const joins = keys.map(({ join }, index) => join(`raw.r${index}`));
  return `SELECT ${valueList(keys, (index) => `raw.r${index}`)}, rows FROM (${raw}) ${['raw', ...joins].join(' ')}`;
}

/**
 * Related records are joined, which Postgres does for all rows at once, instead of looked up for each row. Each counts once for a row. The order lets Postgres read rows and
 * links side by side from indexes; without it, it would keep all pairs in memory or on disk.
 */
function manySql(source: Source, keys: readonly GroupKeySql[], conditions: readonly string[]): string {
  const row = `${source.link ?? source.alias}.id`;
  const raws = keys.map(({ raw }) => raw ?? '');
  const from = [source.from, ...keys.map(({ join }, index) => join(raws[index] as string))].join(' ');
  const values = keys.map(({ value }, index) => value(raws[index] as string));
  const pair = [row, ...values].join(', ');
  return `SELECT DISTINCT ON (${pair}) ${valueList(keys, (index) => raws[index] as string)}, 1 AS rows FROM ${from} WHERE ${conjunction(conditions)} ORDER BY ${pair}`;
}

function valueList(keys: readonly GroupKeySql[], raw: (index: number) => string): string {
  return keys.map(({ value }, index) => `${value(raw(index))} AS k${index}`).join(', ');
}

/** @throws BadUserInput for no keys, a repeated key, or more groups than one answer may have */
export function checkGroupArguments({ by, first: asked }: GroupArguments): void {
  if (by.length === 0) throw new BadUserInput('groups(by:) is empty; give at least one key.');
  if (new Set(by).size < by.length) throw new BadUserInput('groups(by:) has a key twice; give each key once.');
  if (by.length > 3) throw new BadUserInput(`groups(by:) has ${by.length} keys; give at most 3.`);
  const first = asked ?? DEFAULT_GROUPS;
  if (first < 1 || first > MAX_GROUPS) throw new BadUserInput(`groups(first:) is ${first}; give 1 to ${MAX_GROUPS}.`);
}

function groupedBy(grouping: Grouping): string {
  return grouping.kind === 'relation' ? grouping.relation.name : grouping.column.property;
}

const noLabel = (): string => 'NULL::text';

function keySql(grouping: Grouping, source: Source, scope: Scope): GroupKeySql {
  if (grouping.kind === 'relation') return relationKeySql(grouping, source, scope);
  const sql = `${source.alias}.${grouping.column.name}`;
  const nothing = { join: () => '', label: noLabel };
  if (grouping.kind === 'column') return { ...nothing, raw: sql, value: (raw) => `${raw}::text` };
  // Days are few, and Postgres finds them faster than months or the day in a time zone. They are counted first, and then put together into longer periods.
  const started = (day: string): string =>
    `to_char(date_trunc('${grouping.bucket}', ${day} AT TIME ZONE 'UTC'), 'YYYY-MM-DD')`;
  return { ...nothing, raw: `date_bin('1 day', ${sql}, 'epoch')`, value: started };
}

/** A record that the viewer may not see counts as missing: its join finds nothing. */
function relationKeySql({ relation }: Grouping & { kind: 'relation' }, { alias }: Source, scope: Scope): GroupKeySql {
  const { table, options } = relation.target;
  const label = (id: string): string =>
    options.label ? `(SELECT named.${snakeCase(options.label)} FROM ${table} named WHERE named.id = ${id})` : noLabel();
  if (relation.kind !== 'belongsTo') {
    const inner = linkSource(relation, scope, {});
    const on = conjunction([`${inner.parent} = ${alias}.id`, ...inner.conditions]);
    return { join: () => `LEFT JOIN (${inner.from}) ON ${on}`, value: () => `${inner.alias}.id`, label };
  }
  const target = scope.statement.alias();
  const readable = readableSql(relation.target, target, scope);
  return {
    raw: `${alias}.${snakeCase(relation.by)}`,
    join: (raw) => `LEFT JOIN ${table} ${target} ON ${conjunction([`${target}.id = ${raw}`, ...readable])}`,
    value: () => `${target}.id`,
    label,
  };
}

/** Shapes rows as the GraphQL type `Group`. */
export function asGroups(model: Model, rows: readonly GroupRow[], { by }: GroupArguments): Group[] {
  const named = by.map((name) => enumNames(groupings(model).get(name)));
  return rows.map((row) => ({
    keys: by.map((name, index) => {
      const value = text(row[`v${index}`]);
      return { by: name, value: named[index]?.get(value) ?? value, label: text(row[`l${index}`]) };
    }),
    count: row.count,
  }));
}

/** The names of the values of an enum column, where they are not the values themselves. */
function enumNames(grouping: Grouping | undefined): ReadonlyMap<string | null, string> | undefined {
  const filter = grouping?.kind === 'column' ? grouping.column.filter : undefined;
  if (typeof filter !== 'object') return undefined;
  return new Map(Object.entries(filter).map(([name, value]) => [value, name]));
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
