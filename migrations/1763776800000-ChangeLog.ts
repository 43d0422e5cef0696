import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What writing needs: the head of the change log, its sequencer and its retention, and the keys of requests that were answered. */
export class ChangeLog1763776800000 implements MigrationInterface {
  name = 'ChangeLog1763776800000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(UP);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(DOWN);
  }
}

const UP = `
-- visibility: the strictest that the contact had which the change tells of; empty where it tells of none.
-- subject_id: the other record that the change tells of, such as the contact that was assigned.
ALTER TABLE change
  ADD COLUMN visibility text,
  ADD COLUMN subject_id uuid,
  ADD CONSTRAINT change_visibility_known CHECK (visibility IN ('PUBLIC', 'PARTNER', 'INTERNAL'));
CREATE INDEX change_waiting_idx ON change (record_id, version) WHERE seq IS NULL;
CREATE INDEX change_occurred_idx ON change (occurred_at);

-- One row. The sequencer locks it, so that numbers become visible in their order and without a gap.
CREATE TABLE change_head (
  only_row boolean NOT NULL DEFAULT true,
  -- Which log this is: another one after a restore, so that cursors of the lost one are told from its own.
  epoch uuid NOT NULL DEFAULT gen_random_uuid(),
  -- The number of the newest change.
  seq bigint NOT NULL DEFAULT 0,
  -- The number of the newest change that retention has removed.
  trimmed bigint NOT NULL DEFAULT 0,
  CONSTRAINT change_head_pkey PRIMARY KEY (only_row),
  CONSTRAINT change_head_one_row CHECK (only_row)
);
INSERT INTO change_head DEFAULT VALUES;

-- Numbers what has been committed, and wakes those who follow. Two statements, because the second must see what was committed
-- while the first waited for the lock. A record's changes are numbered in the order of their versions, whatever the clock said.
CREATE FUNCTION hub_number_changes(most integer DEFAULT 5000) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  head bigint;
  numbered integer;
BEGIN
  SELECT seq INTO STRICT head FROM change_head FOR UPDATE;
  WITH waiting AS (
    SELECT id, record_id, version, max(occurred_at) OVER (PARTITION BY record_id ORDER BY version) AS moment
    FROM change WHERE seq IS NULL
  ), turns AS (
    SELECT id, row_number() OVER (ORDER BY moment, record_id, version, id) AS turn FROM waiting
    ORDER BY turn LIMIT most
  )
  UPDATE change SET seq = head + turns.turn FROM turns WHERE change.id = turns.id;
  GET DIAGNOSTICS numbered = ROW_COUNT;
  IF numbered > 0 THEN
    UPDATE change_head SET seq = head + numbered;
    PERFORM pg_notify('hub_changes', '');
  END IF;
  RETURN numbered;
END $$;

-- The responses to requests that carried a key, so that a retry is answered and not done again.
CREATE TABLE idempotency_key (
  principal text NOT NULL,
  key text NOT NULL,
  request_sha256 text NOT NULL,
  response jsonb,
  created_at timestamp(3) with time zone NOT NULL DEFAULT now(),
  CONSTRAINT idempotency_key_pkey PRIMARY KEY (principal, key)
);
CREATE INDEX idempotency_key_created_idx ON idempotency_key (created_at);
`;

const DOWN = `
DROP TABLE idempotency_key, change_head;
DROP FUNCTION hub_number_changes(integer);
DROP INDEX change_waiting_idx, change_occurred_idx;
ALTER TABLE change DROP COLUMN visibility, DROP COLUMN subject_id;
`;
