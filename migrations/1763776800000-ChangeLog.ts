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

const RECORDS = ['organization', 'core', 'program', 'contact'];

/** The change log so far took no DELETE at all. */
const NEVER_DELETED = `
CREATE OR REPLACE FUNCTION hub_change_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.seq IS NULL AND NEW.seq IS NOT NULL
     AND to_jsonb(NEW) - 'seq' = to_jsonb(OLD) - 'seq' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'the change log is append-only: % is refused', TG_OP USING ERRCODE = 'restrict_violation';
END $$;`;

const UP = `
-- visibility: the strictest that the contact had which the change tells of; empty where it tells of none.
-- subject_id: the other record that the change tells of, such as the contact that was assigned.
ALTER TABLE change
  ADD COLUMN visibility text,
  ADD COLUMN subject_id uuid,
  ADD CONSTRAINT change_visibility_known CHECK (visibility IN ('PUBLIC', 'PARTNER', 'INTERNAL'));
-- A version is reached by exactly one change.
DROP INDEX change_record_idx;
CREATE UNIQUE INDEX change_record_key ON change (record_id, version);
CREATE INDEX change_waiting_idx ON change (record_id, version) WHERE seq IS NULL;
CREATE INDEX change_occurred_idx ON change (occurred_at);

-- One row. The sequencer locks it, so that numbers become visible in their order and without a gap.
CREATE TABLE change_head (
  only_row boolean NOT NULL DEFAULT true,
  -- Which log this is: another one after a restore, so that cursors of the lost one are told from its own.
  epoch uuid NOT NULL DEFAULT gen_random_uuid(),
  -- The number of the newest change.
  seq bigint NOT NULL DEFAULT 0,
  -- The number of the newest change that retention has removed, and the latest moment of all that it has.
  trimmed bigint NOT NULL DEFAULT 0,
  trimmed_at timestamp(3) with time zone,
  CONSTRAINT change_head_pkey PRIMARY KEY (only_row),
  CONSTRAINT change_head_one_row CHECK (only_row)
);
INSERT INTO change_head (seq, trimmed) SELECT coalesce(max(seq), 0), coalesce(min(seq) - 1, 0) FROM change;

-- Numbers what has been committed, and wakes those who follow. Two statements, because the second must see what was committed
-- while the first waited for the lock. A record's changes are numbered in the order of their versions, whatever the clock said.
-- Where nothing waits, nothing is locked: every instance asks each second.
CREATE FUNCTION hub_number_changes(most integer DEFAULT 5000) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  head bigint;
  numbered integer;
BEGIN
  IF NOT EXISTS (SELECT FROM change WHERE seq IS NULL) THEN
    RETURN 0;
  END IF;
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

-- For operators, after the database was restored from a backup: cursors of what is lost are refused from now on.
CREATE FUNCTION hub_begin_epoch() RETURNS uuid LANGUAGE sql AS $$
  UPDATE change_head SET epoch = gen_random_uuid() RETURNING epoch;
$$;

-- Removes the oldest changes up to the first that is not older than a moment: always a whole beginning of the log. The setting is
-- made within the function, for only a superuser may declare it with one.
CREATE FUNCTION hub_trim_changes(older_than timestamptz, most integer DEFAULT 1000) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  head change_head;
  upto bigint;
  removed integer;
BEGIN
  SELECT * INTO STRICT head FROM change_head FOR UPDATE;
  upto := least(head.trimmed + most, head.seq);
  upto := coalesce((SELECT min(seq) - 1 FROM change WHERE seq > head.trimmed AND seq <= upto AND occurred_at >= older_than), upto);
  UPDATE change_head SET trimmed = upto, trimmed_at = greatest(trimmed_at,
    (SELECT max(occurred_at) FROM change WHERE seq > head.trimmed AND seq <= upto));
  PERFORM set_config('hub.trimming', 'on', true);
  DELETE FROM change WHERE seq > head.trimmed AND seq <= upto;
  GET DIAGNOSTICS removed = ROW_COUNT;
  PERFORM set_config('hub.trimming', 'off', true);
  RETURN removed;
END $$;

CREATE OR REPLACE FUNCTION hub_change_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.seq IS NULL AND NEW.seq IS NOT NULL
     AND to_jsonb(NEW) - 'seq' = to_jsonb(OLD) - 'seq' THEN
    RETURN NEW;
  END IF;
  IF TG_OP = 'DELETE' AND current_setting('hub.trimming', true) = 'on'
     AND OLD.seq <= (SELECT trimmed FROM change_head) THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'the change log is append-only: % is refused', TG_OP USING ERRCODE = 'restrict_violation';
END $$;

-- A moment that the log can tell of; HB001 where it was before what is kept, HB002 where it is yet to come.
CREATE FUNCTION hub_told_moment(moment timestamptz) RETURNS timestamptz LANGUAGE plpgsql STABLE AS $$
DECLARE
  oldest timestamptz := (SELECT trimmed_at FROM change_head);
BEGIN
  IF moment < oldest THEN
    RAISE EXCEPTION 'the log begins later' USING ERRCODE = 'HB001',
      DETAIL = to_char(oldest AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"');
  END IF;
  IF moment > clock_timestamp() THEN
    RAISE EXCEPTION 'the moment is yet to come' USING ERRCODE = 'HB002';
  END IF;
  RETURN moment;
END $$;

-- startedYear and started_year: the log calls fields as the schema does.
CREATE FUNCTION hub_column_name(field text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN lower(regexp_replace(field, '([A-Z])', '_\\1', 'g'));
CREATE FUNCTION hub_field_name(name text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN replace(lower(left(name, 1)) || substr(initcap(replace(name, '_', ' ')), 2), ' ', '');

-- The same for all that an object has: a link as the log tells of it, as a row of its table.
CREATE FUNCTION hub_columns_of(link jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT jsonb_object_agg(hub_column_name(key), value) FROM jsonb_each(link);
$$;

-- What the columns of a record held at a version, of those that changed after it, up to another version.
CREATE FUNCTION hub_undo(record uuid, since integer, upto integer DEFAULT NULL) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_object_agg(hub_column_name(entry->>'field'), entry->'before' ORDER BY change.version DESC)
  FROM change CROSS JOIN LATERAL jsonb_array_elements(change.changes) AS entry
  WHERE change.record_id = record AND change.version > since AND change.version <= coalesce(upto, 2147483647);
$$;

-- Which link a value of the log tells of, of the several that stand under one field; empty for a field of the record itself.
CREATE FUNCTION hub_link_key(field text, link jsonb) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN
  CASE WHEN field IN ('organizations', 'contacts', 'relatedPrograms', 'affiliations', 'terms', 'identifiers')
    AND jsonb_typeof(link) = 'object' THEN (link - '{note,startedOn,endedOn,isPrimary}'::text[])::text ELSE '' END;

-- The entries of a change, each about one thing: a link that came to lead elsewhere, as after a merge, has ended and another has begun.
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

-- The entries of the change that made a record, from its row.
CREATE FUNCTION hub_entries_of_new(record jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(jsonb_agg(jsonb_build_object('field', hub_field_name(key), 'before', NULL, 'after', value) ORDER BY place), '[]')
  FROM jsonb_each(record) WITH ORDINALITY AS cells (key, value, place)
  WHERE jsonb_typeof(value) <> 'null' AND key NOT IN ('id', 'version', 'created_at', 'updated_at');
$$;

-- The records that were there before the log, as if they had been logged when they were made.
${RECORDS.map(
  (table) => `
INSERT INTO change (id, record_type, record_id, kind, version, changes, actor, occurred_at, visibility)
SELECT gen_random_uuid(), '${table}', made.id, 'CREATED', made.version, hub_entries_of_new(to_jsonb(made)), 'migration', made.created_at,
  to_jsonb(made)->>'visibility'
FROM ${table} made WHERE NOT EXISTS (SELECT FROM change WHERE record_id = made.id);`,
).join('')}
DO $$ BEGIN WHILE hub_number_changes() > 0 LOOP END LOOP; END $$;

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
DROP FUNCTION hub_number_changes(integer), hub_begin_epoch(), hub_trim_changes(timestamptz, integer), hub_told_moment(timestamptz),
  hub_undo(uuid, integer, integer), hub_entries(jsonb), hub_link_key(text, jsonb), hub_entries_of_new(jsonb), hub_columns_of(jsonb), hub_column_name(text), hub_field_name(text);
${NEVER_DELETED}
DROP INDEX change_waiting_idx, change_occurred_idx, change_record_key;
CREATE INDEX change_record_idx ON change (record_id, version);
ALTER TABLE change DROP COLUMN visibility, DROP COLUMN subject_id;
`;
