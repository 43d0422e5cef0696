import { startTestHub, type TestHub } from '../support/hub';

let hub: TestHub;

beforeAll(async () => {
  hub = await startTestHub();
});
afterAll(() => hub.close());

test('/health/live and /health/ready answer 200 while all is well', async () => {
  for (const path of ['/health/live', '/health/ready']) {
    expect((await fetch(`${hub.url}${path}`)).status).toBe(200);
  }
});

test('/metrics counts operations by type and first error, and statements', async () => {
  await hub.query('{ programs { nodes { id } } }');
  await hub.query('{ programs(first: 1000) { nodes { id } } }');
  await hub.query('{ nonsense }');
  const response = await fetch(`${hub.url}/metrics`);
  expect(response.headers.get('content-type')).toMatch(/^text\/plain/);
  const text = await response.text();
  expect(text).toMatch(/^hub_operation_duration_seconds_count\{type="query",code="OK"\} 1$/m);
  expect(text).toMatch(/^hub_operation_duration_seconds_count\{type="query",code="BAD_USER_INPUT"\} 1$/m);
  expect(text).toMatch(/^hub_operation_duration_seconds_count\{type="none",code="GRAPHQL_VALIDATION_FAILED"\} 1$/m);
  expect(text).toMatch(/^hub_sql_statements_total 1$/m);
  expect(text).toMatch(/^process_cpu_seconds_total /m);
});

test('every answer carries a request id, the log has a line under it, and a harmless id of the caller is kept', async () => {
  const own = await fetch(`${hub.url}/health/live`, { headers: { 'x-request-id': 'caller-1' } });
  expect(own.headers.get('x-request-id')).toBe('caller-1');
  const line = hub.logged
    .map((text) => JSON.parse(text) as Record<string, unknown>)
    .find(({ requestId }) => requestId === 'caller-1');
  expect(line).toMatchObject({ method: 'GET', path: '/health/live', status: 200 });
  const odd = await fetch(`${hub.url}/health/live`, { headers: { 'x-request-id': 'a b"c' } });
  expect(odd.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
});
