import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Reads take as long with hundreds of thousands of records as with a few thousand: an index for every order, indexes that have all that a count or a link
 * needs, and the words of all names, so that a misspelt name is compared with words and not with every name.
 */
export class Scale1764310000000 implements MigrationInterface {
  name = 'Scale1764310000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const [name] of FORMER) await queryRunner.query(`DROP INDEX ${name}`);
    for (const [name, columns] of INDEXES) await queryRunner.query(`CREATE INDEX ${name} ON ${columns}`);
    await queryRunner.query(WORDS);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(NO_WORDS);
    for (const [name] of INDEXES) await queryRunner.query(`DROP INDEX ${name}`);
    for (const [name, columns] of FORMER) await queryRunner.query(`CREATE INDEX ${name} ON ${columns}`);
  }
}

const LIVING = 'WHERE archived_at IS NULL';

/** What others replace, in both directions of the migration. */
const FORMER: readonly [name: string, columns: string][] = [
  ['organization_living_name_idx', `organization (name, id) ${LIVING}`],
  ['core_living_name_idx', `core (name, id) ${LIVING}`],
  ['core_living_position_idx', `core (position, id) ${LIVING}`],
  ['program_living_name_idx', `program (name, id) ${LIVING}`],
  ['program_living_updated_idx', `program (updated_at, id) ${LIVING}`],
  ['program_core_idx', 'program (core_id, name, id)'],
  ['contact_living_name_idx', `contact (name, id) ${LIVING}`],
  ['citation_assertion_idx', 'citation (assertion, id)'],
  ['organization_role_program_idx', 'organization_role (program_id, role, organization_id)'],
  ['organization_role_core_idx', 'organization_role (core_id, role, organization_id)'],
  ['contact_assignment_organization_idx', 'contact_assignment (organization_id)'],
  ['contact_assignment_core_idx', 'contact_assignment (core_id)'],
  ['contact_assignment_program_idx', 'contact_assignment (program_id)'],
  ['attribute_organization_idx', 'attribute (organization_id)'],
  ['attribute_core_idx', 'attribute (core_id)'],
  ['attribute_program_idx', 'attribute (program_id)'],
];

/** What each list can be ordered by, beside its unique keys. */
const ORDERS: Readonly<Record<string, readonly string[]>> = {
  organization: ['name', 'type', 'founded_year'],
  core: ['name', 'position'],
  program: ['name', 'kind', 'status', 'started_year', 'support_max_amount'],
  contact: ['name', 'email', 'kind'],
  taxonomy: [],
  taxonomy_term: ['code', 'name'],
  source: ['title'],
  citation: ['line_from', 'line_to', 'assertion'],
};

/** With `archived_at` at its end, an index serves those who read archived records too, and both can count by it alone. */
const INDEXES: readonly [name: string, columns: string][] = [
  ...Object.entries(ORDERS).flatMap(([table, columns]) =>
    [...columns, 'created_at', 'updated_at', 'assured_by'].map(
      (column) => [`${table}_${column}_idx`, `${table} (${column}, id, archived_at)`] as [string, string],
    ),
  ),
  ['program_core_idx', 'program (core_id, name, id, archived_at)'],
  ['contact_living_visibility_idx', `contact (visibility) ${LIVING}`],
  // What lists show of the records at the other end of links is read from an index alone.
  ['organization_shown_idx', 'organization (id, archived_at, name)'],
  ['program_shown_idx', 'program (id, archived_at, name, core_id)'],
  ['organization_role_organization_idx', 'organization_role (organization_id, program_id, role, id, archived_at)'],
  ['organization_role_program_idx', 'organization_role (program_id, role, organization_id, id, archived_at)'],
  ['organization_role_core_idx', 'organization_role (core_id, role, organization_id, id, archived_at)'],
  ['contact_assignment_organization_idx', 'contact_assignment (organization_id, contact_id, id, archived_at)'],
  ['contact_assignment_core_idx', 'contact_assignment (core_id, contact_id, id, archived_at)'],
  ['contact_assignment_program_idx', 'contact_assignment (program_id, contact_id, id, archived_at)'],
  ['attribute_organization_idx', 'attribute (organization_id, term_id, id, archived_at)'],
  ['attribute_core_idx', 'attribute (core_id, term_id, id, archived_at)'],
  ['attribute_program_idx', 'attribute (program_id, term_id, id, archived_at)'],
  // By these, importing systems find a record that they know. They can be long, and are only compared for equality.
  ['organization_website_idx', 'organization USING hash (website)'],
  ['program_url_idx', 'program USING hash (url)'],
  ['contact_phone_idx', 'contact USING hash (phone)'],
];

const SEARCHED = ['organization', 'core', 'program', 'contact'];

const WORDS = `
-- The words of the names that records have or had, each at least once. Two writers at the same moment can both add a word; neither waits for the other.
CREATE TABLE search_word (word text COLLATE "C" NOT NULL);
COMMENT ON TABLE search_word IS 'derived';
CREATE INDEX search_word_idx ON search_word (word);
CREATE INDEX search_word_trigram_idx ON search_word USING gin (word gin_trgm_ops);

-- A name as its words, without endings removed: a typing error is found by comparing whole words.
CREATE FUNCTION hub_name_words(name text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN to_tsvector('simple', hub_words(name));

CREATE FUNCTION hub_add_words(names text[]) RETURNS void LANGUAGE sql AS $$
  INSERT INTO search_word (word)
  SELECT DISTINCT lexeme FROM unnest(names) AS name CROSS JOIN LATERAL unnest(hub_name_words(name))
  WHERE NOT EXISTS (SELECT FROM search_word WHERE word = lexeme);
$$;
CREATE FUNCTION hub_keep_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM hub_add_words(array(SELECT DISTINCT name FROM written));
  ELSE
    PERFORM hub_add_words(array(SELECT name FROM written EXCEPT SELECT name FROM replaced));
  END IF;
  RETURN NULL;
END $$;

-- For the migration of a searched record type: keeps the words of its names, and finds records by them.
CREATE FUNCTION hub_search_names(searched text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE INDEX %I ON %I USING gin (hub_name_words(name))', searched || '_name_words_idx', searched);
  EXECUTE format('CREATE TRIGGER %I AFTER INSERT ON %I REFERENCING NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION hub_keep_words()', searched || '_words_of_new', searched);
  EXECUTE format('CREATE TRIGGER %I AFTER UPDATE ON %I REFERENCING OLD TABLE AS replaced NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION hub_keep_words()', searched || '_words_of_changed', searched);
  EXECUTE format('SELECT hub_add_words(array(SELECT DISTINCT name FROM %I))', searched);
END $$;
${SEARCHED.map((table) => `SELECT hub_search_names('${table}');`).join('\n')}
CREATE INDEX taxonomy_term_text_idx ON taxonomy_term USING gin (to_tsvector('english', hub_words(name)));
`;

const NO_WORDS = `
DROP INDEX taxonomy_term_text_idx;
${SEARCHED.map(
  (table) => `
DROP TRIGGER ${table}_words_of_new ON ${table};
DROP TRIGGER ${table}_words_of_changed ON ${table};
DROP INDEX ${table}_name_words_idx;`,
).join('')}
DROP FUNCTION hub_search_names(text);
DROP FUNCTION hub_keep_words();
DROP FUNCTION hub_add_words(text[]);
DROP FUNCTION hub_name_words(text);
DROP TABLE search_word;
`;
