import { encodeLogCursor } from '../../../src/platform/change-log/cursor';
import { makeProgram } from '../../support/factories';
import { startTestHub, type TestHub } from '../../support/hub';
import { edit, logMade, number } from '../../support/writer';
import { expectUnbroken, Subscriber, type Following } from './subscriber';

let hub: TestHub;
let headers: Record<string, string>;
const subscribers: Subscriber[] = [];

beforeEach(async () => {
  hub = await startTestHub({ times: { quiet: 300 } });
  headers = await hub.signIn('partner');
});
afterEach(async () => {
  for (const subscriber of subscribers.splice(0)) subscriber.close();
  await hub.close();
});

function follow(variables: Following = {}, as = headers): Subscriber {
  const subscriber = new Subscriber(hub, as, variables);
  subscribers.push(subscriber);
  return subscriber;
}

async function make(values: object = {}): Promise<string> {
  const id = await makeProgram(hub.database.pool, { ...values });
  await logMade(hub.database.pool, 'program', id);
  return id;
}

test('without a cursor, it sends the place of the log, and all that comes from then on', async () => {
  await make();
  await number(hub.database.pool);
  const subscriber = await follow().started();
  expect(subscriber.messages).toMatchObject([{ __typename: 'Checkpoint', previous: null, caughtUp: true }]);
  const id = await make({ name: 'New' });
  await number(hub.database.pool);
  await subscriber.until(({ changes }) => changes.length === 1);

  expect(subscriber.changes).toMatchObject([{ kind: 'CREATED', programId: id, version: 1, program: { name: 'New' } }]);
  expectUnbroken(subscriber.messages);
});

test('with a cursor, it sends first what happened since, then a checkpoint, then what comes', async () => {
  const after = (await follow().started()).cursor;
  const id = await make();
  await edit(hub.database.pool, 'program', id, { set: { name: 'Second' } });
  await number(hub.database.pool);
  const resumed = await follow({ after }).until(({ messages }) => messages.length === 3);
  await edit(hub.database.pool, 'program', id, { set: { name: 'Third' } });
  await number(hub.database.pool);
  await resumed.until(({ changes }) => changes.length === 3);

  expect(resumed.messages.slice(0, 3)).toMatchObject([
    { kind: 'CREATED' },
    { kind: 'UPDATED' },
    { __typename: 'Checkpoint', caughtUp: true },
  ]);
  expectUnbroken(resumed.messages, after);
});

test('with where, a program that begins to match is ENTERED, one that ceases to match is LEFT, and others are not sent', async () => {
  const subscriber = await follow({ where: { status: { eq: 'ACTIVE' } } }).started();
  const id = await make({ status: 'PAUSED' });
  const { pool } = hub.database;
  await edit(pool, 'program', id, { set: { name: 'Not sent' } });
  await edit(pool, 'program', id, { kind: 'STATUS_CHANGED', set: { status: 'ACTIVE' } });
  await edit(pool, 'program', id, { set: { name: 'Told' } });
  await edit(pool, 'program', id, { kind: 'STATUS_CHANGED', set: { status: 'PAUSED' } });
  await number(pool);
  await subscriber.until(({ changes }) => changes.length === 3);

  expect(subscriber.changes.map(({ kind, version }) => [kind, version])).toEqual([
    ['ENTERED', 3],
    ['UPDATED', 4],
    ['LEFT', 5],
  ]);
  expectUnbroken(subscriber.messages);
});

test('with kinds, only these are sent, and quiet streams get checkpoints', async () => {
  const subscriber = await follow({ kinds: ['STATUS_CHANGED'] }).started();
  const id = await make();
  await number(hub.database.pool);
  await edit(hub.database.pool, 'program', id, { kind: 'STATUS_CHANGED', set: { status: 'PAUSED' } });
  await number(hub.database.pool);
  await subscriber.until(({ changes }) => changes.length === 1);
  const { length } = subscriber.messages;
  await edit(hub.database.pool, 'program', id, { set: { name: 'Not sent' } });
  await number(hub.database.pool);
  await subscriber.until(({ messages }) => messages.length >= length + 2);

  expect(subscriber.changes).toHaveLength(1);
  expect(subscriber.messages.at(-1)).toMatchObject({ __typename: 'Checkpoint', caughtUp: true });
  expect(subscriber.messages.at(-1)?.cursor).not.toBe(subscriber.changes[0]?.cursor);
  expectUnbroken(subscriber.messages);
});

describe('it is refused', () => {
  it.each<[string, string, Following]>([
    ['BAD_USER_INPUT', 'what is no cursor', { after: 'no' }],
    ['BAD_USER_INPUT', 'a filter that cannot be', { where: { name: { in: [] }, startedYear: { gt: 9e15 } } }],
    [
      'BAD_USER_INPUT',
      'a filter on its own history',
      { where: { not: { changes: { some: { kind: { eq: 'UPDATED' } } } } } },
    ],
    [
      'CURSOR_TOO_OLD',
      'another log',
      { after: encodeLogCursor({ epoch: '6f1c3ba4-3b8e-4d5c-8f43-3d0e7a6b1c2d', seq: 1n }) },
    ],
  ])('with %s for %s', async (code, _what, variables) => {
    expect(await follow(variables).outcome()).toMatchObject([{ extensions: { code } }]);
  });

  it('with CURSOR_IN_FUTURE for what the log has not come to', async () => {
    const { rows } = await hub.database.pool.query<{ epoch: string }>('SELECT epoch FROM change_head');
    const after = encodeLogCursor({ epoch: String(rows[0]?.epoch), seq: 1_000n });

    expect(await follow({ after }).outcome()).toMatchObject([{ extensions: { code: 'CURSOR_IN_FUTURE' } }]);
  });

  it('to the public and to analysts', async () => {
    expect(await follow({}, {}).outcome()).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
    expect(await follow({}, await hub.signIn('analyst')).outcome()).toMatchObject([
      { extensions: { code: 'FORBIDDEN' } },
    ]);
  });
});

test('a log that becomes another one ends every stream, with the cursor to go on from', async () => {
  const subscriber = await follow().started();
  await hub.database.pool.query('SELECT hub_begin_epoch()');

  expect(await subscriber.outcome()).toMatchObject([
    { extensions: { code: 'CURSOR_TOO_OLD', oldestCursor: expect.any(String) } },
  ]);
});
