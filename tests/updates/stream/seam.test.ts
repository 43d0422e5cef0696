import { until } from '../../support/until';
import { setTimeout as wait } from 'node:timers/promises';
import { makeProgram } from '../../support/factories';
import { startTestHub, type TestHub } from '../../support/hub';
import { edit, number } from '../../support/writer';
import { openStream } from '../../transports/http-client';
import { expectUnbroken, FOLLOW, Subscriber } from './subscriber';

let hub: TestHub;
let headers: Record<string, string>;

beforeEach(async () => {
  hub = await startTestHub();
  headers = await hub.signIn('partner');
});
afterEach(() => hub.close());

/** Writers that change programs without a pause, some in long transactions; each version of a program is one change. */
async function whileWriting(work: (ids: readonly string[]) => Promise<void>): Promise<readonly string[]> {
  const { pool } = hub.database;
  const ids = await Promise.all(Array.from({ length: 8 }, () => makeProgram(pool)));
  let stop = false;
  const writers = [0, 1, 2, 3].map(async (writer) => {
    for (let round = 0; !stop; round += 1) {
      const id = ids[(2 * writer + (round % 2)) % ids.length] as string;
      const slow = round % 7 === writer;
      await edit(pool, 'program', id, {
        set: { name: `${writer}.${round}` },
        ...(slow && { also: (client) => client.query('SELECT pg_sleep(0.02)') }),
      });
      if (round % 3 === 0) await number(pool);
    }
  });
  await work(ids);
  stop = true;
  await Promise.all(writers);
  await number(pool);
  return ids;
}

/** All changes after a cursor, as the log has them. */
async function logged(after: string): Promise<string[]> {
  const seq = Buffer.from(after, 'base64url').readBigUInt64BE(17);
  const { rows } = await hub.database.pool.query<{ seq: string }>(
    'SELECT seq FROM change WHERE seq > $1 ORDER BY seq',
    [seq.toString()],
  );
  return rows.map((row) => row.seq);
}

function seqs(messages: readonly { readonly cursor: string }[]): string[] {
  return messages.map(({ cursor }) => Buffer.from(cursor, 'base64url').readBigUInt64BE(17).toString());
}

test('wherever it begins, each change comes once, in order, with nothing left out between the backlog and what is new', async () => {
  const live = await new Subscriber(hub, headers).started();
  const start = String(live.messages[0]?.cursor);
  const subscribers: { readonly after: string; readonly subscriber: Subscriber }[] = [
    { after: start, subscriber: live },
  ];
  await whileWriting(async () => {
    for (let round = 0; round < 24; round += 1) {
      await wait((round * 7) % 20);
      const known = live.messages;
      const after = String(known[Math.floor((known.length - 1) * ((round % 5) / 4))]?.cursor);
      subscribers.push({ after, subscriber: new Subscriber(hub, headers, { after }) });
    }
  });
  for (const { after, subscriber } of subscribers) {
    const expected = await logged(after);
    await subscriber.until(({ changes }) => changes.length >= expected.length);

    expect(seqs(subscriber.changes)).toEqual(expected);
    expectUnbroken(subscriber.messages, subscriber === live ? null : after);
    subscriber.close();
  }
});

test('over SSE, it goes on after Last-Event-ID', async () => {
  const first = await openStream(hub, { accept: 'text/event-stream', query: FOLLOW, headers });
  await first.until(/id: /);
  await whileWriting(() => first.until(/ProgramChanged/).then(() => undefined));
  const ids = [...first.text().matchAll(/^id: (.*)$/gm)].map(([, id]) => String(id));
  first.response.destroy();
  const last = String(ids.at(1));
  // What is written is numbered a moment later.
  await hub.database.pool.query('SELECT hub_number_changes()');
  const second = await openStream(hub, {
    accept: 'text/event-stream',
    query: FOLLOW,
    headers: { ...headers, 'last-event-id': last },
  });
  const expected = await logged(last);
  // A hub that has not heard of the last changes yet says that it has caught up, and goes on.
  const got = (): unknown[] => [
    ...new Set(seqs([...second.text().matchAll(/^id: (.*)$/gm)].map(([, id]) => ({ cursor: String(id) })))),
  ];
  await until('the stream has all changes', () => got().length >= expected.length);
  second.response.destroy();

  expect(got()).toEqual(expected);
});

test('a cursor that cannot be followed is an error over SSE too', async () => {
  const query = 'subscription { programUpdates(after: "no") { cursor } }';
  const stream = await openStream(hub, { accept: 'text/event-stream', query, headers });

  expect(await stream.until(/event: complete/)).toContain('BAD_USER_INPUT');
  stream.response.destroy();
});
