import { createDataSource } from '../../src/data-source';
import { ApiKey } from '../../src/platform/access/api-key.entity';
import { HubKeys } from '../../src/platform/access/hub-keys';
import { GREETING, SHARES } from '../../src/platform/limits/share-sizes';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { makeOrganization, makeProgram } from '../support/factories';
import { blocked, OURS } from '../support/locks';
import { openSocket, type RawSocket } from '../transports/streaming-hub';
import { keyOf, startHubProcess, type HubProcess } from '../writing/hub-process';
import { until } from '../support/until';

/** Behind a proxy, so that a test may come from many addresses. */
const ENV = { HUB_RATE_LIMIT: 'off', HUB_PROXY_HOPS: '1' };
const ATTACKER = { 'x-forwarded-for': '203.0.113.66' };
const NEIGHBOUR = { 'x-forwarded-for': '198.51.100.1' };

/** A process of its own takes its time on a busy machine. */
const START = 120_000;

let database: TestDatabase;
let hub: HubProcess;
let editor: Record<string, string>;
let partner: Record<string, string>;

beforeAll(async () => {
  database = await createTestDatabase();
  await makeOrganization(database.pool);
  await makeProgram(database.pool);
  hub = await startHubProcess({ ...ENV, DATABASE_URL: database.url });
  [editor, partner] = [await keyOf(database.url, 'editor'), await keyOf(database.url, 'partner')];
}, START);
afterAll(async () => {
  await hub.stop();
  await database.drop();
});

/** Whoever reads programs waits for longer than the hub lets anybody wait. */
const ASLEEP = `ALTER TABLE program RENAME TO program_awake;
  CREATE VIEW program AS SELECT program_awake.* FROM program_awake CROSS JOIN LATERAL (SELECT pg_sleep(60)) AS nap`;
const AWAKE = 'DROP VIEW program; ALTER TABLE program_awake RENAME TO program';

async function send(query: string, headers: Record<string, string>, signal?: AbortSignal): Promise<readonly string[]> {
  const response = await fetch(`${hub.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
    ...(signal && { signal }),
  });
  const { errors = [] } = (await response.json()) as { errors?: readonly { extensions: { code: string } }[] };
  return errors.map(({ extensions }) => extensions.code);
}

const READ = '{ organizations(first: 1) { nodes { name } totalCount } }';

/** Keys that the hub has not seen yet. */
async function newKeys(count: number): Promise<Record<string, string>[]> {
  const dataSource = await createDataSource(database.url, { poolSize: 1 }).initialize();
  const keys = new HubKeys(dataSource.getRepository(ApiKey));
  const made: Record<string, string>[] = [];
  for (let index = 0; index < count; index += 1) {
    made.push({ authorization: `Bearer ${await keys.create({ name: 'a test', role: 'partner' })}` });
  }
  await dataSource.destroy();
  return made;
}

/** Resolves once so many statements of the hub wait. */
function asleep(count: number): Promise<unknown> {
  return until(`${count} statements sleep`, async () => {
    const { rows } = await database.pool.query(`SELECT FROM pg_stat_activity WHERE ${OURS} AND wait_event = 'PgSleep'`);
    return rows.length >= count;
  });
}

/** What everybody else gets while somebody attacks. */
async function expectOthersAnswered(strangers: Record<string, string>): Promise<void> {
  const logins = await Promise.all((await newKeys(20)).map((key) => send(READ, { ...key, ...ATTACKER })));
  expect(logins.flat()).toEqual([]);
  for (const headers of [editor, partner, strangers]) expect(await send(READ, headers)).toEqual([]);
  expect((await fetch(`${hub.url}/health/ready`)).status).toBe(200);
}

describe('slow statements', () => {
  beforeAll(() => database.pool.query(ASLEEP));
  afterAll(() => database.pool.query(AWAKE));

  test('of 50 connections of one address leave others their connections, keys their logins, and the hub ready', async () => {
    const attack = Array.from({ length: 50 }, () => send('{ programs { nodes { id } } }', ATTACKER));
    await asleep(SHARES.statements.address);
    await expectOthersAnswered(NEIGHBOUR);

    const codes = (await Promise.all(attack)).flat();
    expect(codes).toHaveLength(50);
    expect(new Set(codes)).toEqual(new Set(['TIMEOUT', 'RATE_LIMITED']));
  });

  test('from many addresses leave connections to clients that sign in, however many these are', async () => {
    const attack = Array.from({ length: 50 }, (_, index) =>
      send('{ programs { nodes { id } } }', { 'x-forwarded-for': `203.0.113.${index}` }),
    );
    await asleep(SHARES.statements.public);
    await expectOthersAnswered(editor);

    const codes = (await Promise.all(attack)).flat();
    expect(codes).toHaveLength(50);
    expect(new Set(codes)).toEqual(new Set(['TIMEOUT', 'OVERLOADED']));
  });

  test('of one partner leave others their connections', async () => {
    const attack = Array.from({ length: 50 }, () => send('{ programs { nodes { id } } }', partner));
    await asleep(SHARES.statements.principal);
    expect(await send(READ, editor)).toEqual([]);
    expect(await send(READ, NEIGHBOUR)).toEqual([]);

    expect(new Set((await Promise.all(attack)).flat())).toEqual(new Set(['TIMEOUT', 'RATE_LIMITED']));
  });
});

test('wrong keys by the hundred keep nobody from signing in', async () => {
  const attack = Array.from({ length: 300 }, (_, index) =>
    send(READ, { ...ATTACKER, authorization: `Bearer hub_${String(index).padStart(12, '0')}_${'b'.repeat(43)}` }),
  );
  const logins = await Promise.all((await newKeys(20)).map((key) => send(READ, { ...key, ...NEIGHBOUR })));

  expect(logins.flat()).toEqual([]);
  const codes = (await Promise.all(attack)).flat();
  expect(codes).toHaveLength(300);
  expect(codes.filter((code) => !['UNAUTHENTICATED', 'RATE_LIMITED', 'OVERLOADED'].includes(code))).toEqual([]);
});

describe('sockets', () => {
  const socketOf = (headers: Record<string, string>): Promise<RawSocket> =>
    openSocket({ socketUrl: hub.url.replace('http', 'ws') }, '/graphql', { headers });

  async function closeAll(sockets: readonly RawSocket[]): Promise<void> {
    for (const { socket } of sockets) socket.terminate();
    await Promise.all(sockets.map(({ closed }) => closed));
  }

  async function expectPartnerFollows(headers: Record<string, string>): Promise<void> {
    const socket = await (await socketOf(headers)).init(partner);
    socket.subscribe('1', 'subscription { programUpdates { cursor } }');
    await socket.message('1', 'next');
    await closeAll([socket]);
  }

  test('that only stand there make room for a partner at the same address', async () => {
    const sockets: RawSocket[] = [];
    for (let index = 0; index < GREETING.address + 50; index += 1) sockets.push(await socketOf(ATTACKER));
    await expectPartnerFollows(ATTACKER);

    await Promise.all(sockets.slice(0, 50).map(({ closed }) => closed));
    expect(sockets.at(-1)?.socket.readyState).toBe(1);
    await closeAll(sockets);
  });

  test('of the public are few for an address; others keep theirs', async () => {
    const sockets: RawSocket[] = [];
    for (let index = 0; index < SHARES.streams.address; index += 1)
      sockets.push(await (await socketOf(ATTACKER)).init());
    const more = await socketOf(ATTACKER);
    more.send({ type: 'connection_init' });

    expect(await more.closed).toMatchObject({ code: 4429 });
    await expectPartnerFollows(ATTACKER);
    await closeAll([await (await socketOf(NEIGHBOUR)).init()]);
    const stream = await fetch(`${hub.url}/graphql?query={__typename}`, {
      headers: { ...ATTACKER, accept: 'text/event-stream' },
    });
    expect(stream.status).toBe(429);
    expect(stream.headers.get('retry-after')).toBe('1');
    await closeAll(sockets);
  });
});

describe('a record that somebody holds', () => {
  const rename = (id: string, name: string, by = editor) =>
    send(`mutation { updateProgram(input: { id: "${id}", name: "${name}" }) { program { version } } }`, by);

  test('takes few connections, and all who wait for it get their turn', async () => {
    const [held, free] = [await makeProgram(database.pool), await makeProgram(database.pool)];
    const session = await database.pool.connect();
    await session.query('BEGIN');
    await session.query('SELECT FROM program WHERE id = $1 FOR UPDATE', [held]);
    const waiting = Array.from({ length: 20 }, (_, index) => rename(held, `Waiting ${index}`));
    await blocked(database.pool);
    expect(await rename(free, 'Not held')).toEqual([]);
    await session.query('ROLLBACK');
    session.release();

    expect((await Promise.all(waiting)).flat()).toEqual([]);
    const { rows } = await database.pool.query('SELECT version FROM program WHERE id = $1', [held]);
    expect(rows).toEqual([{ version: 21 }]);
  });

  test('50 mutations at once come one after the other', async () => {
    const id = await makeProgram(database.pool);
    const codes = await Promise.all(Array.from({ length: 50 }, (_, index) => rename(id, `At once ${index}`)));

    expect(codes.flat()).toEqual([]);
    const { rows } = await database.pool.query('SELECT version FROM program WHERE id = $1', [id]);
    expect(rows).toEqual([{ version: 51 }]);
  });
});
