import { getMetadataArgsStorage } from 'typeorm';
import { createDataSource } from '../../src/data-source';
import { createTestDatabase, type TestDatabase } from '../support/database';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

async function tables(): Promise<string[]> {
  const { rows } = await database.pool.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1`,
  );
  return rows.map((row) => row.name);
}

test('the entities are what the migrations made', async () => {
  const dataSource = await createDataSource(database.url).initialize();
  const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
  await dataSource.destroy();
  expect(upQueries.map((query) => query.query)).toEqual([]);
});

test('every foreign key has an index that begins with it', async () => {
  const { rows } = await database.pool.query(`
    SELECT conrelid::regclass::text AS "table", conname AS key FROM pg_constraint c
    WHERE contype = 'f' AND NOT EXISTS (
      SELECT FROM pg_index i WHERE i.indrelid = c.conrelid AND i.indkey[0] = c.conkey[1] AND i.indpred IS NULL)`);
  expect(rows).toEqual([]);
});

test('the values that entities know are those that the tables take', async () => {
  const { rows } = await database.pool.query<{ name: string; definition: string }>(
    `SELECT conname AS name, pg_get_constraintdef(oid) AS definition FROM pg_constraint WHERE conname LIKE '%_known'`,
  );
  const values = (text: string): string[] => [...text.matchAll(/'(\w+)'/g)].map(([, value]) => String(value)).sort();
  const inTables = Object.fromEntries(rows.map(({ name, definition }) => [name, values(definition)]));
  const checks = getMetadataArgsStorage().checks.filter(({ name }) => name?.endsWith('_known'));
  expect(Object.fromEntries(checks.map(({ name, expression }) => [name, values(expression)]))).toEqual(inTables);
});

test('the change log takes no update, no delete and no truncation', async () => {
  const { pool } = database;
  await pool.query(`
    INSERT INTO change (id, record_type, record_id, kind, version)
    VALUES (gen_random_uuid(), 'program', gen_random_uuid(), 'CREATED', 1)`);
  await pool.query('UPDATE change SET seq = 1');
  for (const text of [
    'UPDATE change SET seq = 2',
    `UPDATE change SET kind = 'X'`,
    'DELETE FROM change',
    'TRUNCATE change',
  ]) {
    await expect(pool.query(text)).rejects.toThrow(/append-only/);
  }
});

test('all migrations can be reverted and applied again', async () => {
  const dataSource = await createDataSource(database.url).initialize();
  const made = await tables();
  const count = dataSource.migrations.length;
  for (let taken = 0; taken < count; taken += 1) await dataSource.undoLastMigration();
  expect(await tables()).toEqual(['migrations']);
  expect(await dataSource.runMigrations()).toHaveLength(count);
  expect(await tables()).toEqual(made);
  await dataSource.destroy();
});
