import { readFileSync } from 'node:fs';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { keyOf, startHubProcess, type HubProcess } from '../writing/hub-process';
import { Subscriber } from '../updates/stream/subscriber';

/** What every version of Node has to be able to do, with a hub as a process of its own on the same version: `npm run smoke` runs it on several. */
let database: TestDatabase;
let hub: HubProcess;

beforeAll(async () => {
  database = await createTestDatabase();
  hub = await startHubProcess({ DATABASE_URL: database.url, HUB_INTROSPECTION: 'everyone' });
}, 60_000);
afterAll(async () => {
  await hub.stop();
  await database.drop();
});

test('a hub loads its network, answers, takes a change, and sends it to a subscriber', async () => {
  const editor = await keyOf(database.url, 'editor');
  const ask = async (query: string, headers: Record<string, string> = {}): Promise<unknown> => {
    const response = await fetch(`${hub.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query }),
    });
    return response.json();
  };
  expect(await ask('{ program(slug: "secure") { name core { name } } }')).toEqual({
    data: { program: { name: 'SECURE', core: { name: 'Research and Education' } } },
  });

  const subscriber = await new Subscriber(hub, editor).started();
  const created = await ask(
    'mutation { createProgram(input: { name: "Smoke", kind: STUDY }) { program { slug } errors { code } } }',
    editor,
  );
  expect(created).toEqual({ data: { createProgram: { program: { slug: 'smoke' }, errors: [] } } });
  await subscriber.until(({ changes }) => changes.length === 1);
  expect(subscriber.changes).toMatchObject([{ kind: 'CREATED', program: { name: 'Smoke' } }]);
  subscriber.close();
});

test('the SDL that is served is the one in schema/hub.graphql', async () => {
  const served = await (await fetch(`${hub.url}/schema.graphql`)).text();
  expect(served).toBe(readFileSync('schema/hub.graphql', 'utf8'));
});
