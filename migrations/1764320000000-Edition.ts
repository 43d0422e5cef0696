import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Cached answers are valid for as long as the log stays where it is. What changes records without the log says so here. */
export class Edition1764320000000 implements MigrationInterface {
  name = 'Edition1764320000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(UP);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(DOWN);
  }
}

const UP = `
-- Raised by what changes records and is not in the log: a dataset with new sources, a migration, somebody who changes tables by hand.
ALTER TABLE change_head ADD COLUMN edition bigint NOT NULL DEFAULT 0;
-- No data: whoever reverts this migration loses nothing by it.
COMMENT ON COLUMN change_head.edition IS 'derived';

-- Call it in the transaction that changes the records, at its end: the log is numbered only after it has ended.
CREATE FUNCTION hub_mark_changed() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE change_head SET edition = edition + 1;
  PERFORM pg_notify('hub_changes', '');
END $$;
`;

const DOWN = `
DROP FUNCTION hub_mark_changed();
ALTER TABLE change_head DROP COLUMN edition;
`;
