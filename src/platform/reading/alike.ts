import type { Model, Scope } from './model';
import { conjunction, readableSql } from './scope';
import { describedEnum } from './schema/enums';

export const DuplicateReason = describedEnum('DuplicateReason', 'Why two records may be the same.', {
  NAME: 'Their names are alike.',
  ALTERNATE_NAME: 'Another name or an abbreviation of one is like a name of the other.',
  EMAIL: 'They have the same e-mail address.',
  URL: 'They have the same URL.',
  IDENTIFIER: 'They have the same identifier in another system, written differently.',
  SAME_PARENT: 'They belong to the same record. This alone is no reason.',
});
export type DuplicateReason = keyof typeof DuplicateReason;

/** Two records that may be the same. */
export interface Alike {
  readonly a: string;
  readonly b: string;
  readonly score: number;
  readonly reasons: readonly DuplicateReason[];
  /** The names of both for people, if the type has one. */
  readonly aName: string | null;
  readonly bName: string | null;
}

/** From which score two records count as possible duplicates, unless a client asks for another one. */
export const LIKELY = 0.7;

/** From how similar two names are a reason, from 0 to 1. */
const SIMILAR = 0.7;
/** What the same value says by itself, from 0 to 1. Parts of an organization often share its website, and abbreviations are few. */
const STRENGTH = { OTHER: 0.95, ABBREVIATION: 0.6, EMAIL: 0.85, URL: 0.6, IDENTIFIER: 0.9 };
/** The longest name that is taken for an abbreviation: it is alike only if it is equal. */
const ABBREVIATION = 5;
/** How much of the doubt is left with each further reason, and with the same parent. */
const DOUBT = { reason: 0.5, parent: 0.75 };
/** If more records than this have the same key, each is compared with the first of them only. */
const CROWD = 20;

export interface AlikeQuery {
  readonly minScore: number;
  readonly first: number;
  /** Only pairs with one of these records: by their ids, or so many that were changed last. */
  readonly of?: readonly string[] | { readonly latest: number };
}

/**
 * The pairs of records of a type that may be the same and that nobody dismissed, the most alike first. Only records that have a key in common are compared,
 * and only records that the viewer may read have any part in it.
 */
export function alikeSql(model: Model, { minScore, first, of }: AlikeQuery, scope: Scope): string {
  const { statement } = scope;
  const { table } = model;
  const conditions = readableSql(model, 't', { ...scope, includeArchived: false });
  // Each part is made without a join that Postgres would have to plan: the tables change by thousands of rows at once, before it knows of them.
  const keys = of
    ? ` AND l.key = ANY(ARRAY(SELECT DISTINCT key FROM likeness WHERE record_id IN (SELECT id FROM asked)))`
    : '';
  const asked = of ? 'AND (a IN (SELECT id FROM asked) OR b IN (SELECT id FROM asked))' : '';
  return `
    WITH ${of ? `asked AS MATERIALIZED (${askedSql(table, of, conditions, statement)}), ` : ''}keyed AS MATERIALIZED (
      SELECT l.* FROM (SELECT record_id, key, whole, CASE WHEN reason IN ('EMAIL', 'URL', 'IDENTIFIER') THEN reason END AS reason
        FROM likeness l WHERE l.record_type = '${table}'${keys} OFFSET 0) l
      JOIN ${table} t ON t.id = l.record_id WHERE ${conjunction(conditions)}),
    shared AS MATERIALIZED (
      SELECT count(*)::int AS records, array_agg(record_id ORDER BY record_id) AS ids, array_agg(whole ORDER BY record_id) AS wholes,
        array_agg(reason ORDER BY record_id) AS reasons
      FROM keyed GROUP BY key HAVING count(*) > 1),
    pairs AS MATERIALIZED (
      SELECT a, b, array_remove(array_agg(DISTINCT reason), NULL) AS reasons FROM (
        SELECT ids[i] AS a, ids[j] AS b, shared.reasons[i] AS reason FROM shared
        CROSS JOIN LATERAL generate_series(1, CASE WHEN records > ${CROWD} THEN 1 ELSE records - 1 END) i CROSS JOIN LATERAL generate_series(i + 1, records) j
        WHERE records <= ${CROWD} OR (wholes[1] AND wholes[j])) met
      WHERE a < b ${asked} GROUP BY a, b),
    compared AS MATERIALIZED (${comparedSql()}),
    scored AS (${scoredSql(model)})
    SELECT a, b, score::float8 AS score, reasons, a_name AS "aName", b_name AS "bName" FROM scored
    WHERE score >= ${statement.bind(minScore, 'float8')} AND NOT EXISTS (SELECT FROM duplicate_dismissal d
      WHERE d.record_type = '${table}' AND d.a_id = a AND d.b_id = b AND d.compared = hub_likeness_of('${table}', a, b))
    ORDER BY score DESC, a, b LIMIT ${statement.bind(first, 'int')}`;
}

function askedSql(
  table: string,
  of: NonNullable<AlikeQuery['of']>,
  readable: readonly string[],
  statement: Scope['statement'],
): string {
  if (!('latest' in of)) return `SELECT unnest(${statement.bind(of, 'uuid[]')}) AS id`;
  const latest = statement.bind(of.latest, 'int');
  return `SELECT t.id FROM ${table} t WHERE ${conjunction(readable)} ORDER BY t.updated_at DESC, t.id DESC LIMIT ${latest}`;
}

/** How similar the names of each pair are: their own, and any other. */
function comparedSql(): string {
  const similar = `CASE WHEN ${digitsSql('x.name')} = ${digitsSql('y.name')} THEN similarity(x.name, y.name) ELSE 0 END`;
  const isOwn = `x.reason = 'NAME' AND y.reason = 'NAME'`;
  const other =
    `CASE WHEN least(length(x.name), length(y.name)) > ${ABBREVIATION} THEN ${STRENGTH.OTHER} * ${similar} ` +
    `WHEN x.name = y.name THEN ${STRENGTH.ABBREVIATION} ELSE 0 END`;
  return (
    `SELECT pairs.*, own, other FROM pairs CROSS JOIN LATERAL (SELECT coalesce(max(${similar}) FILTER (WHERE ${isOwn}), 0) AS own, ` +
    `coalesce(max(${other}) FILTER (WHERE NOT (${isOwn})), 0) AS other FROM likeness x CROSS JOIN likeness y ` +
    `WHERE x.record_id = a AND x.name IS NOT NULL AND y.record_id = b AND y.name IS NOT NULL) named`
  );
}

/** The digits of a text: Phase 1 is not Phase 2, however similar the names are. */
function digitsSql(text: string): string {
  return `translate(${text}, translate(${text}, '0123456789', ''), '')`;
}

/** The best reason counts by its strength; each further one removes a part of the doubt. */
function scoredSql(model: Model): string {
  const { table, options } = model;
  const parent = options.resembles?.parent && model.column(options.resembles.parent).name;
  const label = model.column(options.label ?? 'id').name;
  const exact = (['EMAIL', 'URL', 'IDENTIFIER'] as const).map(
    (reason) => `('${reason}', CASE WHEN '${reason}' = ANY(reasons) THEN ${STRENGTH[reason]} END)`,
  );
  const strengths =
    `(VALUES ('NAME', CASE WHEN own >= ${SIMILAR} THEN own END), ` +
    `('ALTERNATE_NAME', CASE WHEN other >= ${STRENGTH.ABBREVIATION} THEN other END), ${exact.join(', ')}) AS v (reason, strength)`;
  const found = `SELECT max(strength) AS best, count(*) AS number, array_agg(reason) AS found FROM ${strengths} WHERE strength IS NOT NULL`;
  const same = parent ? `(one.${parent} = other_one.${parent}) IS TRUE` : 'false';
  return (
    `SELECT a, b, round((1 - (1 - best) * power(${DOUBT.reason}, number - 1) * CASE WHEN ${same} THEN ${DOUBT.parent} ELSE 1 END)::numeric, 3) AS score, ` +
    `one.${label} AS a_name, other_one.${label} AS b_name, found || CASE WHEN ${same} THEN ARRAY['SAME_PARENT'] ELSE ARRAY[]::text[] END AS reasons ` +
    `FROM compared CROSS JOIN LATERAL (${found}) judged JOIN ${table} one ON one.id = a JOIN ${table} other_one ON other_one.id = b WHERE best IS NOT NULL`
  );
}
