import { inspect } from 'node:util';
import { Client } from 'pg';
import { PostgresQueryRunner } from 'typeorm/driver/postgres/PostgresQueryRunner';
import { domain } from '../../src/features';
import { ApiKey } from '../../src/platform/access/api-key.entity';
import { Authenticator } from '../../src/platform/access/authenticator';
import { HubKeys } from '../../src/platform/access/hub-keys';
import { Deadline } from '../../src/platform/limits/deadline';
import { Writer } from '../../src/platform/writing';
import type { SharedSource } from '../../src/platform/writing/unit/transaction';
import type { Unit } from '../../src/platform/writing/unit/unit';
import { programs, Program } from '../../src/programs';
import { connectWriters, editorAsking } from '../support/asker';
import { makeContact, makeOrganization, makeProgram } from '../support/factories';
import { startTestHub, type TestHub } from '../support/hub';
import { OURS } from '../support/locks';
import { changesOf, signInEditor, faultsOf, type Editor } from './mutate';

let hub: TestHub;
let editor: Editor;
let writes: SharedSource;

beforeAll(async () => {
  hub = await startTestHub();
  editor = await signInEditor(hub);
  writes = await connectWriters(hub.database.url);
});
afterAll(async () => {
  await writes.source.destroy();
  await hub.close();
});
afterEach(() => jest.restoreAllMocks());

const pool = () => hub.database.pool;

describe('every statement of a mutation goes through TypeORM, and is counted once', () => {
  const cases: Record<string, () => Promise<[name: string, input: object]>> = {
    'one that creates': async () => ['createProgram', { name: 'Made', kind: 'STUDY', ...key('made') }],
    'one that updates': async () => ['updateProgram', { id: await makeProgram(pool()), status: 'PAUSED' }],
    'one that is refused': async () => ['updateProgram', { id: await makeProgram(pool()), name: '' }],
    'one that archives': async () => ['archiveProgram', { id: await makeProgram(pool()) }],
    'one that vouches': async () => ['assureRecord', { id: await makeProgram(pool()) }],
    'one that links': async () => [
      'assignContact',
      { contactId: await makeContact(pool()), programId: await makeProgram(pool()), role: 'Registration' },
    ],
    'one that moves in the hierarchy': async () => [
      'setOrganizationParent',
      { id: await makeOrganization(pool()), parentOrganizationId: await makeOrganization(pool()) },
    ],
    'one that merges': async () => [
      'mergePrograms',
      { id: await makeProgram(pool()), intoId: await makeProgram(pool()) },
    ],
    'one of many records': async () => [
      'upsertPrograms',
      {
        items: [
          { id: await makeProgram(pool()), name: 'Changed' },
          { name: 'New', kind: 'STUDY' },
        ],
        ...key('many'),
      },
    ],
    'one that is rehearsed': async () => [
      'updateProgram',
      { id: await makeProgram(pool()), name: 'Rehearsed', options: { dryRun: true } },
    ],
  };
  const key = (idempotencyKey: string): object => ({ options: { idempotencyKey } });

  test.each(Object.keys(cases))('%s', async (name) => {
    const [mutation, input] = await (cases[name] as () => Promise<[string, object]>)();
    const sent = jest.spyOn(Client.prototype, 'query');
    const asked = jest.spyOn(PostgresQueryRunner.prototype, 'query');
    const { payload, statements } = await editor.send(mutation, input);

    expect(payload).toBeDefined();
    const texts = sent.mock.calls.map(([query]) => textOf(query));
    const writer = sent.mock.contexts[texts.indexOf('START TRANSACTION')];
    const ofWriter = texts.filter((_text, index) => sent.mock.contexts[index] === writer);
    expect(ofWriter.length).toBeGreaterThan(2);
    expect(ofWriter.at(-1)).toMatch(/^(COMMIT|ROLLBACK)$/);
    // The hub's keys are looked up by TypeORM as well.
    const ofTypeOrm = asked.mock.calls.map(([query]) => textOf(query)).filter((text) => !text.includes('"api_key"'));
    expect(ofTypeOrm).toEqual(ofWriter);
    expect(statements.filter((text) => ofWriter.includes(text))).toEqual(ofWriter);
    const others = texts.filter((_text, index) => sent.mock.contexts[index] !== writer);
    expect(others.filter((text) => /^\s*(INSERT|UPDATE|DELETE|BEGIN)/i.test(text))).toEqual([]);
  });
});

test('a statement of mutations is prepared from its second use on', async () => {
  const prepared: unknown[] = [];
  await write(async (unit) => {
    for (const value of [1, 2, 3]) {
      await unit.client.query('SELECT $1::int AS counted', [value]);
      const { rows } = await unit.client.query(
        `SELECT count(*)::int AS count FROM pg_prepared_statements WHERE statement = 'SELECT $1::int AS counted'`,
      );
      prepared.push(rows[0]?.['count']);
    }
  });
  expect(prepared).toEqual([0, 1, 1]);
});

function textOf(query: unknown): string {
  return typeof query === 'string' ? query : (query as { readonly text: string }).text;
}

describe('a write that is given up in the middle leaves nothing behind', () => {
  test('where its connection is lost between two statements', async () => {
    const id = await makeProgram(pool());
    const lost = write(async (unit) => {
      await rename(unit, id);
      await unit.flush();
      const [row] = await unit.manager.query<{ pid: number }[]>('SELECT pg_backend_pid() AS pid');
      await endOf(row?.pid);
      await unit.manager.findOneBy(Program, { id });
    });
    await expect(lost).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await expectNothingOf(id);
  });

  test.each(['SQL of its own', 'a query builder'])('where %s is cancelled, as its time is up', async (way) => {
    const id = await makeProgram(pool());
    const late = write(async (unit) => {
      await rename(unit, id);
      await unit.flush();
      if (way === 'SQL of its own') await unit.client.query('SELECT pg_sleep(60)');
      else await unit.manager.createQueryBuilder(Program, 'program').select('pg_sleep(60)').getRawMany();
    }, new Deadline(300));
    await expect(late).rejects.toMatchObject({ code: 'TIMEOUT' });
    await expectNothingOf(id);
  });

  test('where work goes on after its transaction has ended', async () => {
    const id = await makeProgram(pool());
    let goOn = (): void => undefined;
    const ended = new Promise<void>((resolve) => (goOn = resolve));
    let rest: Promise<unknown> = Promise.resolve();
    const failed = write((unit) => {
      rest = ended.then(() => unit.manager.update(Program, { id }, { name: 'Renamed' }));
      return Promise.reject(new Failed());
    });
    await expect(failed).rejects.toBeInstanceOf(Failed);
    goOn();
    await expect(rest).rejects.toThrow('the transaction has ended');
    await expectNothingOf(id);
  });

  class Failed extends Error {}

  async function rename(unit: Unit, id: string): Promise<void> {
    const row = (await unit.lock(programs, [id])).get(id);
    if (!row) throw new Error('the program is not there');
    unit.changePart(programs, row, { name: 'Renamed' });
  }

  async function endOf(pid: number | undefined): Promise<void> {
    const { rows } = await pool().query(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid = $1 AND datname = current_database()',
      [pid],
    );
    if (rows.length > 0) await endOf(pid);
  }

  /** Resolves once no transaction is open: the hub's own work opens some, for a moment. */
  async function nothingOpen(): Promise<void> {
    const open = await pool().query(`SELECT FROM pg_stat_activity WHERE ${OURS} AND xact_start IS NOT NULL`);
    if (open.rowCount !== 0) await nothingOpen();
  }

  /** The program is as it was, nobody holds it, and the next mutation is done. */
  async function expectNothingOf(id: string): Promise<void> {
    const { rows } = await pool().query('SELECT version FROM program WHERE id = $1 FOR UPDATE NOWAIT', [id]);
    expect(rows).toEqual([{ version: 1 }]);
    await nothingOpen();
    await write((unit) => rename(unit, id));
    expect(await changesOf(hub, id)).toEqual([]);
    expect(faultsOf(await editor.do('updateProgram', { id, name: 'Renamed again', expectedVersion: 2 }))).toEqual([]);
  }
});

test('a fault of a statement is the error of the driver: it holds neither the statement nor its values', async () => {
  const failing = write((unit) => unit.manager.query(`SELECT $1::text AS canary, 1 / 0`, ['a secret']));
  const error = await failing.catch((reason: unknown) => reason);
  expect(error).toMatchObject({ code: '22012' });
  expect(inspect(error, { depth: 5 })).not.toMatch(/a secret|canary/);
});

test('an error while a key is looked up is the error of the driver too', async () => {
  await pool().query('ALTER TABLE api_key RENAME TO keys_elsewhere');
  const keys = new HubKeys(writes.source.getRepository(ApiKey));
  try {
    const error = await new Authenticator(keys)
      .authenticate(`Bearer hub_0123456789ab_${'x'.repeat(43)}`, '192.0.2.1')
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: '42P01' });
    expect(inspect(error, { depth: 5 })).not.toMatch(/0123456789ab|SELECT/);
  } finally {
    await pool().query('ALTER TABLE keys_elsewhere RENAME TO api_key');
  }
});

/** Does something as a mutation does it. */
async function write(work: (unit: Unit) => Promise<unknown>, deadline?: Deadline): Promise<void> {
  const asker = { ...editorAsking(), ...(deadline && { deadline }) };
  try {
    await new Writer(writes, () => undefined, domain.writes).write(
      { asker, content: {}, dryRun: false },
      async (unit) => {
        await work(unit);
        return { fields: {}, errors: [], refused: false };
      },
    );
  } finally {
    asker.deadline.close();
  }
}
