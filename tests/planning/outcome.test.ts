import { startTestHub, type TestHub } from '../support/hub';

const WHOLE = '{ programs { nodes { name core { name } } } }';
const PART = '{ programs { nodes { name lead { name } } } }';
const NONE = '{ search(query: "health") { name } }';

let hub: TestHub;

beforeAll(async () => {
  hub = await startTestHub({ env: { HUB_PLANS: 'always' } });
});
afterAll(() => hub.close());

async function planOf(asked: TestHub, query: string, headers: Record<string, string>): Promise<string | null> {
  const response = await fetch(`${asked.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
  });
  return response.headers.get('hub-plan');
}

test.each(['editor', 'admin'] as const)('hub-plan says to an %s how a query was answered, and why', async (role) => {
  const headers = await hub.signIn(role);
  expect(await planOf(hub, WHOLE, headers)).toBe('whole');
  expect(await planOf(hub, PART, headers)).toBe('part; reason="Program.lead"');
  expect(await planOf(hub, NONE, headers)).toBe('none; reason="Query.search"');
  expect(await planOf(hub, '{ nonsense }', headers)).toBeNull();
});

test.each(['analyst', 'partner'] as const)('hub-plan is not for an %s', async (role) => {
  expect(await planOf(hub, WHOLE, await hub.signIn(role))).toBeNull();
  expect(await planOf(hub, WHOLE, {})).toBeNull();
});

test('/metrics counts queries by how they were answered, and the log says it', async () => {
  const counted = await startTestHub({ database: hub.database });
  for (const query of [WHOLE, WHOLE, PART, NONE]) await counted.query(query);
  const metrics = await (await fetch(`${counted.url}/metrics`)).text();
  expect(metrics).toMatch(/^hub_plans_total\{plan="whole"\} 2$/m);
  expect(metrics).toMatch(/^hub_plans_total\{plan="part"\} 1$/m);
  expect(metrics).toMatch(/^hub_plans_total\{plan="none"\} 1$/m);
  const lines = counted.logged.map((line) => JSON.parse(line) as { plan?: string; reason?: string });
  expect(lines.filter(({ plan }) => plan).map(({ plan, reason }) => [plan, reason])).toEqual([
    ['whole', undefined],
    ['whole', undefined],
    ['part', 'Program.lead'],
    ['none', 'Query.search'],
  ]);
  await counted.close();
});

test('a query is planned from its second use on, unless plans are off', async () => {
  const headers = await hub.signIn('admin');
  const usual = await startTestHub({ database: hub.database, env: { HUB_PLANS: '' } });
  expect(await planOf(usual, WHOLE, headers)).toBe('none; reason="it is the first use"');
  expect(await planOf(usual, WHOLE, headers)).toBe('whole');
  await usual.close();
  const off = await startTestHub({ database: hub.database, env: { HUB_PLANS: 'off' } });
  expect(await planOf(off, WHOLE, headers)).toBe('none; reason="plans are off"');
  await off.close();
});
