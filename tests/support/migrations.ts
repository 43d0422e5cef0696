import type { DataSource } from 'typeorm';

/** Takes back a migration, by its name, and all that came after it. */
export async function takeBack(dataSource: DataSource, name: string): Promise<void> {
  const isThere = async (): Promise<boolean> => {
    const rows: unknown[] = await dataSource.query('SELECT FROM migrations WHERE name = $1', [name]);
    return rows.length > 0;
  };
  while (await isThere()) await dataSource.undoLastMigration();
}
