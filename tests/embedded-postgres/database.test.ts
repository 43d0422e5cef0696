import { Client } from 'pg';
import { type TestDatabase, createTestDatabase } from '../support/database';

describe('test databases', () => {
  const databases: TestDatabase[] = [];
  afterAll(() => Promise.all(databases.map((database) => database.drop())));

  async function create(options?: { seeded: boolean }): Promise<TestDatabase> {
    const database = await createTestDatabase(options);
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

  it('have the bundled dataset in them if asked for', async () => {
    const [one, other] = await Promise.all([create({ seeded: true }), create({ seeded: true })]);
    const count = 'SELECT count(*)::int FROM program';
    const [{ rows: ours }, { rows: theirs }] = [await one.pool.query(count), await other.pool.query(count)];
    expect(ours).not.toEqual([{ count: 0 }]);
    expect(theirs).toEqual(ours);
  });

  it('are gone once dropped, even under open connections', async () => {
    const [dropped, other] = await Promise.all([create(), create()]);
    const client = new Client({ connectionString: dropped.url });
    client.on('error', () => undefined);
    await client.connect();
    await dropped.drop();
    await dropped.drop();
    const name = new Client({ connectionString: dropped.url }).database;
    const { rowCount } = await other.pool.query('SELECT FROM pg_database WHERE datname = $1', [name]);
    expect(rowCount).toBe(0);
  });
});
