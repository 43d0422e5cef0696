import type { DataSource } from 'typeorm';
import { createDataSource } from '../../src/data-source';
import { takeBack } from '../support/migrations';
import { createTestDatabase, type TestDatabase } from '../support/database';
import {
  makeAssignment,
  makeContact,
  makeCore,
  makeIdentifier,
  makeOrganization,
  makeProgram,
} from '../support/factories';

let database: TestDatabase;
let dataSource: DataSource;

beforeEach(async () => {
  database = await createTestDatabase();
  dataSource = await createDataSource(database.url, { unlimited: true }).initialize();
});
afterEach(async () => {
  await dataSource.destroy();
  await database.drop();
});

const before = (): Promise<void> => takeBack(dataSource, 'Text1764000000000');

async function column(sql: string): Promise<unknown[]> {
  const { rows } = await database.pool.query<Record<string, unknown>>(sql);
  return rows.map((row) => Object.values(row)[0]);
}

const nfd = (text: string): string => text.normalize('NFD');

test('stored texts get one form, names that become equal get different ones, and the log has these changes', async () => {
  await before();
  const { pool } = database;
  const organization_id = await makeOrganization(pool, { name: nfd('Café'), alternate_names: [nfd('Noé'), 'x'] });
  await makeOrganization(pool, { name: 'As it is' });
  await makeCore(pool, { organization_id, name: 'Santé' });
  const twin = await makeCore(pool, { organization_id, name: nfd('Santé') });
  const program_id = await makeProgram(pool, { description: nfd('Très bon') });
  await makeIdentifier(pool, { program_id, value: 'é' });
  await makeIdentifier(pool, { program_id, value: nfd('é') });
  const contact = await makeContact(pool, { name: nfd('Zoé'), visibility: 'PARTNER' });
  await makeAssignment(pool, contact, { program_id, role: nfd('Accès') });
  await dataSource.runMigrations();

  expect(await column('SELECT name FROM organization ORDER BY name')).toEqual(['As it is', 'Café']);
  expect(await column(`SELECT alternate_names FROM organization WHERE name = 'Café'`)).toEqual([['Noé', 'x']]);
  expect(await column('SELECT name FROM core ORDER BY name')).toEqual(['Santé', `Santé (${twin.slice(-8)})`]);
  expect(await column('SELECT description FROM program')).toEqual(['Très bon']);
  expect(await column('SELECT role FROM contact_assignment')).toEqual(['Accès']);
  expect(await column('SELECT value FROM identifier ORDER BY length(value)')).toEqual([
    'é',
    expect.stringMatching(/^é \(.{8}\)$/),
  ]);
  const { rows } = await pool.query(
    `SELECT record_type, version, changes, visibility, seq IS NOT NULL AS numbered FROM change WHERE kind = 'UPDATED' ORDER BY record_type`,
  );
  const entry = { version: 2, numbered: true, visibility: 'PUBLIC' };
  expect(rows).toEqual([
    {
      ...entry,
      record_type: 'contact',
      visibility: 'PARTNER',
      changes: [{ field: 'name', before: nfd('Zoé'), after: 'Zoé' }],
    },
    {
      ...entry,
      record_type: 'core',
      changes: [{ field: 'name', before: nfd('Santé'), after: `Santé (${twin.slice(-8)})` }],
    },
    {
      ...entry,
      record_type: 'organization',
      changes: [
        { field: 'alternateNames', before: [nfd('Noé'), 'x'], after: ['Noé', 'x'] },
        { field: 'name', before: nfd('Café'), after: 'Café' },
      ],
    },
    {
      ...entry,
      record_type: 'program',
      changes: [{ field: 'description', before: nfd('Très bon'), after: 'Très bon' }],
    },
  ]);
});

test('is not taken back while an archived core shares its name, and says which one', async () => {
  const organization_id = await makeOrganization(database.pool);
  await makeCore(database.pool, { organization_id, name: 'Research' });
  await makeCore(database.pool, { organization_id, name: 'Research', archived_at: '2024-01-01' });
  await expect(before()).rejects.toThrow(/rename them first: Research/);
});

test('names and other texts are found by an index, whatever is asked of them', async () => {
  const { pool } = database;
  await pool.query(`
    INSERT INTO program (id, slug, name, description, kind, status)
    SELECT gen_random_uuid(), 'p-' || n, 'Program ' || md5(n::text), 'What it does: ' || md5((n + 1)::text), 'STUDY', 'ACTIVE'
    FROM generate_series(1, 20000) n`);
  await pool.query('VACUUM (ANALYZE) program');
  for (const [condition, index] of [
    [`(hub_fold(name) COLLATE "C") LIKE (hub_fold('%A87FF67%') COLLATE "C")`, 'program_trigram_idx'],
    [`(hub_fold(description) COLLATE "C") LIKE (hub_fold('%A87FF67%') COLLATE "C")`, 'program_trigram_idx'],
    [`(hub_fold(name) COLLATE "C") LIKE (hub_fold('PROGRAM A87FF67%') COLLATE "C")`, 'program_folded_name_idx'],
    [`(hub_fold(name) COLLATE "C") = (hub_fold('PROGRAM A87FF67') COLLATE "C")`, 'program_folded_name_idx'],
    [
      `to_tsvector('english', hub_words(hub_search_text(name, alternate_names, description))) @@ websearch_to_tsquery('english', hub_words('"健康"'))`,
      'program_text_idx',
    ],
  ] as const) {
    expect((await column(`EXPLAIN SELECT id FROM program WHERE ${condition}`)).join('\n')).toContain(index);
  }
});
