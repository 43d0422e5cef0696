import { conjunction, readableSql, type Model, type Scope } from '../platform/reading';
import { byKeyQuery } from '../platform/reading/row-statement';
import { isLink, isOpen, placesOf, type Way } from './ways';

/** The most links that one search follows. It then stops and finds nothing. */
export const MAX_LINKS = 50_000;

export interface Asked {
  /** In the form in which Postgres returns it. */
  readonly from: string;
  readonly to: string;
  readonly maxLength: number;
}

/** A step of the chain. Without steps, one row has the rest. */
export interface StepRow {
  /** Whether there is a chain. */
  readonly found: boolean;
  /** Whether the search was stopped because it had followed too many links. */
  readonly stopped: boolean;
  readonly from: string | null;
  readonly to: string | null;
  /** The index of the way that the step goes. */
  readonly way: number | null;
  readonly link: string | null;
}

/**
 * The shortest chain of links between two records: no rows if one of them is none that the viewer may see.
 *
 * The search goes breadth first from both ends. A row of `search` is a level: on each turn, the end that has reached fewer records goes one link
 * further. Since both have all records at their distance, they meet for the first time in the middle of a shortest chain. Of several, the result is the one whose
 * ids come first, compared from the beginning: `near` is in the order of the best chains to its records, `far` in that of their ids, and each record leads back to the
 * first that it was reached from.
 */
export function pathSql(ways: readonly Way[], { from, to, maxLength }: Asked, scope: Scope): string {
  const { statement } = scope;
  const most = statement.bind(MAX_LINKS, 'bigint');
  const current = { ...scope, includeArchived: false };
  const waysSql = (records: string): string => allWaysSql(ways, records, current);
  return `
    WITH RECURSIVE source AS MATERIALIZED (${endSql(ways, from, current)}),
    target AS MATERIALIZED (${endSql(ways, to, current)}),
    search (side, near_depth, near, near_from, near_before, far_depth, far, far_from, far_before, links, met) AS (
      SELECT 'both', 0, ARRAY[source.id], ARRAY[0::bigint], '{}'::uuid[], 0, ARRAY[target.id], ARRAY[0::bigint], '{}'::uuid[],
        0::bigint, CASE WHEN source.id = target.id THEN ARRAY[1::bigint, 1::bigint] END
      FROM source CROSS JOIN target
      UNION ALL
      SELECT CASE WHEN turn.is_near THEN 'near' ELSE 'far' END,
        s.near_depth + turn.is_near::int, reached.near,
        CASE WHEN turn.is_near THEN next.places ELSE s.near_from END, CASE WHEN turn.is_near THEN s.near ELSE s.near_before END,
        s.far_depth + (NOT turn.is_near)::int, reached.far,
        CASE WHEN turn.is_near THEN s.far_from ELSE next.places END, CASE WHEN turn.is_near THEN s.far_before ELSE s.far END,
        s.links + next.links, ${MEETING}
      FROM search s
      CROSS JOIN LATERAL (SELECT cardinality(s.near) <= cardinality(s.far) AS is_near) turn
      CROSS JOIN LATERAL (
        SELECT CASE WHEN turn.is_near THEN s.near ELSE s.far END AS ids, CASE WHEN turn.is_near THEN s.near_before ELSE s.far_before END AS before
      ) here
      CROSS JOIN LATERAL (${nextSql(waysSql('unnest(here.ids) WITH ORDINALITY'), most)}) next
      CROSS JOIN LATERAL (
        SELECT CASE WHEN turn.is_near THEN next.ids ELSE s.near END AS near, CASE WHEN turn.is_near THEN s.far ELSE next.ids END AS far
      ) reached
      WHERE s.met IS NULL AND s.links <= ${most} AND s.near_depth + s.far_depth < ${statement.bind(maxLength, 'int')}
        AND cardinality(s.near) > 0 AND cardinality(s.far) > 0
    ),
    outcome AS MATERIALIZED (SELECT * FROM search ORDER BY near_depth + far_depth DESC LIMIT 1),
    ${wayBackSql('near', 'far', 1)},
    ${wayBackSql('far', 'near', 2)},
    chain AS MATERIALIZED (
      SELECT depth AS place, id FROM near_chain
      UNION SELECT outcome.near_depth + outcome.far_depth - far_chain.depth, far_chain.id FROM far_chain CROSS JOIN outcome
    )
    SELECT outcome.met IS NOT NULL AS found, outcome.links > ${most} AS stopped, here.id AS "from", there.id AS "to", step.way, step.link
    FROM outcome
    LEFT JOIN (chain here JOIN chain there ON there.place = here.place + 1) ON true
    LEFT JOIN LATERAL (
      SELECT way, link FROM (${waysSql('(VALUES (here.id, 1::bigint))')}) one
      WHERE one.there = there.id ORDER BY way, link LIMIT 1
    ) step ON true
    ORDER BY here.place`;
}

/** Where both ends have reached the same record: its places among those of the one and of the other; null if there is none. */
const MEETING = `(
  SELECT ARRAY[max(both_ends.near_place), max(both_ends.far_place)]
  FROM (
    SELECT one.id, one.place AS near_place, NULL::bigint AS far_place FROM unnest(reached.near) WITH ORDINALITY one (id, place)
    UNION ALL SELECT other.id, NULL, other.place FROM unnest(reached.far) WITH ORDINALITY other (id, place)
  ) both_ends
  GROUP BY both_ends.id HAVING count(*) = 2 ORDER BY 1 LIMIT 1)`;

/** The records one link further. In a graph without directions, those that were reached before are at most one link nearer. */
function nextSql(waysSql: string, most: string): string {
  const rank = 'CASE WHEN turn.is_near THEN found.place END, found.there';
  return `
    SELECT coalesce(array_agg(found.there ORDER BY ${rank}) FILTER (WHERE found.place > 0), '{}') AS ids,
      coalesce(array_agg(found.place ORDER BY ${rank}) FILTER (WHERE found.place > 0), '{}') AS places, sum(found.links)::bigint AS links
    FROM (
      SELECT every.there, min(every.place) AS place, count(*) FILTER (WHERE every.place > 0) AS links
      FROM (
        (SELECT way.there, way.place FROM (${waysSql}) way LIMIT ${most} - s.links + 1)
        UNION ALL SELECT unnest(here.ids), 0
        UNION ALL SELECT unnest(here.before), 0
      ) every
      GROUP BY every.there
    ) found`;
}

/** The records from the meeting back to one end. */
function wayBackSql(end: string, other: string, which: 1 | 2): string {
  const record = (row: string, place: string): string =>
    `${row}.${end}_depth, ${row}.${end}[${place}], ${row}.${end}_from[${place}]`;
  return `
    ${end}_chain (depth, id, place) AS (
      SELECT ${record('outcome', `outcome.met[${which}]`)} FROM outcome WHERE outcome.met IS NOT NULL
      UNION ALL
      SELECT ${record('s', 'back.place')}
      FROM ${end}_chain back JOIN search s ON s.side <> '${other}' AND s.${end}_depth = back.depth - 1
    )`;
}

/** The id of a record of the network that the viewer may see; of a merged one, that of the record it was merged into. */
function endSql(ways: readonly Way[], id: string, scope: Scope): string {
  const asked = scope.statement.bind(id, 'uuid');
  const ends = placesOf(ways).map(
    (model) => `(${byKeyQuery(model, model.column('id'), (alias) => `${alias}.id`, `= ${asked}`, scope)})`,
  );
  return `SELECT id FROM (${ends.join(' UNION ALL ')}) ends LIMIT 1`;
}

/** Where all ways from some records lead. @param records a table of ids and places */
function allWaysSql(ways: readonly Way[], records: string, scope: Scope): string {
  const open = ways.flatMap((way, index) => (isOpen(way, scope.viewer) ? [waySql(way, index, records, scope)] : []));
  return open.length === 0 ? NOWHERE : open.join(' UNION ALL ');
}

const NOWHERE = 'SELECT 0::bigint AS place, NULL::uuid AS there, 0 AS way, NULL::uuid AS link WHERE false';

function waySql(way: Way, index: number, records: string, scope: Scope): string {
  const [start, row] = [scope.statement.alias(), scope.statement.alias()];
  const isReferred = way.there === 'id';
  const end = isReferred ? row : scope.statement.alias();
  const conditions = [...(isLink(way) ? linkSql(way, row, scope) : []), ...readableSql(way.to, end, scope)];
  const join = isReferred ? '' : ` JOIN ${way.to.table} ${end} ON ${end}.id = ${row}.${columnOf(way.rows, way.there)}`;
  return (
    `SELECT ${start}.place, ${end}.id AS there, ${index} AS way, ${isLink(way) ? `${row}.id` : 'NULL::uuid'} AS link ` +
    `FROM ${records} ${start} (id, place) JOIN ${way.rows.table} ${row} ON ${row}.${columnOf(way.rows, way.here)} = ${start}.id${join} ` +
    `WHERE ${conjunction(conditions)}`
  );
}

/** The conditions for a link that holds today. What its ends hide is decided where they are reached. */
function linkSql({ rows, here, there }: Way, alias: string, scope: Scope): string[] {
  const { visibleBy, lastDay } = rows.options;
  const checked = [here, there].find((property) => property === visibleBy);
  const last = lastDay && `${alias}.${columnOf(rows, lastDay)}`;
  return [
    ...readableSql(rows, alias, scope, checked),
    ...(last ? [`(${last} IS NULL OR ${last} >= (now() AT TIME ZONE 'UTC')::date)`] : []),
  ];
}

function columnOf(model: Model, property: string): string {
  return model.column(property).name;
}
