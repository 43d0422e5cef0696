import { ApolloClient, gql, InMemoryCache } from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { createClient, type Client } from 'graphql-ws';
import { WebSocket } from 'ws';
import { openSocket, startStreamingHub, type StreamingHub, type WireMessage } from './streaming-hub';

const TICKS = 'subscription { ticks { number } }';

let hub: StreamingHub;

beforeEach(async () => {
  hub = await startStreamingHub();
});
afterEach(() => hub.close());

function clientOf(path: string, connectionParams?: Record<string, unknown>): Client {
  return createClient({
    url: hub.socketUrl + path,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    ...(connectionParams && { connectionParams }),
  });
}

function extensionsOf({ payload }: WireMessage): unknown {
  return (payload as readonly { extensions: unknown }[])[0]?.extensions;
}

describe('graphql-ws', () => {
  it.each(['/graphql', '/ws'])('follows a subscription at %s, and leaves it', async (path) => {
    const client = clientOf(path);
    const messages = client.iterate({ query: TICKS });
    const first = messages.next();
    await hub.feed.until(([subscriber]) => subscriber !== undefined);
    hub.feed.push(1, 2);

    expect((await first).value).toEqual({ data: { ticks: { number: 1 } } });
    expect((await messages.next()).value).toEqual({ data: { ticks: { number: 2 } } });
    expect(await hub.metric('hub_subscriptions_open', 'websocket')).toBe(1);
    await messages.return?.();
    await hub.feed.until(([subscriber]) => subscriber?.left === true);
    expect(await hub.metric('hub_subscriptions_open', 'websocket')).toBe(0);
    expect(await hub.metric('hub_subscription_messages_total', 'websocket')).toBe(2);
    await client.dispose();
  });

  it('asks queries and mutations, too', async () => {
    const client = clientOf('/graphql');

    expect((await client.iterate({ query: '{ hello }' }).next()).value).toEqual({ data: { hello: 'world' } });
    expect((await client.iterate({ query: 'mutation { touch }' }).next()).value).toEqual({ data: { touch: true } });
    await client.dispose();
  });

  it('gets complete at the end of the source', async () => {
    const client = clientOf('/graphql');
    const messages = client.iterate({ query: TICKS });
    const first = messages.next();
    await hub.feed.until(([subscriber]) => subscriber !== undefined);
    hub.feed.end();

    expect((await first).done).toBe(true);
    await client.dispose();
  });

  it('sends its credential in its first message', async () => {
    hub.tokens.set('partner', undefined);
    const client = clientOf('/graphql', { authorization: 'Bearer partner' });

    expect((await client.iterate({ query: '{ role }' }).next()).value).toEqual({ data: { role: 'partner' } });
    await client.dispose();
  });
});

test('an operation name that is empty is left out', async () => {
  const socket = await (await openSocket(hub)).init();
  socket.send({ id: 'a', type: 'subscribe', payload: { query: 'query A { hello }', operationName: '' } });

  expect((await socket.message('a', 'next')).payload).toEqual({ data: { hello: 'world' } });
});

test("Apollo Client's GraphQLWsLink follows a subscription", async () => {
  const socket = clientOf('/graphql');
  const client = new ApolloClient({ cache: new InMemoryCache(), link: new GraphQLWsLink(socket) });
  const numbers: unknown[] = [];
  const two = new Promise<void>((done, fail) => {
    client.subscribe({ query: gql(TICKS) }).subscribe({
      next: ({ data }) => numbers.push(data) === 2 && done(),
      error: fail,
    });
  });
  await hub.feed.until(([subscriber]) => subscriber !== undefined);
  hub.feed.push(1, 2);
  await two;

  expect(numbers).toMatchObject([{ ticks: { number: 1 } }, { ticks: { number: 2 } }]);
  client.stop();
  await socket.dispose();
});

describe('every message', () => {
  it('is read with fresh reads', async () => {
    const socket = await (await openSocket(hub)).init();
    const before = hub.freshReads();
    socket.subscribe('a', TICKS);
    await hub.feed.until(([subscriber]) => subscriber !== undefined);
    hub.feed.push(1, 2, 3);
    await socket.until((messages) => messages.filter(({ type }) => type === 'next').length === 3);

    expect(hub.freshReads() - before).toBe(1 + 3);
  });

  it('masks its errors, and the stream goes on', async () => {
    const socket = await (await openSocket(hub)).init();
    socket.subscribe('a', 'subscription { ticks { number fault } }');
    await hub.feed.until(([subscriber]) => subscriber !== undefined);
    hub.feed.push(1, 2);
    await socket.until((messages) => messages.filter(({ type }) => type === 'next').length === 2);

    const { payload } = await socket.message('a', 'next');
    expect(payload).toMatchObject({
      data: { ticks: { number: 1, fault: null } },
      errors: [{ path: ['ticks', 'fault'], extensions: { code: 'INTERNAL_SERVER_ERROR' } }],
    });
    expect(JSON.stringify(payload)).not.toContain('secret');
  });
});

describe('an operation that does not run is answered with an error', () => {
  it.each([
    ['that is no GraphQL', '{ hello', 'GRAPHQL_PARSE_FAILED'],
    ['that is not in the schema', '{ goodbye }', 'GRAPHQL_VALIDATION_FAILED'],
    ['that is too deep', `{ ${'nested { '.repeat(11)} name ${'}'.repeat(11)} }`, 'GRAPHQL_VALIDATION_FAILED'],
    ['with too many aliases', `{ ${aliases(31)} }`, 'GRAPHQL_VALIDATION_FAILED'],
    ['with too many tokens', `{ ${'hello '.repeat(2_000)} }`, 'GRAPHQL_PARSE_FAILED'],
    ['with two operations, and none chosen', 'query A { hello } query B { hello }', 'OPERATION_RESOLUTION_FAILURE'],
    ['whose variable is missing', 'query ($name: String!) { hello(name: $name) }', 'BAD_USER_INPUT'],
    ['that the source refuses', 'subscription { secrets { number } }', 'FORBIDDEN'],
    ['whose source fails', 'subscription { broken { number } }', 'INTERNAL_SERVER_ERROR'],
  ])('%s', async (_what, query, code) => {
    const socket = await (await openSocket(hub)).init();
    socket.subscribe('a', query);
    const error = await socket.message('a', 'error');

    expect(extensionsOf(error)).toEqual({ code, requestId: expect.any(String) });
    expect(JSON.stringify(error)).not.toContain('secret@');
    socket.subscribe('b', '{ hello }');
    expect((await socket.message('b', 'next')).payload).toEqual({ data: { hello: 'world' } });
  });

  it('whose variables nest too deep', async () => {
    const socket = await (await openSocket(hub)).init();
    const deep = `${'['.repeat(10_000)}${']'.repeat(10_000)}`;
    socket.send(`{"id":"a","type":"subscribe","payload":{"query":"{ hello }","variables":{"deep":${deep}}}}`);

    expect(extensionsOf(await socket.message('a', 'error'))).toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  it('whose source breaks later', async () => {
    const socket = await (await openSocket(hub)).init();
    socket.subscribe('a', TICKS);
    await hub.feed.until(([subscriber]) => subscriber !== undefined);
    hub.feed.push(1);
    hub.feed.end(new TypeError('postgres://hub:secret@db/hub'));
    const error = await socket.message('a', 'error');

    expect(extensionsOf(error)).toMatchObject({ code: 'INTERNAL_SERVER_ERROR' });
    expect(JSON.stringify(error)).not.toContain('secret@');
    expect(hub.logged.join()).toContain('a field failed');
  });
});

function aliases(count: number): string {
  return Array.from({ length: count }, (_value, index) => `a${index}: hello`).join(' ');
}
