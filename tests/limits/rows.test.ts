import { makeCore, makeProgram } from '../support/factories';
import { startTestHub, type TestHub } from '../support/hub';

let hub: TestHub;

beforeAll(async () => {
  hub = await startTestHub();
  const core_id = await makeCore(hub.database.pool, { slug: 'core' });
  for (let index = 0; index < 100; index += 1) await makeProgram(hub.database.pool, { core_id });
});
afterAll(() => hub.close());

const through = (levels: number, last: string): string =>
  levels === 0 ? last : `programs(first: 100) { nodes { core { ${through(levels - 1, last)} } } }`;

it('records that go into an answer many times count as often, though they are read once', async () => {
  const once = await hub.query(`{ core(slug: "core") { ${through(1, 'name')} } }`);
  expect(once.errors).toBeUndefined();
  const squared = await hub.query(`{ core(slug: "core") { ${through(2, 'name')} } }`);
  expect(squared.errors?.[0]?.extensions.code).toBe('QUERY_TOO_COSTLY');
});

it('a record of which many fields are asked counts for more', async () => {
  const fields = (count: number): string =>
    Array.from({ length: count }, (_, index) => `f${index}: description`).join(' ');
  const ask = (count: number): string =>
    `{ core(slug: "core") { programs(first: 50) { nodes { core { programs(first: 100) { nodes { ${fields(count)} } } } } } } }`;
  expect((await hub.query(ask(8))).errors).toBeUndefined();
  expect((await hub.query(ask(28))).errors?.[0]?.extensions.code).toBe('QUERY_TOO_COSTLY');
});

it('a record that no longer fits is not loaded by resolvers, so that nothing waits for it or fails with it', async () => {
  const resolving = await startTestHub({ database: hub.database, env: { HUB_PLANS: 'off' } });
  const session = await hub.database.pool.connect();
  try {
    await session.query('BEGIN');
    await session.query('LOCK TABLE organization IN ACCESS EXCLUSIVE MODE');
    const { errors } = await resolving.query(`{ core(slug: "core") { ${through(2, 'organization { name }')} } }`);
    expect(errors).toMatchObject([{ extensions: { code: 'QUERY_TOO_COSTLY' } }]);
  } finally {
    await session.query('ROLLBACK');
    session.release();
    await resolving.close();
  }
});
