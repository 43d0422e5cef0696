import type { Pool } from 'pg';
import { createTestDatabase, loadInto, type TestDatabase } from '../support/database';
import { exportFrom, withFolder } from './exported';
import { TABLES } from './rows';

const databases: TestDatabase[] = [];

afterAll(() => Promise.all(databases.map((database) => database.drop())));

async function newDatabase(options?: { seeded: boolean }): Promise<TestDatabase> {
  const database = await createTestDatabase(options);
  databases.push(database);
  return database;
}

describe('an export of the bundled dataset', () => {
  test('is the same again after it was loaded into another hub', async () => {
    const first = await newDatabase({ seeded: true });
    const second = await newDatabase();
    const exported = await exportFrom(first.url);
    for (const [name, text] of exported.files) console.log(name, text.slice(0, 3000));
    await withFolder(exported, (folder) => loadInto(second.url, folder));
    expect(await exportFrom(second.url)).toEqual(exported);
    expect(exported.leftOut).toEqual(['changes: a dataset has no place for them']);
  });
});
