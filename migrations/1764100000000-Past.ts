import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What looks into the past takes no longer than its later changes are many. */
export class Past1764100000000 implements MigrationInterface {
  name = 'Past1764100000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(UP);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(DOWN);
  }
}

const UP = `
-- Leads to the records that had a slug before: without it, each look at the past by a slug reads all changes since.
CREATE INDEX change_former_slug_idx ON change ((jsonb_path_query_first(changes, '$[*] ? (@.field == "slug").before') #>> '{}'))
  WHERE kind <> 'CREATED' AND changes @> '[{"field": "slug"}]';

-- The values of the first change of each field alone: names are made, and values put together, once for each field.
CREATE OR REPLACE FUNCTION hub_undo(record uuid, since integer, upto integer DEFAULT NULL) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_object_agg(hub_column_name(first.field), (
    SELECT entry->'before' FROM change CROSS JOIN LATERAL jsonb_array_elements(change.changes) AS entry
    WHERE change.record_id = record AND change.version = first.version AND entry->>'field' = first.field LIMIT 1))
  FROM (
    SELECT entry->>'field' AS field, min(change.version) AS version
    FROM change CROSS JOIN LATERAL jsonb_array_elements(change.changes) AS entry
    WHERE change.record_id = record AND change.version > since AND change.version <= coalesce(upto, 2147483647)
    GROUP BY entry->>'field') AS first;
$$;
`;

const DOWN = `
CREATE OR REPLACE FUNCTION hub_undo(record uuid, since integer, upto integer DEFAULT NULL) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_object_agg(hub_column_name(entry->>'field'), entry->'before' ORDER BY change.version DESC)
  FROM change CROSS JOIN LATERAL jsonb_array_elements(change.changes) AS entry
  WHERE change.record_id = record AND change.version > since AND change.version <= coalesce(upto, 2147483647);
$$;
DROP INDEX change_former_slug_idx;
`;
