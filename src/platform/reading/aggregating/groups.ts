import type { Viewer } from '../../access/viewer';
import type { Model, Scope } from '../model';
import { eachParent, type Parents } from '../row-statement';
import { DEFAULT_GROUPS } from '../schema/page-types';
import { groupings, type Grouping } from '../schema/groupings';
import { conjunction } from '../scope';
import { subfields, type Selected } from '../selection';
import type { Source } from '../source';
import { whereSql } from '../where';
import { measureOf, periodOf, type GroupArguments, type GroupOrder } from './group-arguments';
import { keySql, type GroupKeySql } from './group-keys';
import { havingSql } from './having';
import { asAggregate, selectedMeasures, measureSql, measureType, shownMeasure, type Measure } from './measures';

/** A row of `groupsSql`: `v0`, `l0`, `v1`, …, the number of rows and of records, and the measures `a0`, `a1`, …. */
export type GroupRow = Record<string, unknown> & { count: number };

/** A group, as its type `…Group` shows it. */
export interface Group {
  readonly keys: readonly GroupKey[];
  readonly count: number;
  readonly aggregate: object;
}

export interface GroupKey {
  readonly by: string;
  readonly value: string | null;
  readonly label: string | null;
  /** The model of the related record, if the key is one. */
  readonly target?: Model;
}

/** What is grouped, and how. */
export interface GroupedList {
  readonly model: Model;
  readonly source: Source;
  readonly args: GroupArguments;
  readonly scope: Scope;
  /** Those that are shown come first. */
  readonly measures: readonly Measure[];
  /** Whether groups show or compare more than the number of their rows. */
  readonly measured: boolean;
}

/** The statement of groups while it is built. */
interface Grouped extends GroupedList {
  readonly keys: readonly GroupKeySql[];
}

/** What groups show of their records. */
export interface Shown {
  readonly measures: readonly Measure[];
  /** Whether `aggregate` is selected at all. */
  readonly aggregate: boolean;
}

export function shownOf(model: Model, { fieldNodes, fragments }: Selected, viewer: Viewer): Shown {
  const aggregate = subfields(fieldNodes, fragments).get('aggregate');
  const measures = aggregate ? selectedMeasures(model, aggregate, { fragments }, viewer) : [];
  return { measures, aggregate: aggregate !== undefined };
}

/** Rows grouped by the given keys, the largest group first; for each parent, if there are parents. */
export function groupsSql(grouping: GroupedList, parents?: Parents): string {
  const { model, source, args, scope } = grouping;
  const known = groupings(model);
  const keys = args.by.map((name) => keySql(model, known.get(name) as Grouping, source, scope, args.among ?? {}));
  const conditions = [
    ...source.conditions,
    ...(args.where ? [whereSql(model, args.where, source.alias, scope, 'groups.where')] : []),
  ];
  const grouped = { ...grouping, keys };
  if (!parents) return chosenSql(grouped, conditions);
  return eachParent(chosenSql(grouped, [`${source.parent} = parent.id`, ...conditions]), scope.statement, parents);
}

/** The groups that the conditions on groups leave, in their order, as far as they are asked for, with labels. */
function chosenSql(grouped: Grouped, conditions: readonly string[]): string {
  const { model, keys, args, scope, measures } = grouped;
  const limit = scope.statement.bind(args.first ?? DEFAULT_GROUPS, 'int');
  const all = args.withEmpty ? filledSql(grouped, conditions) : countedSql(grouped, conditions);
  const value = (measure?: Measure): string => (measure ? `a${placeOf(measures, measure)}` : 'count');
  const having = args.having ? ` WHERE ${havingSql(model, args.having, scope, value)}` : '';
  const order = orderSql(grouped);
  const chosen = `SELECT * FROM (${all}) counted${having} ORDER BY ${order} LIMIT ${limit}`;
  const shown = [
    ...keys.map(({ label }, index) => `k${index}::text AS "v${index}", ${label(`k${index}`)} AS "l${index}"`),
    ...measures.map((measure, index) => `${shownMeasure(measure, `a${index}`)} AS a${index}`),
  ];
  return `SELECT ${shown.join(', ')}, count, records FROM (${chosen}) groups ORDER BY ${order}`;
}

function placeOf(measures: readonly Measure[], { column, by }: Measure): number {
  return measures.findIndex((measure) => measure.column === column && measure.by === by);
}

function orderSql({ model, args, keys, measures }: Grouped): string {
  const step = ({ key, aggregate, direction }: GroupOrder): string => {
    const place = typeof key === 'string' ? args.by.indexOf(key) : -1;
    const measure = aggregate ? measureOf(model, aggregate) : undefined;
    const sql = measure ? `a${placeOf(measures, measure)}` : (keys[place]?.order(`k${place}`) ?? 'count');
    return `${sql} ${direction ?? 'ASC'}`;
  };
  return [...(args.orderBy ?? []).map(step), 'count DESC', ...keys.map((_key, index) => `k${index}`)].join(', ');
}

function namesOf(keys: readonly GroupKeySql[]): string {
  return keys.map((_key, index) => `k${index}`).join(', ');
}

/** Each group with `k0`, …, `count`, `records`, `a0`, …. */
function countedSql(grouped: Grouped, conditions: readonly string[]): string {
  const { keys, measured, source } = grouped;
  const names = namesOf(keys);
  if (measured) return measuredSql(grouped, conditions);
  const once = keys.every(({ raw }) => raw !== undefined);
  const found = once ? onceSql(source, keys, conditions) : manySql(source, keys, conditions);
  return `SELECT ${names}, sum(rows)::int AS count, NULL::int AS records FROM (${found}) found GROUP BY ${names}`;
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
 * @param more what each row has besides its keys
 */
function manySql(
  source: Source,
  keys: readonly GroupKeySql[],
  conditions: readonly string[],
  more: readonly string[] = [],
): string {
  const row = `${source.link ?? source.alias}.id`;
  const raws = keys.map(({ raw }) => raw ?? '');
  const from = [source.from, ...keys.map(({ join }, index) => join(raws[index] as string))].join(' ');
  const values = keys.map(({ value }, index) => value(raws[index] as string));
  const pair = [row, ...values].join(', ');
  const list = [valueList(keys, (index) => raws[index] as string), '1 AS rows', ...more].join(', ');
  return `SELECT DISTINCT ON (${pair}) ${list} FROM ${from} WHERE ${conjunction(conditions)} ORDER BY ${pair}`;
}

/** The same with measures. In each group a record counts once, however many links lead to it. */
function measuredSql({ source, keys, measures }: Grouped, conditions: readonly string[]): string {
  const names = namesOf(keys);
  const values = [...new Set(measures.map(({ column }) => column.name))];
  const more = [`${source.alias}.id AS record`, ...values.map((name, index) => `${source.alias}.${name} AS c${index}`)];
  const rows = manySql(source, keys, conditions, more);
  const once = values.map((_name, index) => `, (array_agg(c${index}))[1] AS c${index}`).join('');
  const records = source.link
    ? `SELECT ${names}, count(*) AS rows${once} FROM (${rows}) found GROUP BY ${names}, record`
    : rows;
  const list = measures.map((measure, index) => {
    const value = `c${values.indexOf(measure.column.name)}`;
    return `, ${measureSql(measure, value)} AS a${index}`;
  });
  return `SELECT ${names}, sum(rows)::int AS count, count(*)::int AS records${list.join('')} FROM (${records}) records GROUP BY ${names}`;
}

/** The same, and empty groups for the values of one key that are missing between the first and the last, with each combination of the others. */
function filledSql(grouped: Grouped, conditions: readonly string[]): string {
  const { model, args, keys, measures } = grouped;
  const place = periodOf(model, args.by);
  const name = `k${place}`;
  const { series, order } = keys[place] as GroupKeySql;
  const ends = `SELECT min(${order(name)})::text AS first, max(${order(name)})::text AS last FROM counted_groups`;
  const others = keys.flatMap((_key, index) => (index === place ? [] : [`k${index}`]));
  const combinations =
    others.length > 0 ? `(SELECT DISTINCT ${others.join(', ')} FROM counted_groups) others CROSS JOIN ` : '';
  const values = `(${ends}) ends CROSS JOIN LATERAL (${series?.('ends.first', 'ends.last') ?? ''}) AS missing (value)`;
  const same = keys.map((_key, index) => {
    const other = index === place ? 'missing.value' : `others.k${index}`;
    return `known.k${index} IS NOT DISTINCT FROM ${other}`;
  });
  const list = keys.map((_key, index) => (index === place ? 'missing.value' : `others.k${index}`));
  const empty = measures.map((measure) => (measure.by === 'countDistinct' ? '0' : `NULL::${measureType(measure)}`));
  return (
    `WITH counted_groups AS MATERIALIZED (${countedSql(grouped, conditions)}) SELECT * FROM counted_groups UNION ALL ` +
    `SELECT ${[...list, '0', '0', ...empty].join(', ')} FROM ${combinations}${values} WHERE NOT EXISTS (SELECT FROM counted_groups known WHERE ${conjunction(same)})`
  );
}

function valueList(keys: readonly GroupKeySql[], raw: (index: number) => string): string {
  return keys.map(({ value }, index) => `${value(raw(index))} AS k${index}`).join(', ');
}

/** Shapes rows as the type `…Group`. */
export function asGroups(
  model: Model,
  rows: readonly GroupRow[],
  { by }: GroupArguments,
  { measures }: Shown,
): Group[] {
  const known = groupings(model);
  const keys = by.map((name) => known.get(name));
  const named = keys.map(enumNames);
  return rows.map((row) => ({
    keys: by.map((name, index) => {
      const value = text(row[`v${index}`]);
      const grouping = keys[index];
      const relation = grouping?.kind === 'relation' ? { target: grouping.relation.target } : {};
      return { by: name, value: named[index]?.get(value) ?? value, label: text(row[`l${index}`]), ...relation };
    }),
    count: row.count,
    aggregate: asAggregate(measures, row['records'], row),
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
