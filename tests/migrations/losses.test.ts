import { DataSource, type MigrationInterface } from 'typeorm';
import { CommandError } from '../../src/commands/command-error';
import { revertLast } from '../../src/commands/revert';
import { createDataSource } from '../../src/data-source';
import { makeProgram } from '../support/factories';
import { createTestDatabase, type TestDatabase } from '../support/database';

let database: TestDatabase;
let dataSource: DataSource | undefined;

beforeEach(async () => {
  database = await createTestDatabase();
  await makeProgram(database.pool, { slug: 'camp', name: 'Camp' });
});
afterEach(async () => {
  await dataSource?.destroy();
  dataSource = undefined;
  await database.drop();
});

/** Applies one more migration. @returns the data source that knows it */
async function migrated(up: string, down: string): Promise<DataSource> {
  class Tried2999999999999 implements MigrationInterface {
    readonly name = 'Tried2999999999999';
    up = (runner: { query(sql: string): Promise<unknown> }): Promise<void> => runner.query(up).then(() => undefined);
    down = (runner: { query(sql: string): Promise<unknown> }): Promise<void> =>
      runner.query(down).then(() => undefined);
  }
  const { options } = createDataSource(database.url, { unlimited: true, poolSize: 1 });
  const known = options.migrations as string[];
  dataSource = await new DataSource({ ...options, migrations: [...known, Tried2999999999999] }).initialize();
  await dataSource.runMigrations();
  return dataSource;
}

async function catalogue(): Promise<unknown> {
  const { rows } = await database.pool.query(
    `SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1, 2`,
  );
  return rows;
}

const TABLE =
  'CREATE TABLE note (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), text text, important boolean NOT NULL DEFAULT false)';

test.each([
  ['a table with rows', TABLE, `INSERT INTO note (text) VALUES ('a'), (NULL)`, 'DROP TABLE note', ['note: 2 rows']],
  [
    'a column, for each value that is not empty',
    `${TABLE}; ALTER TABLE program ADD COLUMN remark text`,
    `UPDATE program SET remark = 'x'; INSERT INTO program (id, slug, name, kind, status) VALUES (gen_random_uuid(), 'b', 'b', 'CLINIC', 'ACTIVE')`,
    'ALTER TABLE program DROP COLUMN remark; DROP TABLE note',
    ['program.remark: 1 value'],
  ],
  [
    'values that another one takes the place of',
    'ALTER TABLE program ALTER COLUMN description SET DEFAULT NULL',
    `UPDATE program SET description = 'long'`,
    `UPDATE program SET description = left(description, 1)`,
    ['program.description: 1 value'],
  ],
  ['rows that are deleted', 'SELECT 1', 'SELECT 1', 'DELETE FROM program', ['program: 1 row']],
  [
    'rows of a table without a key',
    'CREATE TABLE loose (a integer, b text)',
    `INSERT INTO loose VALUES (1, NULL), (1, NULL), (2, 'x')`,
    'DROP TABLE loose',
    ['loose: 3 rows'],
  ],
])('a revert that loses %s says so, and asks for --force', async (_case, up, data, down, lost) => {
  const source = await migrated(up, down);
  await database.pool.query(data);
  const before = await catalogue();

  const refusal = (await revertLast(source, { force: false }).catch((error: unknown) => error)) as CommandError;
  expect(refusal).toBeInstanceOf(CommandError);
  expect(refusal.exitCode).toBe(2);
  expect(refusal.message).toBe(
    `Nothing was changed. Reverting Tried2999999999999 would permanently lose:\n${lost.map((line) => `  ${line}`).join('\n')}\n` +
      'To revert it anyway, make a backup and add --force.',
  );
  expect(await catalogue()).toEqual(before);

  const done = await revertLast(source, { force: true });
  expect(done?.losses).toHaveLength(lost.length);
  expect(await source.showMigrations()).toBe(true);
});

test.each([
  ['an empty table', TABLE, 'SELECT 1', 'DROP TABLE note'],
  [
    'a column that holds what it would have by default',
    `ALTER TABLE program ADD COLUMN rating integer NOT NULL DEFAULT 3`,
    'SELECT 1',
    'ALTER TABLE program DROP COLUMN rating',
  ],
  [
    'a column that Postgres computes',
    `ALTER TABLE program ADD COLUMN shout text GENERATED ALWAYS AS (upper(name)) STORED`,
    'SELECT 1',
    'ALTER TABLE program DROP COLUMN shout',
  ],
  [
    'what applying it again works out',
    `ALTER TABLE program ADD COLUMN folded text; UPDATE program SET folded = lower(name)`,
    'SELECT 1',
    'ALTER TABLE program DROP COLUMN folded',
  ],
  [
    'a row that the migration itself has made',
    `CREATE TABLE head (one boolean PRIMARY KEY DEFAULT true, epoch uuid DEFAULT gen_random_uuid(), seq bigint DEFAULT 0); INSERT INTO head DEFAULT VALUES`,
    'SELECT 1',
    'DROP TABLE head',
  ],
])('a revert that loses nothing but %s needs no --force', async (_case, up, data, down) => {
  const source = await migrated(up, down);
  await database.pool.query(data);
  expect(await revertLast(source, { force: false })).toEqual({ name: 'Tried2999999999999', losses: [] });
});

test('all migrations of an empty hub can be reverted without --force', async () => {
  const empty = await createTestDatabase();
  const source = await createDataSource(empty.url, { unlimited: true, poolSize: 1 }).initialize();
  for (const { name } of [...source.migrations].reverse()) {
    expect(await revertLast(source, { force: false })).toEqual({ name, losses: [] });
  }
  expect(await revertLast(source, { force: false })).toBeUndefined();
  await source.destroy();
  await empty.drop();
});

test('a migration of a newer hub is left alone, and named', async () => {
  await migrated('SELECT 1', 'SELECT 1');
  const older = await createDataSource(database.url).initialize();
  await expect(revertLast(older, { force: true })).rejects.toThrow(
    'A newer version of the hub applied Tried2999999999999; revert it with that version.',
  );
  await older.destroy();
});

test('a database that was never migrated has no migration to revert', async () => {
  await database.pool.query('DROP TABLE migrations');
  dataSource = await createDataSource(database.url).initialize();
  expect(await revertLast(dataSource, { force: true })).toBeUndefined();
});
