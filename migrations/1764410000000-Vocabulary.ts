import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Sources, taxonomies and terms are records that editors write. What is there keeps its version: the history of such a record begins with its first
 * change, and until then `asOf` reads the record as it is.
 */
export class Vocabulary1764410000000 implements MigrationInterface {
  name = 'Vocabulary1764410000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(UP);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(DOWN);
  }
}

const UP = `
DO $$
DECLARE twins text;
BEGIN
  SELECT string_agg(keys, '; ') INTO twins
  FROM (SELECT string_agg(key, ', ' ORDER BY key) AS keys FROM source GROUP BY sha256 HAVING count(*) > 1) AS same;
  IF twins IS NOT NULL THEN
    RAISE EXCEPTION 'Sources with the same sha256 are one document entered twice: %', twins
      USING HINT = 'Correct the sha256 of all but one of them in the table source, or let their citations lead to one source and delete the others. Then migrate again.';
  END IF;
END $$;
-- A hub can know what kind of document a source is only of those that came with it.
ALTER TABLE source ADD COLUMN kind text NOT NULL DEFAULT 'OTHER', ADD COLUMN url text, ALTER COLUMN sha256 DROP NOT NULL;
UPDATE source SET kind = 'WEB_PAGE' WHERE sha256 = '7a49315e5a35650f21d73faad2c732f68e0e82557a7d4188a2f5de2e4482d784';
ALTER TABLE source ALTER COLUMN kind DROP DEFAULT;
ALTER TABLE source ADD CONSTRAINT source_kind_known CHECK (kind IN ('WEB_PAGE', 'REPORT', 'ARTICLE', 'PRESENTATION', 'DATASET', 'CORRESPONDENCE', 'INTERVIEW',
  'OTHER'));
CREATE UNIQUE INDEX source_sha256_key ON source (sha256);
CREATE INDEX source_kind_idx ON source (kind, id, archived_at);
CREATE INDEX source_url_idx ON source USING hash (url);
CREATE STATISTICS source_url_stats ON (hub_fold(url) COLLATE "C") FROM source;

ALTER TABLE taxonomy_term ADD COLUMN merged_into_id uuid,
  ADD CONSTRAINT taxonomy_term_merged_into_fkey FOREIGN KEY (merged_into_id) REFERENCES taxonomy_term (id) ON DELETE RESTRICT;
CREATE INDEX taxonomy_term_merged_into_idx ON taxonomy_term (merged_into_id);
`;

const DOWN = `
ALTER TABLE taxonomy_term DROP COLUMN merged_into_id;

DROP STATISTICS source_url_stats;
DROP INDEX source_sha256_key;
-- A source without a file gets a hash that no document has: another one for each.
UPDATE source SET sha256 = encode(sha256(convert_to(id::text, 'UTF8')), 'hex') WHERE sha256 IS NULL;
ALTER TABLE source DROP COLUMN kind, DROP COLUMN url, ALTER COLUMN sha256 SET NOT NULL;
`;
