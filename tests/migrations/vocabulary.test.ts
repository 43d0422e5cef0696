import { migrate, revertMigration } from '../../src/commands/used-database';
import { startTestHub } from '../support/hub';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { MIGRATION_NAMES } from '../support/migrations';
import { changesOf, faultsOf, signInEditor } from '../writing/mutate';

const NAME = 'Vocabulary1764410000000';
const A = '7a49315e5a35650f21d73faad2c732f68e0e82557a7d4188a2f5de2e4482d784';

let database: TestDatabase;

/** A hub of the version before: the sources, taxonomies and terms that a dataset brought have no history. */
beforeEach(async () => {
  database = await createTestDatabase();
  for (const name of [...MIGRATION_NAMES].reverse().slice(0, MIGRATION_NAMES.length - MIGRATION_NAMES.indexOf(NAME)))
    expect((await revertMigration(database.url, { force: true }))?.name).toBe(name);
  await database.pool.query(`
    INSERT INTO source (id, key, title, sha256, created_at, updated_at) VALUES
      ('00000000-0000-4000-8000-000000000001', 'A', 'A page', '${A}', '2024-01-01', '2024-01-01'),
      ('00000000-0000-4000-8000-000000000002', 'C', 'Another', repeat('c', 64), '2024-01-01', '2024-01-01');
    INSERT INTO taxonomy (id, name, created_at, updated_at) VALUES ('00000000-0000-4000-8000-000000000003', 'Topics', '2024-01-01', '2024-01-01');
    INSERT INTO taxonomy_term (id, taxonomy_id, code, name, created_at, updated_at) VALUES
      ('00000000-0000-4000-8000-000000000004', '00000000-0000-4000-8000-000000000003', 'food', 'Food', '2024-01-01', '2024-01-01')`);
});
afterEach(() => database.drop());

test('what a dataset brought keeps its version, its history begins with its first change, and before that it is read as it was', async () => {
  await migrate(database.url);
  const hub = await startTestHub({ database });
  const editor = await signInEditor(hub);
  const [page, another, taxonomy, term] = [1, 2, 3, 4].map((end) => `00000000-0000-4000-8000-00000000000${end}`);
  expect(await changesOf(hub)).toEqual([]);
  const changes = [
    await editor.do('updateSource', { id: another, kind: 'REPORT', expectedVersion: 1 }),
    await editor.do('updateTaxonomy', { id: taxonomy, name: 'Subjects', expectedVersion: 1 }),
    await editor.do('updateTerm', { id: term, name: 'Meals', expectedVersion: 1 }),
  ];
  expect(changes.map(faultsOf)).toEqual([[], [], []]);
  const { data } = await hub.query<object, object>(
    `query ($page: ID!, $another: ID!, $taxonomy: ID!, $term: ID!) {
      page: source(id: $page) { version kind url sha256 } then: source(id: $another, asOf: "2024-06-01T00:00:00Z") { version kind }
      now: source(id: $another) { version kind } before: source(id: $another, asOf: "2023-06-01T00:00:00Z") { id }
      taxonomy(id: $taxonomy, asOf: "2024-06-01T00:00:00Z") { version name } term(id: $term, asOf: "2024-06-01T00:00:00Z") { version name }
      changes(of: $term) { nodes { kind version } } }`,
    { page, another, taxonomy, term },
    editor.headers,
  );
  expect(data).toEqual({
    page: { version: 1, kind: 'WEB_PAGE', url: null, sha256: A },
    then: { version: 1, kind: 'OTHER' },
    now: { version: 2, kind: 'REPORT' },
    before: null,
    taxonomy: { version: 1, name: 'Topics' },
    term: { version: 1, name: 'Food' },
    changes: { nodes: [{ kind: 'UPDATED', version: 2 }] },
  });
  await hub.close();
});

test('two sources that are one document stop it, and are named', async () => {
  await database.pool.query(`UPDATE source SET sha256 = repeat('c', 64)`);
  await expect(migrate(database.url)).rejects.toThrow(
    'Sources with the same sha256 are one document entered twice: A, C',
  );
});
