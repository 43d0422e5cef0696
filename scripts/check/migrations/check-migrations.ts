import type { DataSource } from 'typeorm';
import { catalogOf } from './catalog';

/**
 * Applies all migrations to an empty database, reverts all of them and applies them again.
 * @returns the faults, each with a few lines that say what to do
 */
export async function migrationFaults(dataSource: DataSource): Promise<string[]> {
  await dataSource.runMigrations();
  const drift = await driftFaults(dataSource);
  const first = await catalogOf(dataSource);
  await revertAll(dataSource);
  const left = await catalogOf(dataSource);
  await dataSource.runMigrations();
  const second = await catalogOf(dataSource);
  return [
    ...drift,
    ...fault('After reverting all migrations, this is left; complete their down():', left),
    ...fault(
      'Applied again after reverting, the migrations create something else; correct their up() and down():',
      difference(first, second),
    ),
  ];
}

/** The SQL that a migrated database lacks to match the entities, as `migration:generate` finds it. */
export async function driftFaults(dataSource: DataSource): Promise<string[]> {
  const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
  const statements = upQueries.map(({ query }) => query);
  return fault(
    'Entities and migrations differ. Add a migration, or correct the entity; the difference is:',
    statements,
  );
}

async function revertAll(dataSource: DataSource): Promise<void> {
  for (let left = dataSource.migrations.length; left > 0; left -= 1) await dataSource.undoLastMigration();
}

function difference(first: readonly string[], second: readonly string[]): string[] {
  return [
    ...first.filter((line) => !second.includes(line)).map((line) => `first ${line}`),
    ...second.filter((line) => !first.includes(line)).map((line) => `then  ${line}`),
  ];
}

function fault(message: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`${message}\n${lines.map((line) => `  ${line}`).join('\n')}`];
}
