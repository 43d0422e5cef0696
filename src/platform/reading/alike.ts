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
/** Below this, names are not compared any further. */
const DOUBTFUL = 0.6;
/** What the same value says by itself, from 0 to 1. Parts of an organization often share its website, and abbreviations are few. */
const STRENGTH = { OTHER: 0.95, ABBREVIATION: 0.6, EMAIL: 0.85, URL: 0.6, IDENTIFIER: 0.9 };
/** The longest name that is taken for an abbreviation: it is alike only if it is equal. */
const ABBREVIATION = 5;
/** How much of the doubt is left with each further reason, and with the same parent. */
const DOUBT = { reason: 0.5, parent: 0.75 };
/** What is known of each record that has a key. */
const SHARED = ['record_id', 'whole', 'reason', 'own', 'others'];
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
  const keysOfAsked = `SELECT DISTINCT key FROM likeness WHERE record_id IN (SELECT id FROM asked)`;
  const candidates = of
    ? ` AND l.record_id = ANY(ARRAY(SELECT record_id FROM likeness WHERE record_type = '${table}' AND key = ANY(ARRAY(${keysOfAsked}))))`
    : '';
  const isAsked = of ? `WHERE ${lookedUp('key', keysOfAsked)} ` : '';
  const asked = of ? 'AND (a IN (SELECT id FROM asked) OR b IN (SELECT id FROM asked))' : '';
  return `
    WITH ${of ? `asked AS MATERIALIZED (${askedSql(table, of, conditions, statement)}), ` : ''}keyed AS MATERIALIZED (
      SELECT l.* FROM (SELECT record_id, key, whole, reason, name FROM likeness l WHERE l.record_type = '${table}'${candidates} OFFSET 0) l
      JOIN ${table} t ON t.id = l.record_id WHERE ${conjunction(conditions)}),
    repeated AS MATERIALIZED (SELECT key FROM keyed ${isAsked}GROUP BY key HAVING count(*) > 1),
    named AS MATERIALIZED (
      SELECT record_id, key, whole, CASE WHEN reason IN ('EMAIL', 'URL', 'IDENTIFIER') THEN reason END AS reason,
        max(name) FILTER (WHERE reason = 'NAME') OVER record AS own, string_agg(name, E'\\n') FILTER (WHERE reason <> 'NAME') OVER record AS others
      FROM keyed WHERE ${lookedUp('record_id', `SELECT record_id FROM keyed WHERE ${lookedUp('key', 'SELECT key FROM repeated')}`)}
      WINDOW record AS (PARTITION BY record_id)),
    shared AS MATERIALIZED (
      SELECT count(*)::int AS records, ${SHARED.map((name) => `array_agg(${name} ORDER BY record_id) AS ${name}`).join(', ')}
      FROM named WHERE ${lookedUp('key', 'SELECT key FROM repeated')} GROUP BY key),
    pairs AS MATERIALIZED (
      SELECT a, b, array_remove(array_agg(DISTINCT reason), NULL) AS reasons, min(a_own) AS a_own, min(b_own) AS b_own, min(a_others) AS a_others, min(b_others) AS b_others
      FROM (SELECT record_id[i] AS a, record_id[j] AS b, reason[i] AS reason, own[i] AS a_own, own[j] AS b_own, others[i] AS a_others, others[j] AS b_others FROM shared
        CROSS JOIN LATERAL generate_series(1, CASE WHEN records > ${CROWD} THEN 1 ELSE records - 1 END) i CROSS JOIN LATERAL generate_series(i + 1, records) j
        WHERE records <= ${CROWD} OR (whole[1] AND whole[j])) met
      WHERE a < b ${asked} GROUP BY a, b),
    compared AS MATERIALIZED (SELECT pairs.*, ${OWN_SQL} AS own, ${OTHER_SQL} AS other FROM pairs),
    reasoned AS MATERIALIZED (SELECT * FROM compared WHERE own >= ${SIMILAR} OR other >= ${STRENGTH.ABBREVIATION} OR reasons <> '{}'),
    scored AS (${scoredSql(model)})
    SELECT a, b, score::float8 AS score, reasons, a_name AS "aName", b_name AS "bName" FROM scored
    LEFT JOIN duplicate_dismissal d ON d.record_type = '${table}' AND d.a_id = a AND d.b_id = b
    WHERE score >= ${statement.bind(minScore, 'float8')} AND (d.a_id IS NULL OR d.compared <> hub_likeness_of('${table}', a, b))
    ORDER BY score DESC, a, b LIMIT ${statement.bind(first, 'int')}`;
}

/** A value is among those of a query. Postgres keeps them in a hash table: only a condition that can be joined is planned by numbers of rows. */
function lookedUp(value: string, query: string): string {
  return `(${value} IN (${query})) IS TRUE`;
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

/** The digits of a text: Phase 1 is not Phase 2, however similar the names are. */
function digitsSql(text: string): string {
  return `translate(${text}, translate(${text}, '0123456789', ''), '')`;
}

/** How similar two names are; 0 if that is no reason. */
function similarSql(one: string, other: string): string {
  return (
    `(SELECT CASE WHEN shared >= ${DOUBTFUL} AND ${digitsSql(one)} = ${digitsSql(other)} THEN shared ELSE 0 END ` +
    `FROM (SELECT similarity(${one}, ${other}) AS shared OFFSET 0) AS s)`
  );
}

/** How similar the names of a pair are. */
const OWN_SQL = `coalesce(${similarSql('a_own', 'b_own')}, 0)`;

/** How similar another name of one record is to any name of the other. */
const OTHER_SQL =
  `CASE WHEN a_others IS NULL AND b_others IS NULL THEN 0 ELSE coalesce((SELECT max(CASE WHEN least(length(x.name), length(y.name)) > ${ABBREVIATION} ` +
  `THEN ${STRENGTH.OTHER} * ${similarSql('x.name', 'y.name')} WHEN x.name = y.name THEN ${STRENGTH.ABBREVIATION} ELSE 0 END) ` +
  `FROM ${namesSql('a')} AS x (name, place) CROSS JOIN ${namesSql('b')} AS y (name, place) WHERE x.place > 1 OR y.place > 1), 0) END`;

/** The names of a record of the pair, its own first. */
function namesSql(which: 'a' | 'b'): string {
  return `string_to_table(concat_ws(E'\\n', coalesce(${which}_own, ''), ${which}_others), E'\\n') WITH ORDINALITY`;
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
    `FROM reasoned CROSS JOIN LATERAL (${found}) judged JOIN ${table} one ON one.id = a JOIN ${table} other_one ON other_one.id = b`
  );
}
