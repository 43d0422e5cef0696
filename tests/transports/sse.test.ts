import { ClientError } from '../../src/platform/errors';
import { createClient } from 'graphql-sse';
import { openStream } from './http-client';
import { startStreamingHub, type StreamingHub } from './streaming-hub';

const SSE = 'text/event-stream';
const TICKS = 'subscription { ticks { number } }';
/** Of all that is an event stream, however short. */
const STREAM_HEADERS = { 'cache-control': 'private, no-store, no-transform', 'x-accel-buffering': 'no' };

let hub: StreamingHub;

beforeEach(async () => {
  hub = await startStreamingHub();
});
afterEach(() => hub.close());

async function subscribed(count = 1): Promise<void> {
  await hub.feed.until((subscribers) => subscribers.length === count);
}

describe('graphql-sse', () => {
  it('follows a subscription to its end', async () => {
    const client = createClient({ url: `${hub.url}/graphql`, retryAttempts: 0 });
    const messages = client.iterate({ query: TICKS });
    const first = messages.next();
    await subscribed();
    hub.feed.push(1, 2);
    hub.feed.end();

    expect((await first).value).toEqual({ data: { ticks: { number: 1 } } });
    expect((await messages.next()).value).toEqual({ data: { ticks: { number: 2 } } });
    expect((await messages.next()).done).toBe(true);
    client.dispose();
  });

  it('leaves a subscription', async () => {
    const client = createClient({ url: `${hub.url}/graphql`, retryAttempts: 0 });
    const sink = { next: () => undefined, error: () => undefined, complete: () => undefined };
    const leave = client.subscribe({ query: TICKS }, sink);
    await subscribed();
    leave();

    await hub.feed.until(([subscriber]) => subscriber?.left === true);
    expect(await hub.metric('hub_subscriptions_open', 'sse')).toBe(0);
    client.dispose();
  });

  it('asks queries, and gets their errors', async () => {
    hub.tokens.set('partner', undefined);
    const headers = { authorization: 'Bearer partner' };
    const client = createClient({ url: `${hub.url}/graphql`, retryAttempts: 0, headers });

    expect((await client.iterate({ query: '{ role }' }).next()).value).toEqual({ data: { role: 'partner' } });
    expect((await client.iterate({ query: 'mutation { touch }' }).next()).value).toEqual({ data: { touch: true } });
    expect((await client.iterate({ query: '{ nothing }' }).next()).value).toMatchObject({
      errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }],
    });
    client.dispose();
  });
});

describe('what travels', () => {
  it('by GET: an event with the cursor as its id for each message, then the end', async () => {
    const stream = await openStream(hub, { method: 'GET', accept: SSE, query: TICKS });
    await subscribed();
    hub.feed.push(1);
    hub.feed.end();

    expect(stream.response.headers).toMatchObject({ 'content-type': 'text/event-stream; charset=utf-8' });
    expect(await stream.ended).toBe('ended');
    const data = '{"data":{"ticks":{"number":1}}}';
    expect(stream.text()).toBe(`:\n\nevent: next\nid: c1\ndata: ${data}\n\nevent: complete\ndata:\n\n`);
  });

  it('a heartbeat while there is nothing else', async () => {
    await hub.close();
    hub = await startStreamingHub({ times: { heartbeat: 50 } });
    const stream = await openStream(hub, { accept: SSE, query: TICKS });

    await stream.until(/^(:\n\n){4}/);
    stream.response.destroy();
  });

  it('no more than the client reads: one that does not read is cut off, and others are served', async () => {
    await hub.close();
    // Long enough that who does read is never taken for slow, however busy the machine.
    hub = await startStreamingHub({ times: { patience: 3_000 } });
    const query = 'subscription { ticks { number padding(bytes: 60000) } }';
    const slow = await openStream(hub, { accept: SSE, query });
    slow.response.pause();
    const other = await openStream(hub, { accept: SSE, query });
    await subscribed(2);
    hub.feed.push(...Array.from({ length: 1_000 }, (_value, index) => index));
    hub.feed.end();
    expect(await other.ended).toBe('ended');
    expect(other.text()).toContain('"number":999');
    await hub.feed.until(([subscriber]) => subscriber?.left === true);

    expect(hub.feed.subscribers[0]?.pulled).toBeLessThan(300);
    slow.response.resume();
    expect(await slow.ended).toBe('broken');
  });

  it('to an allowed origin', async () => {
    await hub.close();
    const origin = 'https://app.example.org';
    hub = await startStreamingHub({ corsOrigins: [origin] });
    const stream = await openStream(hub, { accept: SSE, query: TICKS, headers: { origin } });

    expect(stream.response.headers['access-control-allow-origin']).toBe(origin);
    stream.response.destroy();
  });
});

test('an operation name that is empty is left out', async () => {
  const body = JSON.stringify({ query: TICKS, operationName: '' });
  const stream = await openStream(hub, { accept: SSE, body });
  hub.feed.push(1);

  await stream.until(/"number":1/);
  stream.response.destroy();
});

describe('where it goes on', () => {
  it.each([
    ['after the argument', {}, 'c1'],
    ['after the last event that the client names, whatever the argument says', { 'last-event-id': 'c2' }, 'c2'],
    ['after the argument, where the client names none', { 'last-event-id': '' }, 'c1'],
  ])('%s', async (_what, headers, after) => {
    hub.feed.push(1, 2, 3);
    const query = 'subscription { ticks(after: "c1") { number } }';
    const stream = await openStream(hub, { method: 'GET', accept: SSE, query, headers });
    await stream.until(/"number":3/);

    expect(hub.feed.subscribers[0]?.after).toBe(after);
    stream.response.destroy();
  });
});

describe('a request that cannot be followed', () => {
  it.each<[string, number, string, Parameters<typeof openStream>[1]]>([
    ['without an operation', 400, 'BAD_REQUEST', { accept: SSE }],
    ['of several operations', 400, 'BAD_REQUEST', { accept: SSE, body: JSON.stringify([{ query: '{ hello }' }]) }],
    ['that is no JSON', 400, 'BAD_REQUEST', { accept: SSE, body: '{' }],
    ['whose variables are no object', 400, 'BAD_REQUEST', { accept: SSE, query: TICKS, variables: [1] }],
    ['whose variables are no JSON', 400, 'BAD_REQUEST', { method: 'GET', accept: SSE, query: TICKS, variables: '{' }],
    ['that is too large', 413, 'BAD_REQUEST', { accept: SSE, query: TICKS, variables: { x: 'x'.repeat(100_000) } }],
    ['with a wrong credential', 401, 'UNAUTHENTICATED', { accept: SSE, query: TICKS, headers: { authorization: 'x' } }],
  ])('%s', async (_what, status, code, request) => {
    const stream = await openStream(hub, request);
    await stream.ended;

    expect(stream.response.statusCode).toBe(status);
    const { errors } = JSON.parse(stream.text()) as { errors: unknown[] };
    expect(errors).toMatchObject([{ extensions: { code, requestId: stream.response.headers['x-request-id'] } }]);
  });

  it.each([
    ['that is too deep', `{ ${'nested { '.repeat(11)} name ${'}'.repeat(11)} }`, 'GRAPHQL_VALIDATION_FAILED'],
    ['that changes something by GET', 'mutation { touch }', 'BAD_REQUEST'],
    ['that the source refuses', 'subscription { secrets { number } }', 'FORBIDDEN'],
    ['whose source fails', 'subscription { broken { number } }', 'INTERNAL_SERVER_ERROR'],
  ])('for an operation %s', async (_what, query, code) => {
    const stream = await openStream(hub, { method: 'GET', accept: SSE, query });
    await stream.ended;

    const [, data = ''] = /^event: next\ndata: (.*)\n\nevent: complete\ndata:\n\n$/.exec(stream.text()) ?? [];
    expect(JSON.parse(data)).toEqual({
      errors: [expect.objectContaining({ extensions: { code, requestId: expect.any(String) } })],
    });
    expect(stream.response.headers).toMatchObject(STREAM_HEADERS);
    expect(data).not.toContain('secret@');
  });

  it('because too many are followed', async () => {
    await hub.close();
    hub = await startStreamingHub({ limit: 1 });
    const first = await openStream(hub, { accept: SSE, query: TICKS });
    const second = await openStream(hub, { accept: SSE, query: TICKS });

    expect(second.response.statusCode).toBe(503);
    first.response.destroy();
    await hub.feed.until(([subscriber]) => subscriber?.left === true);
    expect((await openStream(hub, { accept: SSE, query: TICKS })).response.statusCode).toBe(200);
  });

  it('but would also read a plain answer, gets one', async () => {
    const accept = `${SSE}, application/json`;
    const query = await openStream(hub, { accept, query: '{ hello }' });
    await query.ended;
    expect(JSON.parse(query.text())).toEqual({ data: { hello: 'world' } });

    const subscription = await openStream(hub, { accept: 'application/json', query: TICKS });
    await subscription.ended;
    expect(subscription.text()).toContain('Accept: text/event-stream');
  });
});

describe('a stream ends', () => {
  it('with an error once its credential is revoked', async () => {
    await hub.close();
    hub = await startStreamingHub({ times: { credentials: 50 } });
    hub.tokens.set('partner', undefined);
    const headers = { authorization: 'Bearer partner' };
    const stream = await openStream(hub, { accept: SSE, query: TICKS, headers });
    await subscribed();
    hub.tokens.delete('partner');

    expect(await stream.ended).toBe('ended');
    expect(stream.text()).toMatch(/event: next\ndata: .*UNAUTHENTICATED.*\n\nevent: complete\n/);
  });

  it('without complete when the hub stops, so that the client connects again', async () => {
    const stream = await openStream(hub, { accept: SSE, query: TICKS });
    await subscribed();
    await hub.close();

    expect(await stream.ended).toBe('ended');
    expect(stream.text()).toBe(':\n\n');
    expect(hub.feed.subscribers[0]?.left).toBe(true);
  });

  it('at once when the hub stops, though a message is being answered', async () => {
    const stream = await openStream(hub, { accept: SSE, query: 'subscription { held { number } }' });
    await subscribed();
    hub.feed.push(1);
    await hub.feed.until(([subscriber]) => subscriber?.pulled === 1);
    await hub.close();

    expect(await stream.ended).toBe('ended');
    expect(stream.text()).toBe(':\n\n');
  });

  it('without complete where it failed for a passing reason, so that the client connects again', async () => {
    const stream = await openStream(hub, { accept: SSE, query: TICKS });
    await subscribed();
    hub.feed.end(new ClientError('UNAVAILABLE', 'The database is away.'));

    expect(await stream.ended).toBe('ended');
    expect(stream.text()).toMatch(/event: next\ndata: .*UNAVAILABLE.*\n\n$/);
  });

  it('with what was wrong at its source, masked', async () => {
    const stream = await openStream(hub, { accept: SSE, query: TICKS });
    await subscribed();
    hub.feed.end(new TypeError('postgres://hub:secret@db/hub'));

    expect(await stream.ended).toBe('ended');
    expect(stream.text()).toMatch(/INTERNAL_SERVER_ERROR.*\n\nevent: complete/);
    expect(stream.text()).not.toContain('secret@');
  });
});
