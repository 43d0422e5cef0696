import { once } from 'node:events';
import { makeProgram } from '../../support/factories';
import { startTestHub, type TestHub } from '../../support/hub';
import { edit, editWithin, inTransaction, number } from '../../support/writer';
import { openSocket } from '../../transports/streaming-hub';
import { expectUnbroken, FOLLOW, Subscriber, type Message } from './subscriber';

let hub: TestHub;
let headers: Record<string, string>;
let program: string;

beforeEach(async () => {
  hub = await startTestHub();
  headers = await hub.signIn('partner');
  program = await makeProgram(hub.database.pool);
});
afterEach(() => hub.close());

/** Changes one program so many times, in one transaction. */
async function change(times: number): Promise<void> {
  await inTransaction(hub.database.pool, async (client) => {
    for (let index = 0; index < times; index += 1) {
      await editWithin(client, 'program', program, { set: { description: `${index} ${'x'.repeat(1_000)}` } });
    }
  });
  await number(hub.database.pool);
}

/** Begins to count statements. */
async function forget(): Promise<void> {
  await hub.query('{ __typename }');
}

test('200 subscribers with one filter cost as much of Postgres as one', async () => {
  const where = { status: { eq: 'ACTIVE' } };
  const subscribers = Array.from({ length: 200 }, () => new Subscriber(hub, headers, { where }));
  await Promise.all(subscribers.map((subscriber) => subscriber.started()));
  await change(1);
  await Promise.all(subscribers.map((subscriber) => subscriber.until(({ changes }) => changes.length === 1)));
  await forget();
  await change(50);
  await Promise.all(subscribers.map((subscriber) => subscriber.until(({ changes }) => changes.length === 51)));
  const statements = hub.statements();
  for (const subscriber of subscribers) {
    expectUnbroken(subscriber.messages);
    subscriber.close();
  }

  expect(statements.filter((text) => text.includes('change_head')).length).toBeLessThanOrEqual(2);
  // The program is read for many events at once; again where somebody came more than a second later.
  expect(statements.length).toBeLessThanOrEqual(20);
});

test('50 subscribers with different filters cost one statement for each advance of the log, and each gets what it follows', async () => {
  const subscribers = Array.from({ length: 50 }, (_value, index) => {
    const name = { name: { eq: `For ${index}` } };
    const where =
      index % 10 === 0 ? { or: [name, { organizations: { some: { slug: { eq: `at-${index}` } } } }] } : name;
    return new Subscriber(hub, headers, { where });
  });
  await Promise.all(subscribers.map((subscriber) => subscriber.started()));
  const statements: number[] = [];
  for (const index of [7, 31, 49]) {
    await forget();
    await edit(hub.database.pool, 'program', program, { set: { name: `For ${index}` } });
    await number(hub.database.pool);
    await subscribers[index]?.until(({ changes }) => changes.length === 1);
    const isRead = (text: string): boolean => text.includes('WITH batch');
    statements.push(hub.statements().filter(isRead).length);
  }
  await subscribers[31]?.until(({ changes }) => changes.length === 2);

  expect(statements).toEqual([1, 1, 1]);
  expect(subscribers.flatMap(({ changes }, index) => changes.map(({ kind }) => [index, kind]))).toEqual([
    [7, 'ENTERED'],
    [7, 'LEFT'],
    [31, 'ENTERED'],
    [31, 'LEFT'],
    [49, 'ENTERED'],
  ]);
  for (const subscriber of subscribers) {
    expectUnbroken(subscriber.messages);
    subscriber.close();
  }
});

test('50 subscribers with different filters that all match cost a few statements for each advance of the log', async () => {
  const subscribers = Array.from({ length: 50 }, (_value, index) => {
    return new Subscriber(hub, headers, { where: { name: { ne: `not ${index}` } } });
  });
  await Promise.all(subscribers.map((subscriber) => subscriber.started()));
  await change(1);
  await Promise.all(subscribers.map((subscriber) => subscriber.until(({ changes }) => changes.length === 1)));
  await forget();
  await change(1);
  await Promise.all(subscribers.map((subscriber) => subscriber.until(({ changes }) => changes.length === 2)));
  const statements = hub.statements();
  for (const subscriber of subscribers) subscriber.close();

  // The log for all filters, and the program for all messages; again where somebody came later.
  expect(statements.length).toBeLessThanOrEqual(8);
});

test('a filter that cannot be judged in time holds up no other, and its subscriber goes on later', async () => {
  const inCore = { or: [{ name: { eq: 'Third' } }, { core: { slug: { eq: 'none' } } }] };
  const wheres = [inCore, { name: { eq: 'First' } }, { name: { eq: 'Second' } }];
  const [waiting, first, second] = wheres.map((where) => new Subscriber(hub, headers, { where }));
  for (const subscriber of [waiting, first, second]) await subscriber?.started();
  await inTransaction(hub.database.pool, async (locking) => {
    await locking.query('LOCK TABLE core IN ACCESS EXCLUSIVE MODE');
    for (const name of ['First', 'Second']) {
      await edit(hub.database.pool, 'program', program, { set: { name } });
      await number(hub.database.pool);
    }
    await first?.until(({ changes }) => changes.length === 2);
    await second?.until(({ changes }) => changes.length === 1);
    expect(waiting?.messages).toHaveLength(1);
  });
  await edit(hub.database.pool, 'program', program, { set: { name: 'Third' } });
  await number(hub.database.pool);
  await waiting?.until(({ changes }) => changes.length === 1);

  expect(waiting?.changes).toMatchObject([{ kind: 'ENTERED', program: { name: 'Third' } }]);
  for (const subscriber of [waiting, first, second]) subscriber?.close();
});

test('subscribers with another role share nothing with them', async () => {
  const editor = await hub.signIn('editor');
  const query = 'subscription { programUpdates { __typename cursor previous ... on ProgramChanged { actor } } }';
  const subscribers = [editor, headers].map((as) => new Subscriber(hub, as, {}, query));
  for (const subscriber of subscribers) await subscriber.started();
  await change(1);
  for (const subscriber of subscribers) await subscriber.until(({ changes }) => changes.length === 1);

  expect(subscribers.map(({ changes }) => changes[0])).toMatchObject([{ actor: 'key:editor' }, { actor: null }]);
  for (const subscriber of subscribers) subscriber.close();
});

test('variables that choose the fields keep answers apart', async () => {
  const query = `subscription ($nonce: ID, $deep: Boolean = false) { programUpdates(nonce: $nonce) {
    __typename cursor previous ... on ProgramChanged { program @include(if: $deep) { name } } } }`;
  const subscribers = [{ deep: true, nonce: 'a' }, { deep: false, nonce: 'b' }, { deep: true }].map(
    (variables) => new Subscriber(hub, headers, variables as object, query),
  );
  for (const subscriber of subscribers) await subscriber.started();
  await change(1);
  for (const subscriber of subscribers) await subscriber.until(({ changes }) => changes.length === 1);

  expect(subscribers.map(({ changes }) => 'program' in (changes[0] as Message))).toEqual([true, false, true]);
  for (const subscriber of subscribers) subscriber.close();
});

test('a burst of 1,000 changes takes no memory for a subscriber that does not read, slows nobody, and is sent in order afterwards', async () => {
  const query = FOLLOW.replace('kind ', 'kind changes { field before after } ');
  const raw = await (await openSocket({ socketUrl: hub.url.replace('http', 'ws') })).init(headers);
  raw.subscribe('a', query);
  await raw.message('a', 'next');
  const reader = await new Subscriber(hub, headers, {}, query).started();
  raw.socket.pause();
  await forget();
  await change(1_000);
  await reader.until(({ changes }) => changes.length === 1_000);
  const statements = hub.statements().length;
  raw.socket.resume();
  await raw.until((messages) => messages.filter(changed).length === 1_000);
  reader.close();
  raw.socket.close();
  await once(raw.socket, 'close');

  expectUnbroken(raw.messages.filter(isNext).map(({ payload }) => (payload as Payload).data.programUpdates));
  // Each piece of the log, and the programs of many messages at once.
  expect(statements).toBeLessThan(150);
});

interface Payload {
  readonly data: { readonly programUpdates: Message };
}

function isNext({ type }: { readonly type: string }): boolean {
  return type === 'next';
}

function changed(message: { readonly type: string; readonly payload?: unknown }): boolean {
  return isNext(message) && (message.payload as Payload).data.programUpdates.__typename === 'ProgramChanged';
}
