import { BadUserInput } from '../errors';
import type { Model } from './model';
import { perParent, type Parents } from './rows';
import { linkSource, type Source } from './source';
import { groupings, type Group, type Grouping } from './types/group-types';
import { DEFAULT_GROUPS, MAX_GROUPS } from './types/page-types';
import { conjunction, readableSql, type Scope } from './scope';
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

interface GroupKeySql {
  readonly join: string;
  readonly value: string;
  readonly label: string;
}

/** Counts by the given keys, the largest group first, for each parent where there are parents. */
export function groupsSql(model: Model, source: Source, args: GroupArguments, scope: Scope, parents?: Parents): string {
  const known = groupings(model);
  const keys = args.by.map((name) => keySql(known.get(name) as Grouping, source, scope));
  const conditions = args.where ? [whereSql(model, args.where, source.alias, scope, 'groups.where')] : [];
  const select = keys.map((key, index) => `${key.value} AS "v${index}", ${key.label} AS "l${index}"`);
  const grouped = keys.flatMap((key) => [key.value, key.label]).filter((sql) => sql !== NO_LABEL);
  const tail =
    `GROUP BY ${grouped.join(', ')} ORDER BY count(*) DESC, ${keys.map((key) => key.value).join(', ')} ` +
    `LIMIT ${scope.statement.bind(args.first ?? DEFAULT_GROUPS, 'int')}`;
  const joined = { ...source, from: [source.from, ...keys.map((key) => key.join)].join(' ') };
  const all = [...source.conditions, ...conditions];
  return perParent(joined, [...select, 'count(*)::int AS count'].join(', '), all, tail, scope.statement, parents);
}

/** @throws BadUserInput for no keys, a key twice, or more groups than one answer may hold */
export function checkGroupArguments({ by, first: asked }: GroupArguments): void {
  if (by.length === 0) throw new BadUserInput('groups(by:) is empty; name at least one key.');
  if (new Set(by).size < by.length) throw new BadUserInput('groups(by:) names a key twice.');
  if (by.length > 3) throw new BadUserInput('groups(by:) names more than 3 keys.');
  const first = asked ?? DEFAULT_GROUPS;
  if (first < 1 || first > MAX_GROUPS) throw new BadUserInput(`groups(first:) is ${first}; give 1 to ${MAX_GROUPS}.`);
}

const NO_LABEL = 'NULL::text';

function keySql(grouping: Grouping, source: Source, scope: Scope): GroupKeySql {
  if (grouping.kind === 'relation') return relationKeySql(grouping, source, scope);
  const sql = `${source.alias}.${grouping.column.name}`;
  const value =
    grouping.kind === 'bucket'
      ? `to_char(date_trunc('${grouping.bucket}', ${sql} AT TIME ZONE 'UTC'), 'YYYY-MM-DD')`
      : `${sql}::text`;
  return { join: '', value, label: NO_LABEL };
}

/** A record that the viewer may not see groups as none: its join finds nothing. */
function relationKeySql({ relation }: Grouping & { kind: 'relation' }, { alias }: Source, scope: Scope): GroupKeySql {
  const label = relation.target.options.label;
  const name = scope.statement.alias();
  const select = (target: string): string =>
    `${target}.id::text AS value, ${label ? `${target}.${snakeCase(label)}` : NO_LABEL} AS label`;
  let body: string;
  if (relation.kind === 'belongsTo') {
    const target = scope.statement.alias();
    const conditions = [
      `${target}.id = ${alias}.${snakeCase(relation.by)}`,
      ...readableSql(relation.target, target, scope),
    ];
    body = `SELECT ${select(target)} FROM ${relation.target.table} ${target} WHERE ${conjunction(conditions)}`;
  } else {
    const inner = linkSource(relation, scope, {});
    const conditions = [`${inner.parent} = ${alias}.id`, ...inner.conditions];
    body = `SELECT DISTINCT ${select(inner.alias)} FROM ${inner.from} WHERE ${conjunction(conditions)}`;
  }
  return { join: `LEFT JOIN LATERAL (${body}) ${name} ON true`, value: `${name}.value`, label: `${name}.label` };
}

/** Shapes rows as the GraphQL type `Group`. */
export function asGroups(rows: readonly GroupRow[], { by }: GroupArguments): Group[] {
  return rows.map((row) => ({
    keys: by.map((name, index) => ({ by: name, value: text(row[`v${index}`]), label: text(row[`l${index}`]) })),
    count: row.count,
  }));
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
