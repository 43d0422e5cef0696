import { createTestDatabase, type TestDatabase } from '../support/database';
import { startTestHub, type TestHub } from '../support/hub';
import { describeWith } from '../support/needs';
import { startRedis, type TestRedis } from '../support/redis';
import { until } from '../support/until';

describeWith('redis-server')('hubs that count in one Redis', () => {
  let redis: TestRedis;
  let database: TestDatabase;
  let hubs: TestHub[];

  beforeAll(async () => {
    redis = await startRedis();
    database = await createTestDatabase();
    const env = { REDIS_URL: redis.url, HUB_RATE_LIMIT: 'public=30/600s,partner=100000/600s', HUB_PROXY_HOPS: '1' };
    hubs = [await startTestHub({ env, database }), await startTestHub({ env, database })];
  });
  afterAll(async () => {
    for (const hub of hubs) await hub.close();
    await redis.close();
    await database.drop();
  });

  let addresses = 0;
  const fresh = (): Record<string, string> => ({ 'x-forwarded-for': `198.51.100.${(addresses += 1)}` });

  const ask = (at: number, headers: Record<string, string>): Promise<{ status: number; left: number }> =>
    fetch(`${hubs[at]?.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query: '{ organizations(first: 2) { nodes { id } } }' }),
    }).then(async (response) => {
      await response.text();
      return { status: response.status, left: Number(/r=(\d+)/.exec(response.headers.get('ratelimit') ?? '')?.[1]) };
    });

  /** How many operations are answered until one is refused. */
  async function answered(at: number, headers: Record<string, string>): Promise<number> {
    for (let count = 0; ; count += 1) if ((await ask(at, headers)).status === 429) return count;
  }

  const logged = (text: string) => hubs.map((hub) => hub.logged.filter((line) => line.includes(text)).length);

  test('share one budget of a client', async () => {
    const client = fresh();
    const alone = await answered(0, fresh());
    expect(alone).toBeGreaterThan(2);
    expect(await answered(0, client)).toBe(alone);

    expect((await ask(1, client)).status).toBe(429);
    expect((await ask(1, fresh())).status).toBe(200);
  });

  test('see what was spent at the other one', async () => {
    const client = fresh();
    const first = await ask(0, client);
    const second = await ask(1, client);

    expect(second.left).toBeLessThan(first.left);
  });

  test('answer and count by themselves while it is away, say so once, and share again when it is back', async () => {
    await redis.kill();
    const client = fresh();
    const alone = await answered(0, client);
    expect(alone).toBeGreaterThan(2);
    expect((await ask(1, client)).status).toBe(200);
    await until('both say that Redis is away', () => logged('Redis is away').every((count) => count > 0));
    await redis.restart();
    await until('both say that Redis is back', () => logged('Redis is back').every((count) => count === 1));

    const other = fresh();
    await answered(0, other);
    expect((await ask(1, other)).status).toBe(429);
    expect(logged('Redis is away')).toEqual([1, 1]);
  });

  test('answer while it does not', async () => {
    redis.freeze();
    const client = fresh();
    expect((await ask(0, client)).status).toBe(200);
    expect(await answered(0, client)).toBeGreaterThan(0);
    redis.thaw();
  });
});
