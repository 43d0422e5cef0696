import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Every change says who may be told of it. Where that was lost, it is worked out from what the change tells; what stays unknown is hidden. */
export class ChangeVisibility1763900000000 implements MigrationInterface {
  name = 'ChangeVisibility1763900000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(UP);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(DOWN);
  }
}

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';

const UP = `
-- Whoever changes a contact now would not be seen below.
LOCK TABLE contact, change, change_head IN SHARE ROW EXCLUSIVE MODE;
DO $$ BEGIN WHILE hub_number_changes() > 0 LOOP END LOOP; END $$;

-- The contacts that each change tells of: its own record, its subject, and those whose ids stand in its values. A value under the field
-- of contacts tells of one, whether there is one with that id or not.
CREATE TEMPORARY TABLE told ON COMMIT DROP AS
SELECT DISTINCT change.id AS change_id, change.seq, change.record_id, change.version, mentioned.contact_id
FROM change CROSS JOIN LATERAL (
  SELECT change.record_id AS contact_id WHERE change.record_type = 'contact'
  UNION SELECT contact.id FROM contact WHERE contact.id = change.subject_id
  UNION SELECT contact.id FROM regexp_matches(change.changes::text, '${UUID}', 'g') AS found JOIN contact ON contact.id = found[1]::uuid
  UNION SELECT NULL FROM jsonb_to_recordset(change.changes) AS entry (field text, before jsonb, after jsonb)
    CROSS JOIN (VALUES ('before'), ('after')) AS side (name)
    CROSS JOIN LATERAL (SELECT CASE side.name WHEN 'before' THEN entry.before ELSE entry.after END AS link) AS value
    WHERE entry.field = 'contacts' AND jsonb_typeof(value.link) = 'object'
      AND NOT EXISTS (SELECT FROM contact WHERE contact.id::text = value.link->>'contactId')
) AS mentioned;

-- What visibility a contact had, undone from what it has now: by its versions in its own log, by numbers in those of others.
CREATE TEMPORARY TABLE turned ON COMMIT DROP AS
SELECT change.record_id AS contact_id, change.seq, change.version, entry->>'before' AS before, entry->>'after' AS after
FROM change CROSS JOIN LATERAL jsonb_array_elements(change.changes) AS entry
WHERE change.record_type = 'contact' AND entry->>'field' = 'visibility';
CREATE INDEX ON turned (contact_id, version);

CREATE TEMPORARY TABLE derived ON COMMIT DROP AS
SELECT told.change_id,
  max(CASE greatest_of.visibility WHEN 'PUBLIC' THEN 1 WHEN 'PARTNER' THEN 2 ELSE 3 END) AS rank,
  -- Of several, the one that fewest may see.
  (array_agg(told.contact_id ORDER BY CASE contact.visibility WHEN 'PUBLIC' THEN 1 WHEN 'PARTNER' THEN 2 ELSE 3 END DESC)
    FILTER (WHERE told.contact_id <> told.record_id))[1] AS subject_id
FROM told LEFT JOIN contact ON contact.id = told.contact_id
CROSS JOIN LATERAL (
  SELECT coalesce((
    SELECT coalesce(turned.before, turned.after) FROM turned
    WHERE turned.contact_id = told.contact_id
      AND CASE WHEN told.contact_id = told.record_id THEN turned.version > told.version ELSE turned.seq > told.seq END
    ORDER BY turned.version LIMIT 1), contact.visibility) AS visibility
  UNION ALL
  SELECT turned.before FROM turned
  WHERE turned.contact_id = told.record_id AND turned.contact_id = told.contact_id AND turned.version = told.version AND turned.before IS NOT NULL
) AS greatest_of
GROUP BY told.change_id;

ALTER TABLE change DISABLE TRIGGER change_append_only;
UPDATE change SET subject_id = coalesce(change.subject_id, derived.subject_id),
  visibility = (ARRAY['PUBLIC', 'PARTNER', 'INTERNAL'])[greatest(derived.rank, array_position(ARRAY['PUBLIC', 'PARTNER', 'INTERNAL'], change.visibility))]
FROM derived WHERE derived.change_id = change.id;
UPDATE change SET visibility = 'PUBLIC' WHERE visibility IS NULL;
ALTER TABLE change ENABLE TRIGGER change_append_only;
ALTER TABLE change ALTER COLUMN visibility SET NOT NULL, ALTER COLUMN visibility SET DEFAULT 'INTERNAL';

-- What the log can tell of begins later than it did where its beginning was lost: with what is left of it, and with the state that a record
-- was entered in when it had changed before.
UPDATE change_head SET trimmed_at = coalesce((SELECT min(occurred_at) FROM change), now()) WHERE trimmed > 0 AND trimmed_at IS NULL;
UPDATE change_head SET trimmed_at = greatest(trimmed_at, entered.moment)
FROM (
  SELECT max(coalesce(
    (SELECT min(later.occurred_at) FROM change later WHERE later.record_id = made.record_id AND later.version > made.version), record.updated_at
  )) AS moment
  FROM change made JOIN (
    SELECT id, updated_at FROM organization UNION ALL SELECT id, updated_at FROM core
    UNION ALL SELECT id, updated_at FROM program UNION ALL SELECT id, updated_at FROM contact
  ) AS record ON record.id = made.record_id
  WHERE made.kind = 'CREATED' AND made.actor = 'migration' AND made.version > 1
) AS entered WHERE entered.moment IS NOT NULL;
`;

const DOWN = `
ALTER TABLE change ALTER COLUMN visibility DROP NOT NULL, ALTER COLUMN visibility DROP DEFAULT;
`;
