/** @long It starts hubs again and again. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../../src/platform/embedded-postgres';
import { killPostgres, rowsOf } from '../embedded-postgres/clusters';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { blocked } from '../support/locks';
import { runs } from '../support/runs';
import { answers, editorOf, sendCreate, startHubProcess, type Sent } from './hub-process';
import { EventEmitter, once } from 'node:events';

jest.setTimeout(120_000);

describe('fifty requests with one idempotency key, and a hub that is killed among them', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  /** The moment at which the hub is killed. */
  interface Moment {
    readonly when: string;
    /** Holds something up, if need be; gives it free again. */
    readonly hold?: string;
    readonly reached: (sent: readonly Promise<Sent>[]) => Promise<void>;
  }

  const waiting = async (): Promise<void> => void (await blocked(database.pool));

  const moments: Moment[] = [
    { when: 'as soon as they are sent', reached: () => Promise.resolve() },
    { when: 'when the record is being written', hold: 'LOCK TABLE program IN EXCLUSIVE MODE', reached: waiting },
    { when: 'when its change is being written', hold: 'LOCK TABLE change IN EXCLUSIVE MODE', reached: waiting },
    { when: 'at the first answer', reached: (sent) => answers(sent, 1) },
    { when: 'at the twentieth answer', reached: (sent) => answers(sent, 20) },
  ];

  test('one row and one change, which every answer names', async () => {
    const headers = await editorOf(database.url);
    let hub = await startHubProcess({ DATABASE_URL: database.url });
    for (const [round, { hold, reached }] of moments.entries()) {
      const input = { name: `Once ${round}`, kind: 'STUDY', options: { idempotencyKey: `once-${round}` } };
      const fifty = () => Array.from({ length: 50 }, () => sendCreate(hub.url, headers, 'Program', input));
      const holder = await database.pool.connect();
      await holder.query(`BEGIN; ${hold ?? 'SELECT 1'}`);
      const first = fifty();
      await reached(first);
      await hub.kill();
      await holder.query('ROLLBACK');
      holder.release();
      hub = await startHubProcess({ DATABASE_URL: database.url });
      const [before, after] = [await Promise.all(first), await Promise.all(fifty())];
      const { rows } = await database.pool.query<{ id: string; changes: number }>(
        `SELECT id, (SELECT count(*)::int FROM change WHERE record_id = program.id) AS changes FROM program WHERE name = $1`,
        [input.name],
      );
      expect(rows).toEqual([{ id: expect.any(String) as string, changes: 1 }]);
      const acknowledged = [...before, ...after].flatMap(({ id }) => id ?? []);
      expect(new Set(acknowledged)).toEqual(new Set([rows[0]?.id]));
      expect(after).toEqual(Array(50).fill({ id: rows[0]?.id, codes: [] }));
      expect(before.flatMap(({ codes }) => codes)).toEqual([]);
    }
    await hub.stop();
  });
});

describe('a Postgres that is killed under load, again and again', () => {
  const [KILLS, WRITERS] = [runs(3, 6), 4];
  /** How long the hub may take to be back, in milliseconds: the boot of Postgres on a busy machine included. */
  const BACK_WITHIN = 15_000;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hub-faults-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  interface Written {
    readonly name: string;
    readonly acknowledged: string | undefined;
    readonly retried: boolean;
  }

  test('loses nothing that was acknowledged, does nothing twice, and the hub is back by itself', async () => {
    const hub = await startHubProcess({ HUB_DATA_DIR: folder });
    const cluster = join(folder, 'postgres');
    const adopted = await startEmbeddedPostgres({ folder: cluster, database: 'equity_hub' });
    await adopted.stop();
    const headers = await editorOf(adopted.url);
    const written: Written[] = [];
    const codes = new Set<string>();
    const writes = new EventEmitter();
    let [going, done] = [true, 0];

    /** Half of the writes are sent once; the others carry a key, and are sent until they are acknowledged. */
    const write = async (writer: number): Promise<void> => {
      for (let turn = 0; going; turn += 1) {
        const name = `Writer ${writer}, turn ${turn}`;
        const retried = turn % 2 === 1;
        const input = { name, kind: 'PERSON', ...(retried && { options: { idempotencyKey: name } }) };
        let sent: Sent;
        do {
          sent = await sendCreate(hub.url, headers, 'Contact', input);
          for (const code of sent.codes) codes.add(code);
        } while (retried && !sent.id);
        if (sent.id) {
          done += 1;
          writes.emit('acknowledged');
        }
        written.push({ name, acknowledged: sent.id, retried });
      }
    };

    /** Resolves once some more writes were acknowledged. */
    const progress = async (count: number): Promise<number> => {
      const [start, goal] = [Date.now(), done + count];
      while (done < goal) await once(writes, 'acknowledged');
      return Date.now() - start;
    };

    const writers = Array.from({ length: WRITERS }, (_, writer) => write(writer));
    const delays: number[] = [];
    for (let kill = 0; kill < KILLS; kill += 1) {
      await progress(20);
      await killPostgres(cluster);
      delays.push(await progress(WRITERS + 1));
    }
    going = false;
    await Promise.all(writers);

    const rows = await rowsOf<{ id: string; name: string; changes: number }>(
      adopted.url,
      `SELECT id, name, (SELECT count(*)::int FROM change WHERE record_id = contact.id) AS changes
       FROM contact WHERE name LIKE 'Writer %'`,
    );
    const ids = new Map<string, string[]>();
    for (const { name, id } of rows) ids.set(name, [...(ids.get(name) ?? []), id]);
    for (const { name, acknowledged, retried } of written) {
      const found = ids.get(name) ?? [];
      if (acknowledged) expect(found).toEqual([acknowledged]);
      else expect(found.length).toBeLessThanOrEqual(1);
      if (retried) expect(acknowledged).toBeDefined();
    }
    expect(rows.filter(({ changes }) => changes !== 1)).toEqual([]);
    expect(codes).toEqual(new Set(['UNAVAILABLE']));
    expect(Math.max(...delays)).toBeLessThan(BACK_WITHIN);
    await hub.stop();
    expect((await hub.command.ended).code).toBe(0);
  });
});
