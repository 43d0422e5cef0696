import { domain } from '../../src/features';
import { createTestDatabase, type TestDatabase } from '../support/database';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const models = domain.models;
const texts = models.flatMap(({ table, columns }) =>
  [...columns.values()]
    .filter(({ filter, filterable }) => filterable && filter === 'String')
    .map(({ name }) => [table, name] as const),
);

test('there are texts to be asked for', () => {
  expect(texts).toContainEqual(['program', 'name']);
  expect(texts).toContainEqual(['contact', 'phone']);
});

test.each(texts)('Postgres keeps statistics of %s.%s as filters compare it', async (table, column) => {
  const { rows } = await database.pool.query<{ expression: string }>(
    `SELECT unnest(pg_get_statisticsobjdef_expressions(oid)) AS expression FROM pg_statistic_ext WHERE stxrelid = $1::regclass
     UNION SELECT pg_get_indexdef(indexrelid, place, true) FROM pg_index CROSS JOIN generate_series(1, indnatts) AS place WHERE indrelid = $1::regclass`,
    [table],
  );
  // An index names the collation of a column elsewhere.
  const kept = rows.map(({ expression }) => expression.replace(/^\((.*) COLLATE "C"\)$/, '$1'));
  expect(kept).toContain(`hub_fold(${column})`);
});
