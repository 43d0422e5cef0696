import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The change of a link is in the histories of the records at both its ends, and once in the timeline. Both are read from indexes, the newest or the oldest first. */
export class Timeline1764450000000 implements MigrationInterface {
  name = 'Timeline1764450000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(UP);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(DOWN);
  }
}

const UP = `
-- also_of_id: the other record whose history has the change, because it has no change of its own.
-- echo_of_id: the change of the same link that the first of its two owners has.
ALTER TABLE change ADD COLUMN also_of_id uuid, ADD COLUMN echo_of_id uuid;
COMMENT ON COLUMN change.also_of_id IS 'derived';
COMMENT ON COLUMN change.echo_of_id IS 'derived';

ALTER TABLE change DISABLE TRIGGER USER;
-- Where both ends own a link, each of its changes is in the log twice: once for each end, with the other one as its subject. They are
-- counted from the newest, because the log may have lost its beginning. The first one has the smaller id.
WITH turns AS (
  SELECT id, record_id, subject_id, kind, coalesce(changes->0->'link', 'null') AS link,
    row_number() OVER (PARTITION BY record_id, subject_id, kind, changes->0->'link' ORDER BY version DESC) AS turn
  FROM change WHERE subject_id IS NOT NULL AND kind <> 'MERGED'
)
UPDATE change SET echo_of_id = first.id
FROM turns first JOIN turns second ON second.record_id = first.subject_id AND second.subject_id = first.record_id
  AND second.kind = first.kind AND second.link = first.link AND second.turn = first.turn AND second.id > first.id
WHERE change.id = second.id;
UPDATE change SET also_of_id = subject_id
WHERE subject_id IS NOT NULL AND echo_of_id IS NULL AND NOT EXISTS (SELECT FROM change echo WHERE echo.echo_of_id = change.id);
ALTER TABLE change ENABLE TRIGGER USER;

DROP INDEX change_occurred_idx;
CREATE INDEX change_occurred_at_idx ON change (occurred_at, id);
CREATE INDEX change_record_idx ON change (record_id, occurred_at, id);
CREATE INDEX change_also_of_idx ON change (also_of_id, occurred_at, id) WHERE also_of_id IS NOT NULL;
CREATE INDEX change_record_type_idx ON change (record_type, occurred_at, id);
CREATE INDEX change_kind_idx ON change (kind, occurred_at, id);
CREATE INDEX change_actor_idx ON change (actor, occurred_at, id);
`;

const DOWN = `
DROP INDEX change_actor_idx, change_kind_idx, change_record_type_idx, change_also_of_idx, change_record_idx, change_occurred_at_idx;
CREATE INDEX change_occurred_idx ON change (occurred_at);
ALTER TABLE change DROP COLUMN also_of_id, DROP COLUMN echo_of_id;
`;
