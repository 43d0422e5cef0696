import { createTestDatabase, loadInto, type TestDatabase } from '../support/database';
import { AFFILIATIONS, PRINTED, RELATIONSHIPS, ROLES } from './expected';
import { BUNDLED, CITE, CITED, column, NAMED } from './rows';

const LINES: Record<string, number> = { A: 65, B: 29 };

interface CitedFact {
  fact: string;
  cites: string[];
}

describe('the citations of the bundled dataset', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createTestDatabase();
    await loadInto(database.url, BUNDLED);
  });

  afterAll(() => database.drop());

  it.each(CITED)('cite every %s', async (table) => {
    const uncited = `SELECT id AS value FROM ${table} t WHERE NOT EXISTS (
      SELECT FROM citation WHERE record_id = t.id AND record_type = '${table}' AND field IS NULL)`;
    expect(await column(database.pool, uncited)).toEqual([]);
  });

  it('cite every parent, core, owner of a core, and status', async () => {
    const uncited = (table: string, field: string, present: string): Promise<string[]> =>
      column(
        database.pool,
        `SELECT slug AS value FROM ${table} t WHERE ${present} IS NOT NULL AND NOT EXISTS (
           SELECT FROM citation WHERE record_id = t.id AND record_type = '${table}' AND field = '${field}')`,
      );
    expect(await uncited('organization', 'parent', 'parent_organization_id')).toEqual([]);
    expect(await uncited('program', 'core', 'core_id')).toEqual([]);
    expect(await uncited('core', 'organization', 'organization_id')).toEqual([]);
    expect(await uncited('program', 'status', 'status')).toEqual([]);
  });

  it('refer to existing records, and to existing lines of the documents', async () => {
    const records = CITED.map((table) => `SELECT '${table}' AS record_type, id AS record_id FROM ${table}`);
    const lost = `SELECT id AS value FROM citation
      WHERE (record_type, record_id) NOT IN (${records.join(' UNION ALL ')})`;
    expect(await column(database.pool, lost)).toEqual([]);
    const { rows } = await database.pool.query<{ key: string; last: number }>(
      `SELECT key, max(line_to) AS last FROM citation JOIN source ON source.id = source_id GROUP BY key ORDER BY key`,
    );
    expect(rows.map(({ key }) => key)).toEqual(['A', 'B']);
    for (const { key, last } of rows) expect(last).toBeLessThanOrEqual(LINES[key] ?? 0);
  });

  it('name the two documents by their headings and their contents', async () => {
    const { rows } = await database.pool.query('SELECT key, title, sha256 FROM source ORDER BY key');
    expect(rows).toEqual([
      {
        key: 'A',
        title: 'Inclusion, Belonging & Equity in Graduate Medical Education',
        sha256: '7a49315e5a35650f21d73faad2c732f68e0e82557a7d4188a2f5de2e4482d784',
      },
      {
        key: 'B',
        title: 'Core Workstreams',
        sha256: '5bb46ce4a38f2400eda3b2af8a70f982532abf24abccbc427f8a469ca4ea8bdf',
      },
    ]);
  });

  it('show how each organization is linked with others', async () => {
    const found = `WITH ${NAMED} SELECT o.slug || ' ' || r.type || ' ' || a.slug || ': ' || ${CITE} AS value
      FROM organization_affiliation r JOIN named o ON o.id = organization_id JOIN named a ON a.id = affiliate_id
      JOIN citation ON record_id = r.id JOIN source ON source.id = source_id`;
    expect(await column(database.pool, found)).toEqual(AFFILIATIONS);
  });

  it('show which organization has which role in a core or program', async () => {
    const found = `WITH ${NAMED} SELECT o.slug || ' ' || r.role || ' ' || t.slug || ': ' || ${CITE} AS value
      FROM organization_role r JOIN named o ON o.id = organization_id JOIN named t ON t.id IN (core_id, program_id)
      JOIN citation ON record_id = r.id JOIN source ON source.id = source_id`;
    expect(await column(database.pool, found)).toEqual(ROLES);
  });

  it('show how programs are linked', async () => {
    const found = `WITH ${NAMED} SELECT p.slug || ' ' || r.type || ' ' || other.slug || ': ' || ${CITE} AS value
      FROM program_relationship r JOIN named p ON p.id = program_id JOIN named other ON other.id = related_program_id
      JOIN citation ON record_id = r.id JOIN source ON source.id = source_id`;
    expect(await column(database.pool, found)).toEqual(RELATIONSHIPS);
  });

  it('mark what is inferred, and what follows from a name alone', async () => {
    const found = `WITH ${NAMED} SELECT slug || coalesce('.' || field, '') || ': ' || ${CITE} AS value
      FROM named JOIN citation ON record_id = named.id JOIN source ON source.id = source_id
      WHERE assertion <> 'EXPLICIT' AND field IS DISTINCT FROM 'status'`;
    expect(await column(database.pool, found)).toEqual([
      'center-for-health-equity.alternateNames: B3 INFERRED',
      'center-for-health-equity: B3 INFERRED',
      'chop-emergency-department.parent: B29 NAME_ONLY',
      'chop-primary-care.parent: B29 NAME_ONLY',
      'chop-research-institute.parent: A47 NAME_ONLY',
      'chop-social-work.parent: B29 INFERRED',
      'gme-committee.parent: A39 INFERRED',
      'gme.alternateNames: A37 INFERRED',
      'leonard-davis-institute.alternateNames: A49 NAME_ONLY',
      'penn: A21 NAME_ONLY',
      'penn: A51 NAME_ONLY',
    ]);
    const statuses = `SELECT DISTINCT assertion AS value FROM citation WHERE field = 'status'`;
    expect(await column(database.pool, statuses)).toEqual(['INFERRED']);
  });

  it.each(facts())('refer to the line with the %s', async (_what, sql, onlyNames) => {
    const { rows } = await database.pool.query<CitedFact>(
      `SELECT fact, array_agg(${CITE}) AS cites FROM (${sql}) facts (id, fact, of_field)
       JOIN citation ON record_id = facts.id AND (field IS NULL OR field = of_field)
       JOIN source ON source.id = source_id GROUP BY facts.id, fact`,
    );
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter((row) => !isPrinted(row)).map(({ fact }) => fact)).toEqual(onlyNames);
  });
});

/** A kind of fact, the SQL for all facts of this kind (record, fact, field), and those of them that the documents do not have literally. */
function facts(): [string, string, string[]][] {
  return [
    ['name of each organization', `SELECT id, name, 'name' FROM organization`, ['University of Pennsylvania']],
    [
      'alternate names of each organization',
      `SELECT id, unnest(alternate_names), 'alternateNames' FROM organization`,
      ['LDI'],
    ],
    ['founding year', `SELECT id, founded_year::text, 'foundedYear' FROM organization WHERE founded_year > 0`, []],
    ['name of each core', `SELECT id, name, 'name' FROM core`, []],
    ['tagline of each core', `SELECT id, '“' || tagline || '”', 'tagline' FROM core`, []],
    ['name of each program', `SELECT id, name, 'name' FROM program`, []],
    ['alternate name of each program', `SELECT id, unnest(alternate_names), 'alternateNames' FROM program`, []],
    ['starting year', `SELECT id, started_year::text, 'startedYear' FROM program WHERE started_year > 0`, []],
    [
      'amount',
      `SELECT id, to_char(support_max_amount, 'FM$9,999'), 'supportMaxAmount' FROM program WHERE support_max_amount > 0`,
      [],
    ],
    ['address of each contact', `SELECT id, email, 'email' FROM contact`, []],
    ['person', `SELECT id, name || ', ' || credentials, 'name' FROM contact WHERE kind = 'PERSON'`, []],
    [
      'name of each term',
      `SELECT id, regexp_replace(name, '^rising |(?<=\\+) people$', ''), NULL FROM taxonomy_term`,
      [],
    ],
  ];
}

function isPrinted({ fact, cites }: CitedFact): boolean {
  return cites.flatMap(linesOf).some((line) => PRINTED[line]?.some((piece) => piece.includes(fact)));
}

/** `A37-39 EXPLICIT` is A37, A38 and A39. */
function linesOf(cite: string): string[] {
  const [, source, from, to = from] = /^([A-Z])(\d+)(?:-(\d+))? /.exec(cite) ?? [];
  const count = Number(to) - Number(from) + 1;
  return Array.from({ length: count }, (_unused, index) => `${source}${Number(from) + index}`);
}
