import { makeOrganization, makeProgram, makeRole } from '../support/factories';
import { startTestHub, type TestHub } from '../support/hub';
import { blocked, OURS } from '../support/locks';
import { until } from '../support/until';
import { openStream } from '../transports/http-client';
import { StubRouter } from '../transports/router';
import { askOn, failureOf, linesOf, linesOfRequest, TRANSPORTS, type Asked } from './ask';

/** A person's address, which stands in the variables of every operation here, and in no line of the log. */
const CANARY = 'canary.person@example.org';
const LIST: Asked = {
  query: 'query Listing($text: String) { programs(where: { name: { contains: $text } }) { totalCount } }',
  variables: { text: CANARY },
};

let hub: TestHub;
let router: StubRouter;
let headers: Record<string, string>;
let program: string;

beforeAll(async () => {
  router = await StubRouter.start();
  hub = await startTestHub({ env: { HUB_CALLBACK_HOSTS: router.host } });
  headers = await hub.signIn('editor');
  const { pool } = hub.database;
  program = await makeProgram(pool);
  await makeProgram(pool);
  await makeRole(pool, await makeOrganization(pool), { program_id: program });
});
afterAll(async () => {
  const log = hub.logged.join('');
  await hub.close();
  await router.close();
  expect(log).not.toContain('canary');
  expect(log).not.toContain(String(headers['authorization']).slice(-43));
  expect(log).not.toMatch(/postgres(ql)?:\/\/[^…]/);
  expect(log).not.toMatch(/"(?:query|parameters|detail|hint|where)":/);
});

async function withoutTable<T>(table: string, work: () => Promise<T>): Promise<T> {
  await hub.database.pool.query(`ALTER TABLE ${table} RENAME TO gone`);
  try {
    return await work();
  } finally {
    await hub.database.pool.query(`ALTER TABLE gone RENAME TO ${table}`);
  }
}

/** Runs the work while another session has locked the programs, and hands it what ends the lock. */
async function whileLocked<T>(work: () => Promise<T>): Promise<T> {
  const session = await hub.database.pool.connect();
  try {
    await session.query('BEGIN');
    await session.query('LOCK TABLE program IN ACCESS EXCLUSIVE MODE');
    return await work();
  } finally {
    await session.query('ROLLBACK');
    session.release();
  }
}

describe.each(TRANSPORTS)('over %s', (transport) => {
  it('a table that is gone is logged once, as an error, with what Postgres names', async () => {
    const { requestId, codes } = await withoutTable('program', () => askOn(hub, transport, { ...LIST, headers }));
    const { answered, others } = await linesOfRequest(hub, requestId);

    expect(codes).toEqual(['INTERNAL_SERVER_ERROR']);
    expect(answered).toMatchObject({ transport, operation: 'Listing', type: 'query', role: 'editor', codes });
    expect(others).toHaveLength(1);
    expect(others[0]).toMatchObject({
      level: 50,
      msg: 'a field failed',
      code: 'INTERNAL_SERVER_ERROR',
      err: { code: '42P01', severity: 'ERROR', routine: expect.any(String), stack: expect.stringContaining('at ') },
    });
  });

  it('a backend that is ended is logged once, as a warning, with its SQLSTATE', async () => {
    const { requestId, codes } = await whileLocked(async () => {
      const asked = askOn(hub, transport, LIST);
      await blocked(hub.database.pool);
      await hub.database.pool.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE ${OURS} AND wait_event_type = 'Lock'`,
      );
      return asked;
    });
    const { answered, others } = await linesOfRequest(hub, requestId);

    expect(codes).toEqual(['UNAVAILABLE']);
    expect(answered).toMatchObject({ operation: 'Listing', role: 'public', codes });
    expect(others.filter(({ err }) => err)).toMatchObject([
      { level: 40, code: 'UNAVAILABLE', err: { code: '57P01', severity: 'FATAL' } },
    ]);
  });

  it('a document that is refused has no cause, and its line has its name and the code', async () => {
    const { requestId, codes } = await askOn(hub, transport, { query: 'query Refused { nothing }' });
    const { answered, others } = await linesOfRequest(hub, requestId);

    expect(codes).toEqual(['GRAPHQL_VALIDATION_FAILED']);
    expect(answered).toMatchObject({ transport, operation: 'Refused', type: 'query', role: 'public', codes });
    expect(others).toEqual([]);
  });
});

test('a statement that takes too long is logged as a warning on every transport', async () => {
  const failures = await whileLocked(() => Promise.all(TRANSPORTS.map((transport) => askOn(hub, transport, LIST))));

  for (const { requestId, codes } of failures) {
    const { others } = await linesOfRequest(hub, requestId);
    expect(codes).toEqual(['TIMEOUT']);
    expect(others).toMatchObject([{ level: 40, code: 'TIMEOUT', err: { code: '55P03', routine: expect.any(String) } }]);
  }
});

test('a constraint that a mutation breaks past all checks is logged by its name, without the row', async () => {
  const { pool } = hub.database;
  await pool.query(`ALTER TABLE contact ADD CONSTRAINT no_bird CHECK (name <> 'canary')`);
  const mutation = 'mutation Adding($input: CreateContactInput!) { createContact(input: $input) { errors { code } } }';
  const input = { name: 'canary', email: CANARY, kind: 'PERSON' };
  for (const transport of TRANSPORTS) {
    const { requestId, codes } = await askOn(hub, transport, { query: mutation, variables: { input }, headers });
    const { answered, others } = await linesOfRequest(hub, requestId);

    expect(codes).toEqual(['INTERNAL_SERVER_ERROR']);
    expect(answered).toMatchObject({ operation: 'Adding', type: 'mutation', role: 'editor', codes });
    expect(others).toMatchObject([{ level: 50, err: { code: '23514', table: 'contact', constraint: 'no_bird' } }]);
  }
  await pool.query('ALTER TABLE contact DROP CONSTRAINT no_bird');
});

test('a cause that fails a field of every record is logged once', async () => {
  const query = '{ programs { nodes { lead { name } } } }';
  const { requestId } = await withoutTable('organization_role', () => askOn(hub, 'http', { query }));
  const { others } = await linesOfRequest(hub, requestId);

  expect(others.map(({ err }) => err?.['code'])).toEqual(['42P01']);
  expect(others[0]).toMatchObject({ count: 2 });
});

test('a value that Postgres does not take is no warning, and not in the log', async () => {
  const query = 'query ($at: DateTime) { programs(asOf: $at) { totalCount } }';
  const { requestId } = await askOn(hub, 'http', { query, variables: { at: '9999-12-31T00:00:00Z' }, headers });
  const { answered, others } = await linesOfRequest(hub, requestId);

  expect(answered).toMatchObject({ codes: ['BAD_USER_INPUT'] });
  expect(others.filter(({ level }) => level >= 40)).toEqual([]);
});

test('a request that holds no operation has the role of its client and a code in its line', async () => {
  const { requestId } = await askOn(hub, 'http', { query: '', headers });
  const { answered, others } = await linesOfRequest(hub, requestId);

  expect(answered).toMatchObject({ transport: 'http', role: 'editor', codes: ['BAD_REQUEST'] });
  expect(others).toEqual([]);
});

describe('a subscription', () => {
  const FOLLOW = 'subscription Following { programUpdates { cursor } }';
  const gone = <T>(work: () => Promise<T>): Promise<T> => withoutTable('change_head', work);

  it.each(['websocket', 'sse', 'multipart'] as const)('that cannot be opened over %s', async (transport) => {
    const { requestId, codes } = await gone(() => askOn(hub, transport, { query: FOLLOW, headers }));
    await expectLogged(requestId, codes, transport);
  });

  it('that cannot be opened by HTTP callback', async () => {
    const { requestId, codes } = await gone(async () => {
      const extensions = router.extensions();
      const accept = 'application/json;callbackSpec=1.0';
      const { ended, text } = await openStream(hub, { accept, query: FOLLOW, extensions, headers });
      await ended;
      return failureOf(text());
    });
    await expectLogged(requestId, codes, 'callback');
  });

  async function expectLogged(requestId: string, codes: readonly string[], transport: string): Promise<void> {
    const { answered, others } = await linesOfRequest(hub, requestId);
    expect(codes).toEqual(['INTERNAL_SERVER_ERROR']);
    expect(answered).toMatchObject({ transport, operation: 'Following', type: 'subscription', role: 'editor', codes });
    expect(others).toMatchObject([{ level: 50, err: { code: '42P01' } }]);
  }
});

test('what the hub does by itself says once that it fails, and once that it works again', async () => {
  const said = (text: string): number => linesOf(hub).filter(({ msg }) => msg.startsWith(text)).length;
  const failed = (): number => said('the hub cannot read the end of the log');
  const restored = (): number => said('the hub reads the end of the log again');
  // The tests before have taken the same table away.
  await until('the hub has restored what it lost', () => failed() === restored());
  const before = failed();
  await withoutTable('change_head', () => until('the hub says that it fails', () => failed() > before));
  await until('the hub says that it works again', () => restored() > before);

  expect([failed(), restored()]).toEqual([before + 1, before + 1]);
});

test('a hub that is not ready says why', async () => {
  const { status } = await withoutTable('program', () => fetch(`${hub.url}/health/ready`));

  expect(status).toBe(503);
  expect(linesOf(hub).find(({ msg }) => msg === 'the hub is not ready')).toMatchObject({
    level: 40,
    err: { code: '42P01' },
  });
});

test('a credential that cannot be looked up is logged with its cause', async () => {
  const { requestId } = await withoutTable('api_key', () =>
    askOn(hub, 'http', {
      query: '{ __typename }',
      headers: { authorization: `Bearer hub_${'a'.repeat(12)}_${'b'.repeat(43)}` },
    }),
  );
  const { others, answered } = await linesOfRequest(hub, requestId);

  expect(answered).toMatchObject({ codes: ['INTERNAL_SERVER_ERROR'] });
  expect(others).toMatchObject([{ level: 50, err: { code: '42P01' } }]);
});
