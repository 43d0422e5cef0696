import { type TestDatabase, createTestDatabase } from '../support/database';

describe('test databases', () => {
  const databases: TestDatabase[] = [];
  afterAll(() => Promise.all(databases.map((database) => database.drop())));

  async function create(): Promise<TestDatabase> {
    const database = await createTestDatabase();
    databases.push(database);
    return database;
  }

  it('have the tables, and nothing in them', async () => {
    const { pool } = await create();
    const { rows } = await pool.query<{ count: string }>('SELECT count(*) FROM program');
    expect(rows).toEqual([{ count: '0' }]);
  });

  it('do not see each other', async () => {
    const [one, other] = await Promise.all([create(), create()]);
    await one.pool.query('CREATE TABLE only_here ()');
    await expect(other.pool.query('SELECT FROM only_here')).rejects.toThrow('does not exist');
  });
});
