import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What records have in common: keys that are equal where names, addresses or identifiers are alike, so that duplicates are found without comparing all with all. */
export class Likeness1764430000000 implements MigrationInterface {
  name = 'Likeness1764430000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(UP);
    for (const compared of COMPARED) await queryRunner.query(`SELECT hub_compare_records(${compared})`);
    await queryRunner.query(IDENTIFIERS);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(DOWN);
  }
}

/** The arguments of `hub_compare_records`: SQL over a row of the table. */
const COMPARED = [
  `'organization', other_names => 'alternate_names', url => 'website'`,
  `'core'`,
  `'program', other_names => 'alternate_names', url => 'url'`,
  `'contact', email => 'email'`,
];

const TABLES = ['organization', 'core', 'program', 'contact'];

const UP = `
CREATE TABLE likeness (
  record_type text COLLATE "C" NOT NULL,
  record_id uuid NOT NULL,
  reason text COLLATE "C" NOT NULL,
  key bigint NOT NULL,
  -- Whether the key is of the whole value, and not of a part of a name.
  whole boolean NOT NULL,
  -- A name as it is compared; null for other values and for parts.
  name text COLLATE "C"
);
COMMENT ON TABLE likeness IS 'derived';
CREATE INDEX likeness_key_idx ON likeness (record_type, key);
CREATE INDEX likeness_record_idx ON likeness (record_id);

-- Two records that somebody said are not the same, and what they had to compare then: if that changes, the question is open again.
CREATE TABLE duplicate_dismissal (
  record_type text COLLATE "C" NOT NULL,
  a_id uuid NOT NULL,
  b_id uuid NOT NULL,
  compared text NOT NULL,
  note text,
  dismissed_by text NOT NULL,
  dismissed_at timestamp(3) with time zone NOT NULL DEFAULT now(),
  CONSTRAINT duplicate_dismissal_pkey PRIMARY KEY (record_type, a_id, b_id),
  CONSTRAINT duplicate_dismissal_in_order CHECK (a_id < b_id)
);

-- A name as it is compared: words without case, accents, punctuation and the words that people leave out.
CREATE FUNCTION hub_likeness_name(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN (SELECT coalesce(nullif(btrim(regexp_replace(plain, '\\m(the|of|for|and|at|a|an|in)\\M ?', '', 'g')), ''), plain) COLLATE "C"
    FROM (SELECT btrim(regexp_replace(
      CASE WHEN octet_length(value) = char_length(value) THEN replace(lower(replace(value, '&', ' and ') COLLATE "C"), '''', '')
      ELSE regexp_replace(normalize(hub_fold(replace(value, '&', ' and ')), NFKD), '[''\\u2019\\u0300-\\u036f]', '', 'g') END COLLATE "und-x-icu",
      '[^[:alnum:]]+', ' ', 'g')) AS plain) AS folded);

-- The keys of a name: its words in any order; its consonants, which most typing errors leave alone; its words without one of them.
CREATE FUNCTION hub_likeness_keys(name text) RETURNS TABLE (key bigint, whole boolean) LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  WITH word AS MATERIALIZED (
    SELECT word, row_number() OVER (ORDER BY word COLLATE "C") AS place FROM (SELECT DISTINCT word FROM unnest(string_to_array(name, ' ')) AS word) AS words)
  SELECT hashtextextended(string_agg(word, ' ' ORDER BY place), 0), true FROM word HAVING count(*) > 0 AND name <> ''
  UNION ALL
  SELECT hashtextextended(regexp_replace(regexp_replace(replace(name, ' ', ''), '[aeiouy]', '', 'g'), '(.)\\1+', '\\1', 'g'), 1), false WHERE length(name) >= 5
  UNION ALL
  SELECT hashtextextended(string_agg(other.word, ' ' ORDER BY other.place), 0), false FROM word JOIN word AS other ON other.place <> word.place
  WHERE (SELECT count(*) FROM word) BETWEEN 2 AND 12 GROUP BY word.place
$$;

CREATE FUNCTION hub_likeness(name text, other_names text[], url text, email text)
RETURNS TABLE (reason text, key bigint, whole boolean, name text) LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT named.reason, keys.key, keys.whole, CASE WHEN keys.whole THEN plain END
  FROM (SELECT 'NAME' AS reason, $1 AS value WHERE $1 IS NOT NULL UNION ALL SELECT 'ALTERNATE_NAME', other FROM unnest(other_names) AS other) AS named
  CROSS JOIN LATERAL hub_likeness_name(named.value) AS plain CROSS JOIN LATERAL hub_likeness_keys(plain) AS keys
  UNION ALL
  SELECT 'URL', hashtextextended(regexp_replace(hub_fold(url), '^[a-z]+://(www\\.)?|/*(#.*)?$', '', 'g'), 2), true, NULL WHERE url IS NOT NULL
  UNION ALL
  SELECT 'EMAIL', hashtextextended(regexp_replace(hub_fold(email), '\\+[^@]*@', '@'), 3), true, NULL WHERE email IS NOT NULL
$$;

-- What two records have to compare, in short.
CREATE FUNCTION hub_likeness_of(asked text, a uuid, b uuid) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  RETURN (SELECT md5(string_agg(found, ',' ORDER BY found)) FROM (SELECT record_id || ' ' || reason || ' ' || key AS found
    FROM likeness WHERE record_id IN (a, b) AND record_type = asked) AS keys);

-- For the migration of a record type whose records can be alike: keeps their keys. Each argument is SQL over a row of the table.
CREATE FUNCTION hub_compare_records(compared text, name text DEFAULT 'name', other_names text DEFAULT '''{}''::text[]', url text DEFAULT 'NULL', email text DEFAULT 'NULL')
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  parts text := format('(%s, %s, %s, %s)', name, other_names, url, email);
  keep text := format('INSERT INTO likeness (record_type, record_id, reason, key, whole, name)
    SELECT %L, id, found.* FROM %%s CROSS JOIN LATERAL hub_likeness%s AS found', compared, parts);
BEGIN
  EXECUTE format('CREATE FUNCTION %I() RETURNS trigger LANGUAGE plpgsql AS %L', compared || '_likeness_of_new',
    format('BEGIN %s; RETURN NULL; END', format(keep, 'written')));
  EXECUTE format('CREATE FUNCTION %I() RETURNS trigger LANGUAGE plpgsql AS %L', compared || '_likeness_of_changed', format(
    'DECLARE changed uuid[] := array(SELECT id FROM (SELECT id, %s AS parts FROM written) AS now JOIN (SELECT id, %s AS parts FROM replaced) AS before USING (id)
       WHERE now.parts::text IS DISTINCT FROM before.parts::text);
     BEGIN
       IF cardinality(changed) > 0 THEN
         DELETE FROM likeness WHERE record_type = %L AND record_id = ANY(changed);
         %s;
       END IF;
       RETURN NULL;
     END', 'ROW' || parts, 'ROW' || parts, compared, format(keep, '(SELECT * FROM written WHERE id = ANY(changed)) AS written')));
  EXECUTE format('CREATE TRIGGER %I AFTER INSERT ON %I REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION %I()',
    compared || '_likeness_of_new', compared, compared || '_likeness_of_new');
  EXECUTE format('CREATE TRIGGER %I AFTER UPDATE ON %I REFERENCING OLD TABLE AS replaced NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION %I()',
    compared || '_likeness_of_changed', compared, compared || '_likeness_of_changed');
  EXECUTE format(keep, format('%I', compared));
END $$;
`;

/** An identifier has the same key however its scheme and value are written. */
const IDENTIFIERS = `
CREATE FUNCTION hub_identifier_likeness(scheme text, value text) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN hashtextextended(hub_likeness_name(scheme) || ':' || replace(hub_likeness_name(value), ' ', ''), 4);
CREATE FUNCTION identifier_likeness() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    DELETE FROM likeness WHERE reason = 'IDENTIFIER' AND (record_id, key) IN (
      SELECT coalesce(organization_id, program_id), hub_identifier_likeness(scheme, value) FROM replaced);
  END IF;
  IF TG_OP <> 'DELETE' THEN
    INSERT INTO likeness (record_type, record_id, reason, key, whole)
    SELECT CASE WHEN program_id IS NULL THEN 'organization' ELSE 'program' END, coalesce(organization_id, program_id), 'IDENTIFIER',
      hub_identifier_likeness(scheme, value), true FROM written WHERE archived_at IS NULL;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER identifier_likeness_of_new AFTER INSERT ON identifier REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION identifier_likeness();
CREATE TRIGGER identifier_likeness_of_changed AFTER UPDATE ON identifier REFERENCING OLD TABLE AS replaced NEW TABLE AS written
  FOR EACH STATEMENT EXECUTE FUNCTION identifier_likeness();
CREATE TRIGGER identifier_likeness_of_old AFTER DELETE ON identifier REFERENCING OLD TABLE AS replaced FOR EACH STATEMENT EXECUTE FUNCTION identifier_likeness();
INSERT INTO likeness (record_type, record_id, reason, key, whole)
SELECT CASE WHEN program_id IS NULL THEN 'organization' ELSE 'program' END, coalesce(organization_id, program_id), 'IDENTIFIER',
  hub_identifier_likeness(scheme, value), true FROM identifier WHERE archived_at IS NULL;
`;

const DOWN = `
DROP TRIGGER identifier_likeness_of_new ON identifier;
DROP TRIGGER identifier_likeness_of_changed ON identifier;
DROP TRIGGER identifier_likeness_of_old ON identifier;
DROP FUNCTION identifier_likeness();
DROP FUNCTION hub_identifier_likeness(text, text);
${TABLES.map(
  (table) => `
DROP TRIGGER ${table}_likeness_of_new ON ${table};
DROP TRIGGER ${table}_likeness_of_changed ON ${table};
DROP FUNCTION ${table}_likeness_of_new();
DROP FUNCTION ${table}_likeness_of_changed();`,
).join('')}
DROP FUNCTION hub_compare_records(text, text, text, text, text);
DROP FUNCTION hub_likeness_of(text, uuid, uuid);
DROP FUNCTION hub_likeness(text, text[], text, text);
DROP FUNCTION hub_likeness_keys(text);
DROP FUNCTION hub_likeness_name(text);
DROP TABLE duplicate_dismissal;
DROP TABLE likeness;
`;
