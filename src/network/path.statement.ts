import { dayOf } from '../platform/moment';
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
  return `WITH RECURSIVE ends AS MATERIALIZED (${endsFoundSql(ways, [from, to], current)}),
  search (side, near_depth, near, near_before, far_depth, far, far_before, places, ways, links, followed, met) AS (
    ${startSql(statement.bind(from, 'uuid'), statement.bind(to, 'uuid'))}
    UNION ALL
    SELECT CASE WHEN turn.is_near THEN 'near' ELSE 'far' END,
      s.near_depth + turn.is_near::int, reached.near, CASE WHEN turn.is_near THEN s.near ELSE s.near_before END,
      s.far_depth + (NOT turn.is_near)::int, reached.far, CASE WHEN turn.is_near THEN s.far_before ELSE s.far END,
      next.places, next.ways, next.links, s.followed + next.followed, ${MEETING}
    FROM search s
    CROSS JOIN LATERAL (SELECT cardinality(s.near) <= cardinality(s.far) AS is_near) turn
    CROSS JOIN LATERAL (
      SELECT CASE WHEN turn.is_near THEN s.near ELSE s.far END AS ids, CASE WHEN turn.is_near THEN s.near_before ELSE s.far_before END AS before
    ) here
    CROSS JOIN LATERAL (${nextSql(allWaysSql(ways, current), most)}) next
    CROSS JOIN LATERAL (
      SELECT CASE WHEN turn.is_near THEN next.ids ELSE s.near END AS near, CASE WHEN turn.is_near THEN s.far ELSE next.ids END AS far
    ) reached
    WHERE s.met IS NULL AND s.followed <= ${most} AND s.near_depth + s.far_depth < ${statement.bind(maxLength, 'int')}
      AND cardinality(s.near) > 0 AND cardinality(s.far) > 0
  ),
  outcome AS MATERIALIZED (SELECT * FROM search ORDER BY near_depth + far_depth DESC LIMIT 1),
  ${wayBackSql('near', 'far', 1)},
  ${wayBackSql('far', 'near', 2)},
  steps AS (
    SELECT now.depth AS place, before.id AS "from", now.id AS "to", now.way, now.link
    FROM near_chain now JOIN near_chain before ON before.depth = now.depth - 1
    UNION ALL
    SELECT outcome.near_depth + outcome.far_depth - before.depth, now.id, before.id, now.way # 1, now.link
    FROM far_chain now JOIN far_chain before ON before.depth = now.depth - 1 CROSS JOIN outcome
  )
  SELECT outcome.met IS NOT NULL AS found, outcome.followed > ${most} AS stopped, steps."from", steps."to", steps.way, steps.link
  FROM outcome LEFT JOIN steps ON true ORDER BY steps.place`;
}

/** Both ends, if the viewer may see them. A merged record is the one that it was merged into. */
function startSql(from: string, to: string): string {
  return `SELECT 'both', 0, ARRAY[source.id], '{}'::uuid[], 0, ARRAY[target.id], '{}'::uuid[], '{}'::bigint[], '{}'::int[], '{}'::uuid[],
      0::bigint, CASE WHEN source.id = target.id THEN ARRAY[1::bigint, 1::bigint] END
    FROM ends source CROSS JOIN ends target WHERE source.asked = ${from} AND target.asked = ${to}`;
}

/** Where both ends have reached the same record: its places among those of the one and of the other; null if there is none. */
const MEETING = `(
  SELECT ARRAY[max(both_ends.near_place), max(both_ends.far_place)]
  FROM (
    SELECT one.id, one.place AS near_place, NULL::bigint AS far_place FROM unnest(reached.near) WITH ORDINALITY one (id, place)
    UNION ALL SELECT other.id, NULL, other.place FROM unnest(reached.far) WITH ORDINALITY other (id, place)
  ) both_ends
  GROUP BY both_ends.id HAVING count(*) = 2 ORDER BY 1 LIMIT 1)`;

/**
 * The records one link further, each with the place of the record that it was reached from. In a graph without directions, those that were reached before are
 * at most one link nearer.
 */
function nextSql(waysSql: string, most: string): string {
  const inOrder = (value: string): string =>
    `coalesce(array_agg(found.${value} ORDER BY CASE WHEN turn.is_near THEN found.place END, found.there) FILTER (WHERE found.place > 0), '{}')`;
  return `SELECT ${inOrder('there')} AS ids, ${inOrder('place')} AS places, ${inOrder('way')} AS ways, ${inOrder('link')} AS links,
      coalesce(max(found.followed), 0) AS followed
    FROM (
      SELECT DISTINCT ON (there) there, place, way, link, count(*) FILTER (WHERE place > 0) OVER () AS followed
      FROM (
        (SELECT there, place, way, link FROM (${waysSql}) way LIMIT ${most} - s.followed + 1)
        UNION ALL SELECT unnest(here.ids), 0, NULL, NULL
        UNION ALL SELECT unnest(here.before), 0, NULL, NULL
      ) every
      ORDER BY there, place, way, link
    ) found`;
}

/** The records from the meeting back to one end, each with the link by which it was reached. */
function wayBackSql(end: string, other: string, which: 1 | 2): string {
  const record = (place: string): string =>
    `SELECT s.${end}_depth, s.${end}[${place}], s.places[${place}], s.ways[${place}], s.links[${place}]`;
  const level = `search s ON s.side <> '${other}' AND s.${end}_depth`;
  return `${end}_chain (depth, id, place, way, link) AS (
    ${record(`outcome.met[${which}]`)} FROM outcome JOIN ${level} = outcome.${end}_depth WHERE outcome.met IS NOT NULL
    UNION ALL ${record('back.place')} FROM ${end}_chain back JOIN ${level} = back.depth - 1
  )`;
}

/** The records of the network that have these ids and that the viewer may see. */
function endsFoundSql(ways: readonly Way[], ids: readonly string[], scope: Scope): string {
  const asked = scope.statement.bindKeys(ids, 'uuid');
  const list = (alias: string, by: string): string => `${by}.id AS asked, ${alias}.id`;
  return placesOf(ways)
    .map((model) => `(${byKeyQuery(model, model.column('id'), list, `= ANY(${asked})`, scope)})`)
    .join(' UNION ALL ');
}

/** Where all ways from the records `here.ids` lead. OFFSET 0 keeps Postgres from reading whole tables of links: it does not know how few records there are. */
function allWaysSql(ways: readonly Way[], scope: Scope): string {
  const open = ways.flatMap((way, index) => {
    const both = [way, ways[index ^ 1] as Way];
    return both.every((one) => isOpen(one, scope.viewer)) ? [waySql(way, index, scope)] : [];
  });
  const all = open.length === 0 ? NOWHERE : open.join(' UNION ALL ');
  return `SELECT start.place, way.* FROM unnest(here.ids) WITH ORDINALITY start (id, place) CROSS JOIN LATERAL (${all} OFFSET 0) way`;
}

const NOWHERE = 'SELECT NULL::uuid AS there, NULL::uuid AS link, 0 AS way WHERE false';

function waySql(way: Way, index: number, scope: Scope): string {
  const row = scope.statement.alias();
  const isReferred = way.there === 'id';
  const end = isReferred ? row : scope.statement.alias();
  const join = isReferred ? '' : ` JOIN ${way.to.table} ${end} ON ${end}.id=${row}.${columnOf(way.rows, way.there)}`;
  const conditions = [
    `${row}.${columnOf(way.rows, way.here)}=start.id`,
    ...(isLink(way) ? linkSql(way, row, scope) : []),
    ...readableSql(way.to, end, scope),
  ];
  const link = isLink(way) ? `${row}.id` : 'NULL::uuid';
  return `SELECT ${end}.id AS there, ${link} AS link, ${index} AS way FROM ${way.rows.table} ${row}${join} WHERE ${conjunction(conditions)}`;
}

/** The conditions for a link that holds today. What its ends hide is decided where they are reached. */
function linkSql({ rows, here, there }: Way, alias: string, scope: Scope): string[] {
  const { visibleBy, firstDay, lastDay } = rows.options;
  const checked = [here, there].find((property) => property === visibleBy);
  const holds = (property: string | undefined, comparison: '<=' | '>='): string[] => {
    if (property === undefined) return [];
    const day = `${alias}.${columnOf(rows, property)}`;
    return [`(${day} IS NULL OR ${day} ${comparison} ${scope.statement.bind(dayOf(new Date()), 'date')})`];
  };
  return [...readableSql(rows, alias, scope, checked), ...holds(firstDay, '<='), ...holds(lastDay, '>=')];
}

function columnOf(model: Model, property: string): string {
  return model.column(property).name;
}
