import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * An entry of the log that is about a link says itself which link: the database need not know how links are told apart, nor which record
 * types there are.
 */
export class LoggedLinks1764300000000 implements MigrationInterface {
  name = 'LoggedLinks1764300000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(UP);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(DOWN);
  }
}

/** Changes entries that are there; the log itself takes no UPDATE. */
function rewritten(entries: string, where: string): string {
  return `
ALTER TABLE change DISABLE TRIGGER USER;
UPDATE change SET changes = (${entries}) WHERE ${where};
ALTER TABLE change ENABLE TRIGGER USER;`;
}

/** The entries that there are about links, by the field that they stand under. */
const ABOUT_LINKS = `jsonb_path_exists(changes, '$[*] ? (@.field == "organizations" || @.field == "contacts" || @.field == "relatedPrograms" || @.field == "affiliations" || @.field == "terms" || @.field == "identifiers")')`;

const UP = `
-- What tells a link from all others, from what the log had of it so far and the record in whose history it stands.
CREATE FUNCTION pg_temp.link_of(field text, value jsonb, type text, record uuid) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE
    WHEN jsonb_typeof(value) IS DISTINCT FROM 'object' THEN NULL
    WHEN field = 'organizations' THEN jsonb_build_object('organizationId', value->'organizationId', 'role', value->'role',
      'programId', CASE type WHEN 'program' THEN record END, 'coreId', CASE type WHEN 'core' THEN record END)
    WHEN field = 'contacts' THEN jsonb_build_object('contactId', value->'contactId', 'role', value->'role',
      'organizationId', CASE type WHEN 'organization' THEN record END, 'coreId', CASE type WHEN 'core' THEN record END,
      'programId', CASE type WHEN 'program' THEN record END)
    WHEN field = 'terms' THEN jsonb_build_object('termId', value->'termId',
      'organizationId', CASE type WHEN 'organization' THEN record END, 'coreId', CASE type WHEN 'core' THEN record END,
      'programId', CASE type WHEN 'program' THEN record END)
    WHEN field = 'identifiers' THEN jsonb_build_object('scheme', value->'scheme', 'value', value->'value')
    WHEN field = 'relatedPrograms' AND value->>'direction' = 'OUTGOING' THEN
      jsonb_build_object('programId', record, 'relatedProgramId', value->'programId', 'type', value->'type')
    WHEN field = 'relatedPrograms' THEN
      jsonb_build_object('programId', value->'programId', 'relatedProgramId', record, 'type', value->'type')
    WHEN field = 'affiliations' AND value->>'direction' = 'OUTGOING' THEN
      jsonb_build_object('organizationId', record, 'affiliateId', value->'organizationId', 'type', value->'type')
    WHEN field = 'affiliations' THEN
      jsonb_build_object('organizationId', value->'organizationId', 'affiliateId', record, 'type', value->'type')
  END $$;
-- An entry about two links, of which one ended and the other began, becomes two.
CREATE FUNCTION pg_temp.entries_of(entry jsonb, type text, record uuid) RETURNS SETOF jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE
      WHEN was IS NULL AND became IS NULL THEN entry
      WHEN was = became OR was IS NULL OR became IS NULL THEN entry || jsonb_build_object('link', coalesce(was, became))
      WHEN side = 1 THEN entry || jsonb_build_object('link', was, 'after', NULL)
      ELSE entry || jsonb_build_object('link', became, 'before', NULL)
    END
  FROM (SELECT pg_temp.link_of(entry->>'field', entry->'before', type, record) AS was,
    pg_temp.link_of(entry->>'field', entry->'after', type, record) AS became) AS links
  CROSS JOIN generate_series(1, 2) AS side WHERE side = 1 OR was <> became $$;
${rewritten(
  `SELECT jsonb_agg(made ORDER BY place) FROM jsonb_array_elements(changes) WITH ORDINALITY AS entries (entry, place)
   CROSS JOIN LATERAL pg_temp.entries_of(entry, record_type, record_id) AS made`,
  ABOUT_LINKS,
)}
DROP FUNCTION pg_temp.entries_of(jsonb, text, uuid), pg_temp.link_of(text, jsonb, text, uuid);

-- The entries of a change; \`link\` tells one link of a field from another, and is empty for a field of the record itself.
DROP FUNCTION hub_entries(jsonb);
DROP FUNCTION hub_link_key(text, jsonb);
CREATE FUNCTION hub_entries(changes jsonb) RETURNS TABLE (field text, link jsonb, before jsonb, after jsonb)
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT field, link, before, after FROM jsonb_to_recordset(changes) AS e (field text, link jsonb, before jsonb, after jsonb);
$$;

-- The hub knows which record types there are.
ALTER TABLE citation DROP CONSTRAINT citation_record_type_known;
`;

const DOWN = `
ALTER TABLE citation ADD CONSTRAINT citation_record_type_known CHECK (record_type IN ('organization', 'organization_affiliation', 'core', 'program',
  'program_relationship', 'organization_role', 'contact', 'contact_assignment', 'taxonomy', 'taxonomy_term', 'attribute', 'identifier'));
DROP FUNCTION hub_entries(jsonb);
CREATE FUNCTION hub_link_key(field text, link jsonb) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN
  CASE WHEN field IN ('organizations', 'contacts', 'relatedPrograms', 'affiliations', 'terms', 'identifiers')
    AND jsonb_typeof(link) = 'object' THEN (link - '{note,startedOn,endedOn,isPrimary}'::text[])::text ELSE '' END;
CREATE FUNCTION hub_entries(changes jsonb) RETURNS TABLE (field text, key text, before jsonb, after jsonb)
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT e.field, side.key, side.before, side.after
  FROM jsonb_to_recordset(changes) AS e (field text, before jsonb, after jsonb)
  CROSS JOIN LATERAL (SELECT hub_link_key(e.field, e.before) AS was, hub_link_key(e.field, e.after) AS became) AS link
  CROSS JOIN LATERAL (
    SELECT link.was AS key, e.before, CASE WHEN link.was = link.became THEN e.after END AS after WHERE link.was = link.became OR link.was <> ''
    UNION ALL
    SELECT link.became, NULL, e.after WHERE link.was <> link.became AND link.became <> ''
  ) AS side;
$$;
${rewritten(
  `SELECT jsonb_agg(entry - 'link' ORDER BY place) FROM jsonb_array_elements(changes) WITH ORDINALITY AS entries (entry, place)`,
  `jsonb_path_exists(changes, '$[*].link')`,
)}
`;
