import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The log has exact numbers as texts with all of their decimals, as the schema shows them: "49.90", where it had 49.9 before. */
export class ExactNumbers1764400000000 implements MigrationInterface {
  name = 'ExactNumbers1764400000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(AS_TEXTS);
    await queryRunner.query(rewritten('hub_exact(value)'));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(rewritten('value'));
    await queryRunner.query(AS_NUMBERS);
  }
}

/** The entries of the change that made a record, from its row. @param value SQL of a value */
const entriesOfNew = (value: string): string => `
CREATE OR REPLACE FUNCTION hub_entries_of_new(record jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(jsonb_agg(jsonb_build_object('field', hub_field_name(key), 'before', NULL, 'after', ${value}) ORDER BY place), '[]')
  FROM jsonb_each(record) WITH ORDINALITY AS cells (key, value, place)
  WHERE jsonb_typeof(value) <> 'null' AND key NOT IN ('id', 'version', 'created_at', 'updated_at');
$$;`;

const AS_TEXTS = `
-- A number with decimals as a text. JSON has all decimals of a numeric column: 2000.00.
CREATE FUNCTION hub_exact(value jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN
  CASE WHEN jsonb_typeof(value) = 'number' AND scale((value #>> '{}')::numeric) > 0 THEN to_jsonb(value #>> '{}') ELSE value END;
${entriesOfNew('hub_exact(value)')}`;

const AS_NUMBERS = `
${entriesOfNew('value')}
DROP FUNCTION hub_exact(jsonb);`;

/** Rewrites the amounts in the log. @param value SQL of what an amount with two decimals becomes, given as the JSON number `value` */
function rewritten(value: string): string {
  const side = (name: string): string =>
    `'${name}', (SELECT ${value} FROM (SELECT to_jsonb((entry ->> '${name}')::numeric(12, 2))) amount (value))`;
  return `
ALTER TABLE change DISABLE TRIGGER USER;
UPDATE change SET changes = (
  SELECT jsonb_agg(CASE WHEN entry->>'field' = 'supportMaxAmount' THEN entry || jsonb_build_object(${side('before')}, ${side('after')}) ELSE entry END ORDER BY place)
  FROM jsonb_array_elements(changes) WITH ORDINALITY AS entries (entry, place)
) WHERE record_type = 'program' AND changes @> '[{"field": "supportMaxAmount"}]';
ALTER TABLE change ENABLE TRIGGER USER;`;
}
