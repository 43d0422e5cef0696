import { startTestHub, type TestHub } from '../support/hub';
import { until } from '../support/until';
import { csvRows, fileOf, refusalOf, requestFile } from './file-client';
import { makeManyPrograms } from './many-rows';

let hub: TestHub;
beforeAll(async () => {
  hub = await startTestHub({ env: { HUB_RATE_LIMIT: 'public=12000/600s' } });
  await makeManyPrograms(hub.database.pool, 1_000);
});
afterAll(() => hub.close());

async function remaining(): Promise<number> {
  const response = await requestFile(hub, '{ __typename }', { accept: 'application/json' });
  await response.arrayBuffer();
  return Number(/r=(\d+)/.exec(response.headers.get('ratelimit') ?? '')?.[1]);
}

test('a file is charged for its bound while it is written, and for its rows at its end', async () => {
  const before = await remaining();
  const file = await fileOf(hub, '{ programs { nodes { name } } }');
  expect(csvRows(file)).toHaveLength(1_000);
  expect(Number(/r=(\d+)/.exec(file.headers.get('ratelimit') ?? '')?.[1])).toBeLessThanOrEqual(before - 10_000);
  const after = await until('the file is settled', async () => {
    const left = await remaining();
    return left > before - 10_000 && left;
  });
  expect(before - after).toBeGreaterThanOrEqual(1_000);
});

test('whoever has nothing left gets no file', async () => {
  const file = await until('all is spent', async () => {
    const next = await fileOf(hub, '{ programs { nodes { name } } }');
    return next.status === 429 && next;
  });
  expect([refusalOf(file).code, file.headers.get('retry-after')]).toEqual([
    'RATE_LIMITED',
    expect.stringMatching(/^\d+$/),
  ]);
});
