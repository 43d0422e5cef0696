import type { QualityRule } from '../platform/quality-rule';
import { conjunction, endsSql, readableSql, whereSql, type Model, type Scope } from '../platform/reading';
import { alikeSql, LIKELY } from '../platform/reading/alike';
import { MAX_RECORDS } from './quality.types';

/** What a rule finds. */
export interface Found {
  readonly rule: string;
  readonly count: number;
  /** The first of the records. */
  readonly ids: readonly string[];
}

/** The most pairs that are counted. */
const MAX_PAIRS = 1_000;
/** So many records of a type, those that were changed last, are compared with all others. */
export const COMPARED = 1_000;

/**
 * What the rules find, in one statement, however many there are: only records that the viewer may read, links
 * only between such records, and conditions as in the type's own list.
 */
export function qualitySql(rules: readonly QualityRule[], now: Date, scope: Scope): string {
  const current = { ...scope, includeArchived: false };
  return rules.map((rule) => `(${armSql(rule, now, current)})`).join(' UNION ALL ');
}

function armSql(rule: QualityRule, now: Date, scope: Scope): string {
  const isCondition = rule.where !== undefined || rule.sql !== undefined;
  const matches = scope.statement.subquery(() =>
    isCondition ? matchingSql(rule, now, scope) : pairedSql(rule, scope),
  );
  return (
    `WITH matches AS MATERIALIZED (${matches}) SELECT '${rule.name}' AS rule, (SELECT count(*)::int FROM matches) AS count, ` +
    `array(SELECT id FROM matches ORDER BY ${isCondition ? orderOf(rule) : 'place'} LIMIT ${MAX_RECORDS}) AS ids`
  );
}

/** The default order of the type. Only the first records are sorted, since there can be very many. */
function orderOf({ model }: QualityRule): string {
  return [...model.options.defaultOrder.map((property) => model.column(property).name), 'id'].join(', ');
}

function matchingSql({ model, where, sql }: QualityRule, now: Date, scope: Scope): string {
  const alias = scope.statement.alias();
  const order = model.options.defaultOrder.map((property) => `, ${alias}.${model.column(property).name}`);
  const own = sql ? sql(alias) : whereSql(model, where?.(now) ?? {}, alias, scope);
  const readable = (one: Model, under: string): string[] => readableSql(one, under, scope);
  const conditions = [...readable(model, alias), ...endsSql(model, alias, readable), own];
  return `SELECT ${alias}.id${order.join('')} FROM ${model.table} ${alias} WHERE ${conjunction(conditions)}`;
}

/** The records of the most alike pairs, those of a pair side by side. */
function pairedSql({ model }: QualityRule, scope: Scope): string {
  const pairs = alikeSql(model, { minScore: LIKELY, first: MAX_PAIRS, of: { latest: COMPARED } }, scope);
  return (
    `SELECT id, row_number() OVER (ORDER BY min(place), id) AS place FROM (SELECT a, b, row_number() OVER () AS place FROM (${pairs}) pairs) placed ` +
    `CROSS JOIN LATERAL unnest(ARRAY[a, b]) AS id GROUP BY id`
  );
}
