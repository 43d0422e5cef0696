// The analysts' queries of the fastest possible server, written by hand, each as one statement like those of raw-sql.mjs.

/** The organizations of a type with the most programs. An organization may have several roles in a program, which counts once. $1: type */
export const BUSIEST = `SELECT json_build_object('data', json_build_object('organizations', json_build_object('nodes', coalesce(json_agg(
    json_build_object('id', o.id, 'name', o.name, 'programs', json_build_object('aggregate', json_build_object('count', o.count)))
    ORDER BY o.count DESC, o.name, o.id), '[]'))))::text AS body
  FROM (SELECT id, name, (
      SELECT count(DISTINCT l.program_id) FROM organization_role l JOIN program p ON p.id = l.program_id
      WHERE l.organization_id = organization.id AND l.archived_at IS NULL AND p.archived_at IS NULL) AS count
    FROM organization WHERE type = $1 AND archived_at IS NULL ORDER BY count DESC, name, id LIMIT 20) o`;

/** Programs by kind and year. $1: status, $2: how many a group has at least */
export const GROUPS = `SELECT json_build_object('data', json_build_object('programs', json_build_object('groups', coalesce(json_agg(
    json_build_object('keys', json_build_array(json_build_object('value', kind), json_build_object('value', started_year::text)), 'count', count,
      'aggregate', json_build_object('supportMaxAmount', json_build_object('min', least::text, 'max', most::text, 'avg', mean::text)))
    ORDER BY kind, started_year), '[]'))))::text AS body
  FROM (SELECT kind, started_year, count(*), min(support_max_amount) AS least, max(support_max_amount) AS most,
      round(avg(support_max_amount), 2) AS mean
    FROM program WHERE status = $1 AND archived_at IS NULL GROUP BY kind, started_year HAVING count(*) >= $2) g`;

/** All cores with what is computed of their programs. $1: status, $2: kind */
export const CORES = `SELECT json_build_object('data', json_build_object('cores', json_build_object('nodes', coalesce(json_agg(
    json_build_object('id', c.id, 'name', c.name, 'programs', json_build_object('aggregate', json_build_object('count', coalesce(p.count, 0),
      'startedYear', json_build_object('min', p.first, 'max', p.last, 'avg', p.mean::float8),
      'supportMaxAmount', json_build_object('sum', p.sum::text)))) ORDER BY c.name, c.id), '[]'))))::text AS body
  FROM (SELECT id, name FROM core WHERE archived_at IS NULL ORDER BY name, id LIMIT 20) c
  LEFT JOIN (SELECT core_id, count(*), min(started_year) AS first, max(started_year) AS last, avg(started_year) AS mean,
      sum(support_max_amount) AS sum
    FROM program WHERE status = $1 AND kind = $2 AND archived_at IS NULL GROUP BY core_id) p ON p.core_id = c.id`;
