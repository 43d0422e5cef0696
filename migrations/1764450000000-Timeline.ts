import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The change of a link is in the histories of the records at both its ends. Histories and the timeline are read from indexes, the newest or the oldest first. */
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
-- The other record whose history has the change, because it has no change of its own.
ALTER TABLE change ADD COLUMN also_of_id uuid;
COMMENT ON COLUMN change.also_of_id IS 'derived';

ALTER TABLE change DISABLE TRIGGER USER;
-- Where both ends own a link, each of its changes is in the log twice: once for each end, with the other one as its subject.
UPDATE change SET also_of_id = subject_id
WHERE subject_id IS NOT NULL AND NOT EXISTS (
  SELECT FROM change twin WHERE twin.record_id = change.subject_id AND twin.subject_id = change.record_id
    AND twin.kind = change.kind AND twin.changes->0->'link' IS NOT DISTINCT FROM change.changes->0->'link' AND twin.occurred_at = change.occurred_at
);
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
ALTER TABLE change DROP COLUMN also_of_id;
`;
