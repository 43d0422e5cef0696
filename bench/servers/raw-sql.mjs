// The fastest possible server, written by hand: each query is one statement that returns the complete JSON text.

const CORE = `CASE WHEN c.id IS NOT NULL THEN json_build_object('id', c.id, 'name', c.name) END`;

const ORGANIZATIONS_OF_PROGRAM = `json_build_object('edges', coalesce((
  SELECT json_agg(json_build_object('role', e.role, 'node', json_build_object('id', e.id, 'name', e.name))) FROM (
    SELECT l.role, o.id, o.name FROM organization_role l JOIN organization o ON o.id = l.organization_id
    WHERE l.program_id = p.id AND l.archived_at IS NULL AND o.archived_at IS NULL ORDER BY o.name, o.id, l.id LIMIT 20) e), '[]'))`;

const contactsOfProgram = (columns) => `json_build_object('nodes', coalesce((
  SELECT json_agg(json_build_object(${columns.map((column) => `'${column}', e.${column}`).join(', ')})) FROM (
    SELECT ${columns.map((column) => `x.${column}`).join(', ')} FROM contact_assignment a JOIN contact x ON x.id = a.contact_id
    WHERE a.program_id = p.id AND a.archived_at IS NULL AND x.archived_at IS NULL AND x.visibility = 'PUBLIC'
    ORDER BY x.name, x.id LIMIT 20) e), '[]'))`;

const program = (more) => `json_build_object('id', p.id, 'name', p.name, ${more})`;
const LIVING_CORE = `LEFT JOIN core c ON c.id = p.core_id AND c.archived_at IS NULL`;

/** One program with its core, organizations and contacts. $1: id */
export const PROGRAM = `SELECT json_build_object('data', json_build_object('program', (
  SELECT ${program(`'status', p.status, 'core', ${CORE}, 'organizations', ${ORGANIZATIONS_OF_PROGRAM}, 'contacts', ${contactsOfProgram(['id', 'name', 'email'])}`)}
  FROM program p ${LIVING_CORE} WHERE p.id = $1 AND p.archived_at IS NULL)))::text AS body`;

/** A page of programs, filtered and ordered by name. $1: first, then the values of the filter's columns. */
export const programs = (
  filterColumns,
) => `SELECT json_build_object('data', json_build_object('programs', json_build_object('nodes', coalesce(json_agg(
    ${program(`'status', p.status, 'core', ${CORE}, 'organizations', ${ORGANIZATIONS_OF_PROGRAM}, 'contacts', ${contactsOfProgram(['id', 'name'])}`)}
    ORDER BY p.name, p.id), '[]'))))::text AS body
  FROM (SELECT id, name, status, core_id FROM program
    WHERE archived_at IS NULL${filterColumns.map((column, i) => ` AND ${column} = $${i + 2}`).join('')}
    ORDER BY name, id LIMIT $1) p ${LIVING_CORE}`;

/** A page of organizations by name, each with its first programs. With `after`: $1 and $2 are the name and id of the last one before the page. */
export const organizations = (
  after,
) => `SELECT json_build_object('data', json_build_object('organizations', json_build_object('nodes', coalesce(json_agg(
    json_build_object('id', o.id, 'name', o.name, 'programs', json_build_object('edges', coalesce((
      SELECT json_agg(json_build_object('role', p.role, 'node', ${program(`'core', ${CORE}`)}) ORDER BY p.name, p.id, p.link_id) FROM (
        SELECT l.role, l.id AS link_id, q.id, q.name, q.core_id FROM organization_role l JOIN program q ON q.id = l.program_id
        WHERE l.organization_id = o.id AND l.archived_at IS NULL AND q.archived_at IS NULL ORDER BY q.name, q.id, l.id LIMIT 10) p
      ${LIVING_CORE}), '[]'))) ORDER BY o.name, o.id), '[]'))))::text AS body
  FROM (SELECT id, name FROM organization WHERE archived_at IS NULL${after ? ' AND (name, id) > ($1, $2)' : ''} ORDER BY name, id LIMIT 20) o`;

/** Programs by id, in the order of the ids. $1: ids */
export const ENTITIES = `SELECT json_build_object('data', json_build_object('_entities', json_agg(
    ${program(`'core', ${CORE}, 'organizations', ${ORGANIZATIONS_OF_PROGRAM}`)} ORDER BY wanted.position)))::text AS body
  FROM unnest($1::uuid[]) WITH ORDINALITY AS wanted (id, position) JOIN program p ON p.id = wanted.id ${LIVING_CORE}`;

const written = (statement) => `WITH written AS (${statement} RETURNING id, name, description)
  SELECT json_build_object('data', json_build_object('written',
    json_agg(json_build_object('id', id, 'name', name, 'description', description) ORDER BY id)))::text AS body FROM written`;

/** New descriptions. $1: ids, $2: a description for each */
export const UPDATE = written(`UPDATE program SET description = made.text, version = version + 1, updated_at = now()
  FROM unnest($1::uuid[], $2::text[]) AS made (made_id, text) WHERE id = made_id`);

/** A new program. $1 to $5: slug, name, kind, status, description */
export const CREATE = written(
  `INSERT INTO program (id, slug, name, kind, status, description) VALUES (gen_random_uuid(), $1, $2, $3, $4, $5)`,
);
