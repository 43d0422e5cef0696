import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A citation belongs to the value that it was given for: it ends when the value changes. What the log knows of earlier changes ends the citations that
 * were given before them.
 */
export class CitedValues1764420000000 implements MigrationInterface {
  name = 'CitedValues1764420000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(COLUMNS);
    for (const table of RECORDS) await queryRunner.query(endedByTheLog(table));
    for (const table of RECORDS) await queryRunner.query(valuesOf(table));
    for (const table of LINKS) await queryRunner.query(endedWithLinks(table));
    await queryRunner.query(RULES);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(DOWN);
  }
}

const RECORDS = ['organization', 'core', 'program', 'contact', 'taxonomy', 'taxonomy_term'];
const LINKS = [
  'organization_affiliation',
  'program_relationship',
  'organization_role',
  'contact_assignment',
  'attribute',
  'identifier',
];

/** Changes the name under which entries about citations say which they are about; the log itself takes no UPDATE. */
function renamed(from: string, to: string): string {
  return `
ALTER TABLE change DISABLE TRIGGER USER;
UPDATE change SET changes = (SELECT jsonb_agg(CASE WHEN entry->>'field' = 'citations' AND entry ? '${from}'
  THEN entry - '${from}' || jsonb_build_object('${to}', entry->'${from}') ELSE entry END ORDER BY place)
  FROM jsonb_array_elements(changes) WITH ORDINALITY AS entries (entry, place)) WHERE changes @> '[{"field": "citations"}]';
ALTER TABLE change ENABLE TRIGGER USER;
`;
}

const COLUMNS = `
-- Entries that this migration had to take back once.
${renamed('citation', 'link')}
ALTER TABLE citation
  ADD COLUMN note text,
  ADD COLUMN value jsonb,
  ADD COLUMN agrees boolean NOT NULL DEFAULT true,
  ADD COLUMN superseded_at timestamp(3) with time zone,
  ADD COLUMN since_version integer NOT NULL DEFAULT 1,
  ADD COLUMN until_version integer,
  ADD COLUMN lapsed jsonb NOT NULL DEFAULT '{}';
COMMENT ON COLUMN citation.value IS 'derived';
COMMENT ON COLUMN citation.since_version IS 'derived';
COMMENT ON COLUMN citation.lapsed IS 'derived';
`;

/** The column of a field: that of a reference has the name of its key. */
const COLUMN = `CASE c.field WHEN 'parent' THEN 'parent_organization_id' WHEN 'core' THEN 'core_id' WHEN 'organization' THEN 'organization_id'
  WHEN 'taxonomy' THEN 'taxonomy_id' ELSE hub_column_name(c.field) END`;
/** The field that the schema has for a column of the log. */
const FIELD = `CASE e.field WHEN 'parentOrganizationId' THEN 'parent' WHEN 'coreId' THEN 'core' WHEN 'organizationId' THEN 'organization'
  WHEN 'taxonomyId' THEN 'taxonomy' ELSE e.field END`;

/** Ends the citations of values that changed after they were given, and notes the changed fields in those of whole records. */
function endedByTheLog(table: string): string {
  return `
WITH given AS (
  SELECT c.id, c.record_id, c.field, coalesce((SELECT max(k.version) FROM change k
    WHERE k.record_id = c.record_id AND k.occurred_at <= c.created_at + interval '1 second'
      AND (k.kind = 'CREATED' OR k.occurred_at <= c.created_at)), 1) AS since
  FROM citation c WHERE c.record_type = '${table}'
), later AS (
  SELECT g.id, ${FIELD} AS field, k.version, k.occurred_at, e.before
  FROM given g JOIN change k ON k.record_id = g.record_id AND k.version > g.since CROSS JOIN LATERAL hub_entries(k.changes) e
  WHERE e.link IS NULL
), firsts AS (SELECT DISTINCT ON (id, field) * FROM later ORDER BY id, field, version),
lapsed AS (SELECT id, jsonb_object_agg(field, version) AS fields FROM firsts GROUP BY id)
UPDATE citation c SET since_version = g.since, value = f.before, until_version = f.version, superseded_at = f.occurred_at,
  lapsed = CASE WHEN c.field IS NULL THEN coalesce(l.fields, '{}') ELSE '{}' END
FROM given g LEFT JOIN firsts f ON f.id = g.id AND f.field = g.field LEFT JOIN lapsed l ON l.id = g.id WHERE c.id = g.id`;
}

/** The values that current citations are for, as the log would have them: exact numbers are texts. */
function valuesOf(table: string): string {
  return `
UPDATE citation c SET value = CASE ${COLUMN} WHEN 'support_max_amount' THEN to_jsonb(r.record ->> ${COLUMN}) ELSE r.record -> ${COLUMN} END
FROM (SELECT id, to_jsonb(t) AS record FROM ${table} t) r
WHERE c.record_type = '${table}' AND r.id = c.record_id AND c.field IS NOT NULL AND c.until_version IS NULL`;
}

/** A link that was removed has no current citation. */
function endedWithLinks(table: string): string {
  return `
UPDATE citation c SET until_version = t.version, superseded_at = t.archived_at
FROM ${table} t WHERE c.record_type = '${table}' AND t.id = c.record_id AND t.archived_at IS NOT NULL`;
}

const RULES = `
UPDATE citation SET until_version = since_version WHERE archived_at IS NOT NULL AND until_version IS NULL;
ALTER TABLE citation ADD CONSTRAINT citation_ends CHECK ((until_version IS NULL) = (superseded_at IS NULL AND archived_at IS NULL));
DROP INDEX citation_key;
-- A passage is cited once for a value. Those that ended stay.
CREATE UNIQUE INDEX citation_key ON citation (record_id, record_type, field, source_id, line_from, line_to) NULLS NOT DISTINCT WHERE until_version IS NULL;
CREATE INDEX citation_record_idx ON citation (record_id, record_type, field);
CREATE STATISTICS citation_note_stats ON (hub_fold(note) COLLATE "C") FROM citation;
`;

const DOWN = `
-- Earlier migrations know other links, and would lose these.
${renamed('link', 'citation')}
DROP STATISTICS citation_note_stats;
DROP INDEX citation_record_idx;
DROP INDEX citation_key;
-- Earlier versions of the hub would take them for current ones.
DELETE FROM citation WHERE until_version IS NOT NULL OR NOT agrees;
CREATE UNIQUE INDEX citation_key ON citation (record_id, record_type, field, source_id, line_from, line_to) NULLS NOT DISTINCT;
ALTER TABLE citation DROP CONSTRAINT citation_ends;
ALTER TABLE citation DROP COLUMN note, DROP COLUMN value, DROP COLUMN agrees, DROP COLUMN superseded_at, DROP COLUMN since_version,
  DROP COLUMN until_version, DROP COLUMN lapsed;
`;
