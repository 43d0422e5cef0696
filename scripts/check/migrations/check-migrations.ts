import type { DataSource } from 'typeorm';
import { catalogOf } from './catalog';

/**
 * Applies all migrations to an empty database, takes all of them back and applies them again.
 * @returns what is wrong with them, each fault in a few lines that say what to do
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
    ...fault('Taken back, the migrations leave this behind; complete their down():', left),
    ...fault('Taken back and applied again, the migrations make something else:', difference(first, second)),
  ];
}

/** The SQL that would be missing, as `migration:generate` finds it, for a migrated database to be what the entities declare. */
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
