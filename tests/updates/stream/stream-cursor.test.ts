import { setImmediate as turn } from 'node:timers/promises';
import { makeCore, makeOrganization, makeProgram, makeRole } from '../../support/factories';
import { startTestHub, type TestHub } from '../../support/hub';
import { edit, logMade, number } from '../../support/writer';
import { Subscriber } from './subscriber';

let hub: TestHub;

beforeEach(async () => {
  hub = await startTestHub();
});
afterEach(() => hub.close());

test('every connection of programs has the place of the log, read in the statement of its rows', async () => {
  const { pool } = hub.database;
  const core = await makeCore(pool);
  await makeCore(pool);
  const organization = await makeOrganization(pool);
  const program = await makeProgram(pool, { core_id: core });
  await makeRole(pool, organization, { program_id: program });
  await logMade(pool, 'program', program);
  await number(pool);
  const { rows } = await pool.query<{ epoch: string; seq: string }>('SELECT epoch, seq FROM change_head');
  const { data, statements, errors } = await hub.query<Record<string, unknown>, object>(`{
    programs { streamCursor nodes { id relatedPrograms { streamCursor nodes { id } } } }
    none: programs(where: { name: { eq: "none" } }) { streamCursor totalCount }
    past: programs(first: 0) { streamCursor nodes { id } }
    cores { nodes { programs { streamCursor nodes { id } } } }
    organizations(where: { id: { eq: "${organization}" } }) { nodes { programs { streamCursor edges { role node { id } } } } }
  }`);

  expect(errors).toBeUndefined();
  const cursors = JSON.stringify(data).match(/"streamCursor":"[^"]+"/g) ?? [];
  // Of the root fields, of one program's related ones, of the programs of two cores, and of one organization.
  expect(cursors).toHaveLength(3 + 1 + 2 + 1);
  expect(new Set(cursors).size).toBe(1);
  const bytes = Buffer.from(String(cursors[0]).slice(16, -1), 'base64url');
  expect(bytes.readBigUInt64BE(17)).toBe(BigInt(String(rows[0]?.seq)));
  expect(data).toMatchObject({
    programs: { nodes: [{ id: program, relatedPrograms: { nodes: [] } }] },
    none: { totalCount: 0 },
    past: { nodes: [] },
    organizations: { nodes: [{ programs: { edges: [{ node: { id: program } }] } }] },
  });
  // Without plans, one for each list, and one for the count.
  expect(statements).toHaveLength(hub.plans ? 1 : 9);
});

test('not of the past', async () => {
  const { errors } = await hub.query(`{ programs(asOf: "2020-01-01T00:00:00Z") { streamCursor } }`);

  expect(errors).toMatchObject([{ message: expect.stringContaining('not available with asOf') }]);
});

test('a list and the stream after it give an exact copy, whatever is written meanwhile', async () => {
  const { pool } = hub.database;
  const headers = await hub.signIn('partner');
  const ids = await Promise.all(Array.from({ length: 12 }, () => makeProgram(pool, { name: '0' })));
  let stop = false;
  const writers = [0, 1, 2].map(async (writer) => {
    for (let round = 1; !stop; round += 1) {
      const id = ids[(writer + 3 * round) % ids.length] as string;
      await edit(pool, 'program', id, { set: { name: `${writer}.${round}` } });
      await number(pool);
    }
  });
  const copies: { copy: Map<string, number>; subscriber: Subscriber }[] = [];
  for (let round = 0; round < 15; round += 1) {
    const { data } = await hub.query<{ programs: Page }, object>(
      '{ programs(first: 100) { streamCursor nodes { id version } } }',
    );
    const copy = new Map(data.programs.nodes.map(({ id, version }) => [id, version]));
    copies.push({ copy, subscriber: new Subscriber(hub, headers, { after: data.programs.streamCursor }) });
    for (let turns = 0; turns < round; turns += 1) await turn();
  }
  stop = true;
  await Promise.all(writers);
  await edit(pool, 'program', ids[0] as string, { set: { name: 'last' } });
  await number(pool);
  const { rows } = await pool.query<{ id: string; version: number }>('SELECT id, version FROM program');
  for (const { copy, subscriber } of copies) {
    await subscriber.until(({ changes }) => changes.at(-1)?.program?.name === 'last');
    for (const { programId, version } of subscriber.changes) {
      const had = Number(copy.get(String(programId)));
      // Nothing is left out: a change is one that the list had already, or the next.
      expect(Number(version)).toBeLessThanOrEqual(had + 1);
      copy.set(String(programId), Math.max(had, Number(version)));
    }
    subscriber.close();

    expect(copy).toEqual(new Map(rows.map(({ id, version }) => [id, version])));
  }
});

interface Page {
  readonly streamCursor: string;
  readonly nodes: readonly { readonly id: string; readonly version: number }[];
}
