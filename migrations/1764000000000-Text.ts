import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One rule for all texts: stored in one form (NFC), compared without case by one function, and searched by it. */
export class Text1764000000000 implements MigrationInterface {
  name = 'Text1764000000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(FUNCTIONS);
    await queryRunner.query(NORMALIZE);
    await queryRunner.query(INDEXES);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(DOWN);
  }
}

/** Capitals that Unicode has had since version 11, with their small letters: first, last, and the small letter of the first. */
const NEW_PAIRS: readonly (readonly [first: number, last: number, small: number])[] = [
  [0x1c90, 0x1cba, 0x10d0],
  [0x1cbd, 0x1cbf, 0x10fd],
  [0x10570, 0x10595, 0x10597],
  [0x10d50, 0x10d65, 0x10d70],
  [0x16e40, 0x16e5f, 0x16e60],
  ...[
    0x1c89, 0xa7ba, 0xa7bc, 0xa7be, 0xa7c0, 0xa7c2, 0xa7c7, 0xa7c9, 0xa7cc, 0xa7d0, 0xa7d6, 0xa7d8, 0xa7da, 0xa7f5,
  ].map((capital) => [capital, capital, capital + 1] as const),
  [0xa7c4, 0xa7c4, 0xa794],
  [0xa7c5, 0xa7c5, 0x282],
  [0xa7c6, 0xa7c6, 0x1d8e],
  [0xa7cb, 0xa7cb, 0x264],
  [0xa7dc, 0xa7dc, 0x19b],
  [0x2c2f, 0x2c2f, 0x2c5f],
];
const pairs = NEW_PAIRS.flatMap(([first, last, small]) =>
  Array.from({ length: last - first + 1 }, (_, index) => [first + index, small + index] as const),
);
const NEW_CAPITALS = String.fromCodePoint(...pairs.map(([capital]) => capital));
const NEW_SMALL = String.fromCodePoint(...pairs.map(([, small]) => small));

const FUNCTIONS = `
-- A text without case, character by character: what a character becomes never depends on its neighbours, so that each part of a text
-- is found in it. The result depends neither on the column's collation nor on the database's. Capitals and small letters come to the
-- same, also where they have another length (ß and SS) or several forms (σ and ς); the dot of the Turkish capital İ is left out. Capital
-- ẞ and capitals that not every ICU knows are mapped by hand; ϊ and ϋ are taken apart, as they are in ΐ and ΰ.
CREATE FUNCTION hub_fold(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE WHEN octet_length(value) = char_length(value) THEN lower(value COLLATE "C")
    ELSE replace(replace(translate(lower(upper(replace(
      normalize(CASE WHEN value ~ '[${NEW_CAPITALS}]' THEN translate(value, '${NEW_CAPITALS}', '${NEW_SMALL}') ELSE value END, NFC),
      'ẞ', 'ß') COLLATE "und-x-icu")), U&'\\03C2\\0307', U&'\\03C3'), U&'\\03CA', U&'\\03B9\\0308'), U&'\\03CB', U&'\\03C5\\0308') COLLATE "C" END;

-- The same as words for the full-text search. Scripts that do not part words by blanks are parted into characters: a part of a name
-- is a phrase of them. In SQL, as hub_fold is: its body is bound to what it calls, whatever the search path is when an index is built.
CREATE FUNCTION hub_words(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE WHEN octet_length(value) = char_length(value) THEN value ELSE regexp_replace(hub_fold(value),
    '([\\u0E01-\\u0E3A\\u0E40-\\u0E4E\\u0E80-\\u0ECE\\u0F40-\\u0FBC\\u1000-\\u109F\\u1780-\\u17D3\\u2E80-\\u2FDF\\u3005-\\u3007\\u3040-\\u30FA\\u30FC-\\u31FF\\u3400-\\u4DBF\\u4E00-\\u9FFF\\uAC00-\\uD7A3\\uF900-\\uFAFF\\uFF66-\\uFF9F\\U00020000-\\U0003FFFF])',
    ' \\1 ', 'g') END;
`;

const LOGGED = ['organization', 'core', 'program', 'contact'];
const OTHERS = ['organization_role', 'contact_assignment', 'identifier', 'taxonomy', 'taxonomy_term', 'source'];

/** Names that are the same from now on: all but one of them get the end of their id, so that none is lost. */
const TWINS: readonly [table: string, column: string, key: string, where: string][] = [
  ['core', 'name', 'organization_id', 'archived_at IS NULL'],
  ['taxonomy', 'name', 'true', 'true'],
  ['identifier', 'value', 'normalize(scheme, NFC)', 'true'],
  ['contact_assignment', 'role', 'contact_id, organization_id, core_id, program_id', 'role IS NOT NULL'],
];

const NORMALIZE = `
DROP INDEX core_organization_name_key;
DROP INDEX contact_living_email_key;

CREATE TEMPORARY TABLE before_text (record_type text, id uuid, stored jsonb) ON COMMIT DROP;
${LOGGED.map(
  (table) => `
INSERT INTO before_text SELECT '${table}', id, to_jsonb(t) FROM ${table} t WHERE to_jsonb(t)::text IS NOT NFC NORMALIZED;`,
).join('')}
${TWINS.map(
  ([table, column, key, where]) => `
UPDATE ${table} SET ${column} = ${column} || ' (' || right(id::text, 8) || ')' WHERE id IN (
  SELECT id FROM (
    SELECT id, row_number() OVER (PARTITION BY ${key}, normalize(${column}, NFC) ORDER BY ${column} IS NOT NFC NORMALIZED, created_at, id) AS place
    FROM ${table} WHERE ${where}
  ) placed WHERE place > 1);`,
).join('')}

DO $$
DECLARE
  changed text;
  columns text;
BEGIN
  FOREACH changed IN ARRAY '{${[...LOGGED, ...OTHERS].join(',')}}'::text[] LOOP
    SELECT string_agg(format('%1$I = normal.%1$I', attname), ', ') INTO columns FROM pg_attribute
    WHERE attrelid = changed::regclass AND attnum > 0 AND NOT attisdropped AND atttypid IN ('text'::regtype, 'text[]'::regtype);
    EXECUTE format(
      'UPDATE %1$I SET %2$s, version = %1$I.version + 1, updated_at = now()
       FROM (SELECT (jsonb_populate_record(NULL::%1$I, normalize(to_jsonb(old)::text, NFC)::jsonb)).*
         FROM %1$I old WHERE to_jsonb(old)::text IS NOT NFC NORMALIZED) normal
       WHERE %1$I.id = normal.id', changed, columns);
  END LOOP;
END $$;
UPDATE api_key SET name = normalize(name, NFC) WHERE name IS NOT NFC NORMALIZED;

-- Whoever follows the log learns of it.
${LOGGED.map(
  (table) => `
INSERT INTO change (id, record_type, record_id, kind, version, changes, visibility, actor, occurred_at)
SELECT gen_random_uuid(), '${table}', t.id, 'UPDATED', t.version, (
    SELECT jsonb_agg(jsonb_build_object('field', hub_field_name(key), 'before', before_text.stored -> key, 'after', value) ORDER BY key)
    FROM jsonb_each(to_jsonb(t)) WHERE value <> before_text.stored -> key AND key NOT IN ('version', 'updated_at')),
  coalesce(to_jsonb(t)->>'visibility', 'PUBLIC'), 'migration', t.updated_at
FROM before_text JOIN ${table} t ON t.id = before_text.id WHERE record_type = '${table}';`,
).join('')}
DO $$ BEGIN WHILE hub_number_changes() > 0 LOOP END LOOP; END $$;
DROP TABLE before_text;
`;

/** How each type is searched: its other names and its detail, as in hub_search_text, and what \`contains\` is asked of most. */
const SEARCHED: Readonly<Record<string, { words: string; parts: readonly string[] }>> = {
  organization: { words: 'name, alternate_names, description', parts: ['name', 'description'] },
  core: { words: 'name, ARRAY[tagline], description', parts: ['name', 'description'] },
  program: { words: 'name, alternate_names, description', parts: ['name', 'description'] },
  contact: { words: 'name, ARRAY[credentials, email], title', parts: ['name', 'email'] },
};

const INDEXES = Object.entries(SEARCHED)
  .map(
    ([table, { words, parts }]) => `
DROP INDEX ${table}_text_idx, ${table}_lower_name_idx, ${table}_trigram_idx;
CREATE INDEX ${table}_text_idx ON ${table} USING gin (to_tsvector('english', hub_words(hub_search_text(${words}))));
CREATE INDEX ${table}_folded_name_idx ON ${table} ((hub_fold(name) COLLATE "C"));
CREATE INDEX ${table}_trigram_idx ON ${table} USING gin (${parts.map((part) => `(hub_fold(${part}) COLLATE "C") gin_trgm_ops`).join(', ')});`,
  )
  .concat(
    `
-- What is in the archive keeps no name from others.
CREATE UNIQUE INDEX core_living_name_key ON core (organization_id, name) WHERE archived_at IS NULL;
CREATE INDEX core_organization_name_idx ON core (organization_id, name);
CREATE UNIQUE INDEX contact_living_email_key ON contact ((hub_fold(email) COLLATE "C")) WHERE archived_at IS NULL;`,
  )
  .join('');

const DOWN = `
DO $$
DECLARE
  twins text := (SELECT string_agg(name, ', ') FROM (SELECT name FROM core GROUP BY organization_id, name HAVING count(*) > 1 LIMIT 10) shared);
BEGIN
  IF twins IS NOT NULL THEN
    RAISE EXCEPTION 'Archived cores share a name with others of their organization, which the earlier form does not allow; rename them first: %', twins;
  END IF;
END $$;
DROP INDEX core_living_name_key, core_organization_name_idx, contact_living_email_key;
CREATE UNIQUE INDEX core_organization_name_key ON core (organization_id, name);
CREATE UNIQUE INDEX contact_living_email_key ON contact (lower(email)) WHERE archived_at IS NULL;
${Object.entries(SEARCHED)
  .map(
    ([table, { words, parts }]) => `
DROP INDEX ${table}_text_idx, ${table}_folded_name_idx, ${table}_trigram_idx;
CREATE INDEX ${table}_text_idx ON ${table} USING gin (to_tsvector('english', hub_search_text(${words})));
CREATE INDEX ${table}_lower_name_idx ON ${table} (lower(name));
CREATE INDEX ${table}_trigram_idx ON ${table} USING gin (${parts.map((part) => `${part} gin_trgm_ops`).join(', ')});`,
  )
  .join('')}
DROP FUNCTION hub_words(text);
DROP FUNCTION hub_fold(text);
`;
