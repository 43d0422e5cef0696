import { DataSource, type MigrationInterface, type QueryRunner } from 'typeorm';
import { driftFaults, migrationFaults } from '../../scripts/check/migrations/check-migrations';
import { createDataSource } from '../../src/data-source';
import { createTestDatabase, type TestDatabase } from '../support/database';

/** Leaves half of what it made, and so fails when it is applied again unless it looks first. */
class Careless1999999999999 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE IF NOT EXISTS forgotten (id uuid PRIMARY KEY, note text)');
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE forgotten DROP COLUMN note');
  }
}

describe('the migration check', () => {
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

  it('lets the migrations of the hub pass', async () => {
    expect(await migrationFaults(dataSource)).toEqual([]);
  });

  it('refuses a database that is not what the entities declare', async () => {
    await dataSource.query('ALTER TABLE program DROP COLUMN schedule_description');
    expect(await driftFaults(dataSource)).toEqual([expect.stringContaining('ADD "schedule_description"')]);
  });

  it('refuses a migration that cannot be reverted completely', async () => {
    const options = {
      ...dataSource.options,
      migrations: [...dataSource.migrations.map(classOf), Careless1999999999999],
    };
    const careless = await new DataSource(options).initialize();
    try {
      const faults = await migrationFaults(careless);
      expect(faults).toContainEqual(expect.stringMatching(/this is left.*down\(\):\n {2}column forgotten.id uuid/));
      expect(faults).toContainEqual(expect.stringContaining('first column forgotten.note text'));
    } finally {
      await careless.destroy();
    }
  });
});

function classOf(migration: MigrationInterface): new () => MigrationInterface {
  return migration.constructor as new () => MigrationInterface;
}
