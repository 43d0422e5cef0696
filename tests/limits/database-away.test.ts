import { domain } from '../../src/features';
import { pino } from 'pino';
import { readConfig } from '../../src/config';
import { createHub, type Hub } from '../../src/hub';
import { LOCKERS } from '../../src/platform/limits/share-sizes';
import { Writer } from '../../src/platform/writing';
import { connectWriters, editorAsking } from '../support/asker';
import { createTestDatabase, type TestDatabase } from '../support/database';
import type { ClientSideError } from '../support/hub';
import { blocked } from '../support/locks';
import { startDatabaseProxy, type DatabaseProxy } from './database-proxy';
import { timed } from './refused';

let database: TestDatabase;
let proxy: DatabaseProxy;
let hub: Hub;
let url: string;

beforeAll(async () => {
  database = await createTestDatabase();
  proxy = await startDatabaseProxy(database.url);
  const config = readConfig({ DATABASE_URL: proxy.url });
  hub = await createHub({ config, databaseUrl: proxy.url, log: pino({ level: 'silent' }) });
  url = await hub.server.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(async () => {
  await hub.close();
  await proxy.refuse();
  await database.drop();
});

interface Told {
  readonly status: number;
  readonly data: unknown;
  readonly codes: readonly string[];
}

async function ask(headers: Record<string, string> = {}): Promise<Told> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query: '{ organizations { totalCount } }' }),
  });
  const { data, errors } = (await response.json()) as { data?: unknown; errors?: readonly ClientSideError[] };
  return { status: response.status, data, codes: (errors ?? []).map(({ extensions }) => extensions.code) };
}

async function health(of: 'live' | 'ready'): Promise<number> {
  return (await fetch(`${url}/health/${of}`)).status;
}

const ANSWERED = { status: 200, data: { organizations: { totalCount: 0 } }, codes: [] };
const UNAVAILABLE = { status: 200, data: null, codes: ['UNAVAILABLE'] };

describe('a Postgres that refuses connections', () => {
  beforeAll(async () => {
    expect(await ask()).toEqual(ANSWERED);
    await proxy.refuse();
  });

  it('makes operations UNAVAILABLE at once', async () => {
    const { answer, ms } = await timed(() => ask());

    expect(answer).toEqual(UNAVAILABLE);
    expect(ms).toBeLessThan(1_000);
  });

  it('makes credentials neither accepted nor refused', async () => {
    const authorization = `Bearer hub_${'a'.repeat(12)}_${'b'.repeat(43)}`;

    expect(await ask({ authorization })).toEqual({ status: 503, data: undefined, codes: ['UNAVAILABLE'] });
  });

  it('leaves the hub alive, but not ready', async () => {
    expect(await health('live')).toBe(200);
    expect(await health('ready')).toBe(503);
  });

  it('is found again when it is back', async () => {
    await proxy.accept();

    expect(await ask()).toEqual(ANSWERED);
    expect(await health('ready')).toBe(200);
  });
});

describe('a Postgres that breaks off while it works', () => {
  it('makes the operation UNAVAILABLE, and the next one is answered', async () => {
    const session = await database.pool.connect();
    await session.query('BEGIN');
    await session.query('LOCK TABLE organization IN ACCESS EXCLUSIVE MODE');
    const waiting = ask();
    await blocked(database.pool);
    await proxy.refuse();
    await session.query('ROLLBACK');
    session.release();

    expect(await waiting).toEqual(UNAVAILABLE);
    await proxy.accept();
    expect(await ask()).toEqual(ANSWERED);
  });
});

describe('a Postgres that ends a connection between two statements of a mutation', () => {
  it('makes the mutation UNAVAILABLE, and does not end the hub', async () => {
    const writes = await connectWriters(database.url);
    const writer = new Writer(writes, () => undefined, domain.writes);
    const asker = editorAsking();
    const request = { asker, content: {}, dryRun: false };
    const writing = writer.write(request, async ({ client }) => {
      const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
      await ended(rows[0]?.pid as number);
      return { fields: {}, errors: [], refused: false };
    });

    await expect(writing).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    asker.deadline.close();
    await writes.source.destroy();
  });

  async function ended(pid: number): Promise<void> {
    const { rows } = await database.pool.query(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid = $1',
      [pid],
    );
    return rows.length > 0 ? ended(pid) : undefined;
  }
});

describe('a Postgres that is away while mutations wait for one record', () => {
  it('makes them UNAVAILABLE, and the record is changed once it is back', async () => {
    const writes = await connectWriters(proxy.url);
    const writer = new Writer(writes, () => undefined, domain.writes);
    const write = async (): Promise<unknown> => {
      const asker = editorAsking();
      const request = { asker, content: {}, dryRun: false, recordId: 'a record' };
      const done = { fields: {}, errors: [], refused: false };
      return writer.write(request, () => Promise.resolve(done)).finally(() => asker.deadline.close());
    };
    await proxy.refuse();
    for (let count = 0; count <= LOCKERS; count += 1) {
      await expect(write()).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    }
    await proxy.accept();

    await expect(write()).resolves.toMatchObject({ errors: [] });
    await writes.source.destroy();
  });
});

describe('a Postgres that does not answer', () => {
  it('makes the operation end with TIMEOUT, and the next one is answered once new connections are', async () => {
    await ask();
    proxy.freeze();
    const { answer, ms } = await timed(() => ask());

    expect(answer).toEqual({ status: 200, data: null, codes: ['TIMEOUT'] });
    expect(ms).toBeLessThan(7_500);
    expect(await ask()).toEqual(ANSWERED);
  });
});
