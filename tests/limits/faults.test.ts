import { SHARES } from '../../src/platform/limits/share-sizes';
import { makeOrganization, makeProgram } from '../support/factories';
import { startTestHub, type TestHub } from '../support/hub';
import { timed } from './refused';

const MASKED = /^Something went wrong in the hub; report this with the request id [\da-f-]{36}\.$/;

let hub: TestHub;

beforeAll(async () => {
  hub = await startTestHub();
  await makeProgram(hub.database.pool);
  await makeOrganization(hub.database.pool);
});
afterAll(() => hub.close());

const count = (list: string) => hub.query<unknown, never>(`{ ${list} { totalCount } }`);

/** Runs the work while another session holds a lock on programs that no reader passes. */
async function whileLocked<T>(work: (release: () => Promise<void>) => Promise<T>): Promise<T> {
  const session = await hub.database.pool.connect();
  let held = true;
  const release = async () => {
    if (held) await session.query('ROLLBACK');
    held = false;
  };
  try {
    await session.query('BEGIN');
    await session.query('LOCK TABLE program IN ACCESS EXCLUSIVE MODE');
    return await work(release);
  } finally {
    await release();
    session.release();
  }
}

describe('a fault of the hub', () => {
  /** What must not leave: names of tables and columns, SQL, the driver, files, the database's account and address. */
  const SECRETS =
    /program_|select|relation|column|does not exist|pg_|postgres|\.ts|\.js|node_modules|stack|\bat \w+ \(/i;

  it.each([
    [
      'a table that is gone',
      'ALTER TABLE program RENAME TO program_gone',
      'ALTER TABLE program_gone RENAME TO program',
    ],
    ['a column that is gone', 'ALTER TABLE program RENAME name TO title', 'ALTER TABLE program RENAME title TO name'],
  ])('%s is masked, and logged under the request id', async (_name, breakIt, mendIt) => {
    await hub.database.pool.query(breakIt);
    const { data, errors } = await hub.query<unknown, never>('{ programs { nodes { name } } }');
    await hub.database.pool.query(mendIt);

    expect(data).toBeNull();
    expect(errors).toEqual([
      {
        message: expect.stringMatching(MASKED) as unknown,
        locations: [expect.anything()],
        path: ['programs'],
        extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: expect.any(String) as unknown },
      },
    ]);
    expect(JSON.stringify(errors?.map(({ message, extensions }) => [message, extensions]))).not.toMatch(SECRETS);
    const logged = hub.logged.filter((line) => line.includes(String(errors?.[0]?.extensions.requestId)));
    expect(logged.join()).toMatch(/does not exist/);
  });

  it('is masked where the credential is looked up too', async () => {
    const headers = await hub.signIn('analyst');
    await hub.database.pool.query('ALTER TABLE api_key RENAME TO api_key_gone');
    const { status, data, errors } = await hub.query<unknown, never>('{ __typename }', undefined, headers);
    await hub.database.pool.query('ALTER TABLE api_key_gone RENAME TO api_key');

    expect(status).toBe(500);
    expect(data).toBeUndefined();
    expect(errors?.[0]?.message).toMatch(MASKED);
    expect(errors?.[0]?.extensions).toEqual({
      code: 'INTERNAL_SERVER_ERROR',
      requestId: expect.any(String) as unknown,
    });
    expect(JSON.stringify(errors)).not.toMatch(SECRETS);
  });

  it('leaves the rest of the answer', async () => {
    await hub.database.pool.query('ALTER TABLE organization_role RENAME TO organization_role_gone');
    const { data } = await hub.query<unknown, never>('{ programs { nodes { status lead { name } } } }');
    await hub.database.pool.query('ALTER TABLE organization_role_gone RENAME TO organization_role');

    expect(data).toEqual({ programs: { nodes: [{ status: 'ACTIVE', lead: null }] } });
  });
});

describe('a statement that waits for too long', () => {
  it('is ended after five seconds with TIMEOUT, while others are answered', async () => {
    const { answer, ms } = await timed(() =>
      whileLocked(async () => {
        const waiting = count('programs');
        expect((await count('organizations')).data).toEqual({ organizations: { totalCount: 1 } });
        return waiting;
      }),
    );

    expect(answer.errors?.map(({ message, extensions }) => [message, extensions.code])).toEqual([
      ['The query waited too long for a lock in the database; try again in a moment.', 'TIMEOUT'],
    ]);
    expect(ms).toBeGreaterThan(4_500);
    expect(ms).toBeLessThan(7_500);
  });

  it('leaves nothing behind', async () => {
    expect((await count('programs')).data).toEqual({ programs: { totalCount: 1 } });
  });
});

describe('when all connections are taken', () => {
  it('that one client may have, one operation more is refused after two seconds, and the others are answered', async () => {
    await whileLocked(async (release) => {
      const waiting = Array.from({ length: SHARES.statements.address }, () => count('programs'));
      const { answer, ms } = await timed(() => count('organizations'));
      await release();

      expect(answer.errors?.map(({ message, extensions }) => [message, extensions.code])).toEqual([
        [
          'One address without a credential may have 4 connections for reads at the same time; wait until some of them have ended.',
          'RATE_LIMITED',
        ],
      ]);
      expect(ms).toBeLessThan(3_500);
      for (const { data } of await Promise.all(waiting)) expect(data).toEqual({ programs: { totalCount: 1 } });
    });
    expect((await count('organizations')).errors).toBeUndefined();
  });
});
