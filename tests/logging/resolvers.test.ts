/** @isolated Its resolvers throw errors of the test's own realm. */
import { startStreamingHub, openSocket, type StreamingHub } from '../transports/streaming-hub';
import { askOn, linesOf, linesOfRequest, TRANSPORTS } from './ask';

let hub: StreamingHub;
beforeEach(async () => {
  hub = await startStreamingHub();
});
afterEach(() => hub.close());

describe.each(TRANSPORTS)('a resolver that throws, over %s', (transport) => {
  it('is logged once however many fields it fails, with its place and without what it quotes', async () => {
    const query = 'query Faulty { a: fault b: fault c: fault }';
    const { requestId, codes } = await askOn(hub, transport, { query });
    const { answered, others } = await linesOfRequest(hub, requestId);

    expect(codes).toEqual(['INTERNAL_SERVER_ERROR']);
    expect(answered).toMatchObject({ transport, operation: 'Faulty', type: 'query', role: 'public', codes });
    expect(others).toMatchObject([
      {
        level: 50,
        msg: 'a field failed',
        count: 3,
        err: { type: 'TypeError', message: 'postgres://…', stack: expect.stringContaining('streaming-hub.ts') },
      },
    ]);
    expect(hub.logged.join('')).not.toContain('secret@');
  });
});

test('an event that cannot be answered is logged for each message, and the end of the subscription has the codes', async () => {
  const socket = await (await openSocket(hub)).init();
  socket.subscribe('1', 'subscription Ticking { ticks { number fault } }');
  await hub.feed.until(([subscriber]) => subscriber !== undefined);
  hub.feed.push(1, 2);
  await socket.until((messages) => messages.filter(({ type }) => type === 'next').length === 2);
  hub.feed.end();
  await socket.message('1', 'complete');
  const faults = linesOf(hub).filter(({ level }) => level === 50);
  const [ended] = linesOf(hub).filter(({ msg }) => msg === 'subscription ended');

  expect(faults).toHaveLength(2);
  expect(new Set([ended, ...faults].map((line) => line?.requestId)).size).toBe(1);
  expect(ended).toMatchObject({
    transport: 'websocket',
    operation: 'Ticking',
    type: 'subscription',
    role: 'public',
    codes: ['INTERNAL_SERVER_ERROR'],
    messages: 2,
  });
});

test('a source that breaks ends the subscription with its code in the log', async () => {
  const socket = await (await openSocket(hub)).init();
  socket.subscribe('1', 'subscription Ticking { ticks { number } }');
  await hub.feed.until(([subscriber]) => subscriber !== undefined);
  hub.feed.end(new RangeError('cannot take "canary"'));
  await socket.message('1', 'error');

  expect(linesOf(hub).filter(({ level }) => level === 50)).toMatchObject([
    { err: { type: 'RangeError', message: 'cannot take "…"' } },
  ]);
  expect(linesOf(hub).find(({ msg }) => msg === 'subscription ended')).toMatchObject({
    codes: ['INTERNAL_SERVER_ERROR'],
  });
});
