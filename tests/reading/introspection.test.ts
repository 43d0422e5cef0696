import { startTestHub, type TestHub } from '../support/hub';

const hubs: TestHub[] = [];
afterAll(() => Promise.all(hubs.map((hub) => hub.close())));

async function hubThatShows(rule: string): Promise<TestHub> {
  const hub = await startTestHub({ env: { HUB_INTROSPECTION: rule } });
  hubs.push(hub);
  return hub;
}

const SCHEMA_QUERIES = [
  '{ __schema { types { name } } }',
  '{ __type(name: "Program") { name } }',
  '{ _service { sdl } }',
];

test.each([
  ['everyone', true, true],
  ['signed-in', false, true],
  ['nobody', false, false],
])('HUB_INTROSPECTION=%s shows the schema to the public: %s, to an analyst: %s', async (rule, toPublic, toAnalyst) => {
  const hub = await hubThatShows(rule);
  for (const [headers, shows] of [
    [{}, toPublic],
    [await hub.signIn('analyst'), toAnalyst],
  ] as const) {
    for (const query of SCHEMA_QUERIES) {
      const { errors } = await hub.query(query, {}, headers);
      expect(errors?.[0]?.extensions.code).toBe(shows ? undefined : 'FORBIDDEN');
    }
    expect((await fetch(`${hub.url}/schema.graphql`, { headers })).status).toBe(shows ? 200 : 403);
    const { errors } = await hub.query('{ program(slug: "a") { nam } }', {}, headers);
    expect(/Did you mean/.test(errors?.[0]?.message ?? '')).toBe(shows);
    const typename = await hub.query('{ __typename programs { nodes { __typename } } }', {}, headers);
    expect(typename.errors).toBeUndefined();
  }
});

test.each([
  ['signed-in', undefined, 'This hub shows its schema only to signed-in clients; sign in, with any role.'],
  ['nobody', undefined, 'This hub does not show its schema; ask its operator for the SDL.'],
  ['nobody', 'admin', 'This hub does not show its schema; ask its operator for the SDL.'],
] as const)('where HUB_INTROSPECTION=%s refuses the schema to %s, it says who may', async (rule, role, message) => {
  const hub = await hubThatShows(rule);
  const headers = role ? await hub.signIn(role) : {};

  for (const query of SCHEMA_QUERIES) {
    expect((await hub.query(query, {}, headers)).errors?.map((error) => error.message)).toEqual([message]);
  }
  expect(await (await fetch(`${hub.url}/schema.graphql`, { headers })).text()).toContain(message);
});
