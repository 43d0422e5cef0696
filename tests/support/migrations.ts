import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { DataSource } from 'typeorm';

/** The names of all migrations, the oldest first: `123-Thing.ts` is `Thing123`. */
export const MIGRATION_NAMES: readonly string[] = readdirSync(path.join(__dirname, '../../migrations'))
  .sort()
  .map((file) => file.replace(/^(\d+)-(\w+)\.ts$/, '$2$1'));

/** Takes back a migration, by its name, and all that came after it. */
export async function takeBack(dataSource: DataSource, name: string): Promise<void> {
  const isThere = async (): Promise<boolean> => {
    const rows: unknown[] = await dataSource.query('SELECT FROM migrations WHERE name = $1', [name]);
    return rows.length > 0;
  };
  while (await isThere()) await dataSource.undoLastMigration();
}
