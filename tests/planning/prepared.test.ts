import { Client } from 'pg';
import { send } from '../../src/platform/prepared-query';
import { createTestDatabase, type TestDatabase } from '../support/database';

const MOST = 500;

let database: TestDatabase;
let client: Client;

beforeAll(async () => {
  database = await createTestDatabase();
  client = new Client({ connectionString: database.url });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

async function valueOf(index: number): Promise<unknown> {
  const { rows } = await send(client, { name: `s${index}`, text: `SELECT ${index} + $1::int AS value`, values: [1] });
  return rows[0]?.['value'];
}

async function prepared(): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>('SELECT name FROM pg_prepared_statements');
  return rows.map(({ name }) => name);
}

test('a connection keeps the statements that were used last, and prepares the others again', async () => {
  for (let index = 0; index < MOST; index += 1) expect(await valueOf(index)).toBe(index + 1);
  expect(await prepared()).toHaveLength(MOST);
  expect(await valueOf(0)).toBe(1);
  expect(await valueOf(MOST)).toBe(MOST + 1);
  const names = await prepared();
  expect(names).toHaveLength(MOST);
  expect(names).toContain('s0');
  expect(names).not.toContain('s1');
  expect(await valueOf(1)).toBe(2);
});

test('texts come as they are, with and without a name', async () => {
  const text = `SELECT $1::text AS a, NULL AS b, 'x' AS c WHERE $2::boolean`;
  for (const name of [undefined, 'texts', 'texts']) {
    const statement = { text, ...(name && { name }), texts: true };
    expect((await send(client, { ...statement, values: ['é', true] })).rows).toEqual([['é', null, 'x']]);
    expect((await send(client, { ...statement, values: ['é', false] })).rows).toEqual([]);
  }
});

test('a statement that fails says why, and the connection goes on', async () => {
  const failing = { name: 'failing', text: 'SELECT (1 / $1::int)::text AS value', values: [0], texts: true };
  await expect(send(client, failing)).rejects.toThrow('division by zero');
  expect((await send(client, { ...failing, values: [1] })).rows).toEqual([['1']]);
  await expect(send(client, { name: 'wrong', text: 'SELECT nothing', texts: true })).rejects.toThrow('nothing');
  expect(await valueOf(7)).toBe(8);
});
