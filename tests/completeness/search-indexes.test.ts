import { domain } from '../../src/features';
import { vectorSql } from '../../src/search/search.statement';
import { searchablesOf } from '../../src/search/searchable';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { inTransaction } from '../support/writer';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** What comes after the index's name. */
const DEFINITION = `SELECT substring(pg_get_indexdef(indexrelid) FROM ' USING .*') AS definition FROM pg_index WHERE indrelid = $1::regclass`;

test.each([...searchablesOf(domain.models)])('%s has the index that its search reads', async (type, searchable) => {
  const { table } = searchable.model;
  const expression = vectorSql(searchable).replaceAll(/\bt\./g, '');
  const create = `CREATE INDEX ${table}_text_idx ON ${table} USING gin (${expression})`;
  const there = await database.pool.query<{ definition: string }>(DEFINITION, [table]);
  const wanted = await inTransaction(database.pool, async (client) => {
    await client.query(create.replace(`${table}_text_idx`, 'wanted_idx'));
    const { rows } = await client.query<{ definition: string }>(
      `${DEFINITION} AND indexrelid = 'wanted_idx'::regclass`,
      [table],
    );
    await client.query('DROP INDEX wanted_idx');
    return rows[0]?.definition;
  });
  const found = there.rows.map(({ definition }) => definition);
  expect({ type, missing: found.includes(String(wanted)) ? undefined : create }).toEqual({ type });
});
