import { createTestDatabase, loadInto, type TestDatabase } from '../support/database';
import { CONTACTS, CORES, ORGANIZATIONS, PROGRAMS, TAGS, TERMS } from './expected';
import { BUNDLED, column, countRows, sorted, tuples } from './rows';

describe('the bundled dataset', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createTestDatabase();
    await loadInto(database.url, BUNDLED);
  });

  afterAll(() => database.drop());

  it('has as many records and relations as the documents describe', async () => {
    expect(await countRows(database.pool)).toMatchObject({
      source: 2,
      organization: 29,
      organization_affiliation: 6,
      core: 4,
      program: 11,
      program_relationship: 2,
      organization_role: 24,
      contact: 7,
      contact_assignment: 7,
      taxonomy: 2,
      taxonomy_term: 36,
    });
    const { rows } = await database.pool.query(`SELECT
      (SELECT count(*)::int FROM organization WHERE parent_organization_id IS NOT NULL) AS parents,
      (SELECT count(*)::int FROM program WHERE core_id IS NOT NULL) AS "programsOfCores",
      (SELECT count(*)::int FROM organization_role WHERE core_id IS NOT NULL) AS "coreRoles",
      (SELECT count(*)::int FROM organization_role WHERE program_id IS NOT NULL) AS "programRoles"`);
    expect(rows).toEqual([{ parents: 16, programsOfCores: 7, coreRoles: 3, programRoles: 21 }]);
  });

  it('has each organization with its names, type, parent and founding year', async () => {
    const found = await tuples(
      database.pool,
      `SELECT o.slug, o.name, o.alternate_names, o.type, p.slug, o.founded_year
       FROM organization o LEFT JOIN organization p ON p.id = o.parent_organization_id`,
    );
    expect(found).toEqual(sorted(ORGANIZATIONS));
  });

  it('has each core with its tagline, its owner and its place', async () => {
    const found = await tuples(
      database.pool,
      `SELECT core.slug, core.name, tagline, o.slug, position FROM core JOIN organization o ON o.id = organization_id`,
    );
    expect(found).toEqual(sorted(CORES));
  });

  it('has each program with its names, kind, status, core, year and support', async () => {
    const found = await tuples(
      database.pool,
      `SELECT p.slug, p.name, alternate_names, kind, status, core.slug, started_year,
              support_max_amount || ' ' || support_currency
       FROM program p LEFT JOIN core ON core.id = core_id`,
    );
    expect(found).toEqual(sorted(PROGRAMS));
  });

  it('has each contact with its one record, and all contacts are public', async () => {
    const found = await tuples(
      database.pool,
      `SELECT c.kind, c.name, c.credentials, c.email, coalesce(o.slug, p.slug)
       FROM contact c JOIN contact_assignment a ON a.contact_id = c.id AND a.is_primary AND a.role = 'inquiries'
       LEFT JOIN organization o ON o.id = a.organization_id LEFT JOIN program p ON p.id = a.program_id
       WHERE c.visibility = 'PUBLIC'`,
    );
    expect(found).toEqual(sorted(CONTACTS));
  });

  it('has the two taxonomies with their terms, each with a code derived from its name', async () => {
    const found = await tuples(
      database.pool,
      `SELECT taxonomy.name, term.name, code FROM taxonomy_term term JOIN taxonomy ON taxonomy.id = taxonomy_id`,
    );
    const code = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]+/g, '-');
    const expected = Object.entries(TERMS).flatMap(([taxonomy, names]) =>
      names.map((name) => [taxonomy, name, code(name)]),
    );
    expect(found).toEqual(sorted(expected));
    expect(Object.values(TERMS).map((names) => names.length)).toEqual([18, 18]);
  });

  it('tags each record with the terms that its lines support, and no others', async () => {
    const found = await tuples(
      database.pool,
      `SELECT coalesce(o.slug, core.slug, p.slug), string_agg(code, ' ' ORDER BY code COLLATE "C")
       FROM attribute JOIN taxonomy_term term ON term.id = term_id
       LEFT JOIN organization o ON o.id = attribute.organization_id
       LEFT JOIN core ON core.id = attribute.core_id LEFT JOIN program p ON p.id = attribute.program_id GROUP BY 1`,
    );
    expect(Object.fromEntries(found)).toEqual(TAGS);
  });

  it('uses every term', async () => {
    const unused = `SELECT code AS value FROM taxonomy_term WHERE id NOT IN (SELECT term_id FROM attribute)`;
    expect(await column(database.pool, unused)).toEqual([]);
  });

  it('describes every organization, core and program in one or two sentences', async () => {
    const found = await column(
      database.pool,
      `SELECT description AS value FROM organization UNION ALL SELECT description FROM core
       UNION ALL SELECT description FROM program`,
    );
    expect(found).toHaveLength(44);
    for (const description of found) expect(description).toMatch(/^[A-Z][^.]+\.( [A-Z][^.]+\.)?$/);
  });

  it('describes eligibility, schedule and support of the visiting clerkship', async () => {
    const { rows } = await database.pool.query(
      `SELECT eligibility_description, schedule_description, support_note FROM program WHERE slug = 'penn-visiting-clerkship'`,
    );
    expect(rows).toEqual([
      {
        eligibility_description: 'Medical students about to enter their fourth year.',
        schedule_description: 'One month.',
        support_note: 'For housing and travel during the month; the document does not say who pays.',
      },
    ]);
  });

  it('keeps organizations with similar names apart', async () => {
    const found = await column(
      database.pool,
      `SELECT o.slug || ' ' || c.email AS value FROM organization o JOIN contact_assignment a ON a.organization_id = o.id
       JOIN contact c ON c.id = a.contact_id WHERE o.slug ~ 'pride|multicultural'`,
    );
    expect(found).toEqual([
      'multicultural-physicians-alliance chopmpa@gmail.com',
      'multicultural-professionals-network mpn@chop.edu',
      'pride-at-chop pride@chop.edu',
      'providers-of-pride popchop1855@gmail.com',
    ]);
  });

  it('has one core without programs, and one program without a core and organizations', async () => {
    const cores = `SELECT slug AS value FROM core WHERE id NOT IN (SELECT core_id FROM program WHERE core_id IS NOT NULL)`;
    const programs = `SELECT slug AS value FROM program WHERE core_id IS NULL
      AND id NOT IN (SELECT program_id FROM organization_role WHERE program_id IS NOT NULL)`;
    expect(await column(database.pool, cores)).toEqual(['clinical-quality-and-safety']);
    expect(await column(database.pool, programs)).toEqual(['summr-scholars']);
  });

  it('uses straight apostrophes and quotes', async () => {
    const tables = ['organization', 'core', 'program', 'contact', 'taxonomy', 'taxonomy_term', 'source'];
    const all = tables.map((table) => `SELECT to_jsonb(t)::text AS value FROM ${table} t`).join(' UNION ALL ');
    expect(await column(database.pool, `SELECT value FROM (${all}) rows WHERE value ~ '[‘’“”]'`)).toEqual([]);
  });

  it('invents no website, phone, title, note, date or merge', async () => {
    const empty: Record<string, string[]> = {
      organization: ['website', 'merged_into_id'],
      organization_affiliation: ['started_on', 'ended_on'],
      organization_role: ['started_on', 'ended_on', 'note'],
      program: ['url', 'merged_into_id'],
      contact: ['phone', 'title', 'merged_into_id'],
      taxonomy_term: ['parent_id'],
      source: ['retrieved_at'],
    };
    for (const [table, columns] of Object.entries(empty)) {
      const filled = [...columns, 'archived_at', 'assured_at', 'assured_by'].map((name) => `${name} IS NOT NULL`);
      expect(await column(database.pool, `SELECT id AS value FROM ${table} WHERE ${filled.join(' OR ')}`)).toEqual([]);
    }
  });

  it('gives each record the same id in every installation', async () => {
    const ids = `SELECT 'organization:' || slug || ' ' || id AS value FROM organization WHERE slug = 'chop'
      UNION ALL SELECT 'core:' || slug || ' ' || id FROM core WHERE slug = 'community-translation'
      UNION ALL SELECT 'program:' || slug || ' ' || id FROM program WHERE slug = 'secure'`;
    expect(await column(database.pool, ids)).toMatchInlineSnapshot(`
     [
       "core:community-translation c493880d-0607-5344-91ae-834e5a7e70d7",
       "organization:chop cfd0e839-b2c0-5bac-8d07-136c0852c3a8",
       "program:secure e182959c-e664-599b-8e6d-8c74d9169dc3",
     ]
    `);
  });
});
