import { once } from 'node:events';
import { ApolloClient, gql, HttpLink, InMemoryCache, type ApolloLink } from '@apollo/client';
import { createClient as createSseClient, type Client as SseClient, type NetworkError } from 'graphql-sse';
import { createClient as createSocketClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { startTestHub, type TestHub } from '../support/hub';

const FOLLOW = 'subscription { programUpdates { cursor } }';
const NO_KEY = 'Sign in to use Subscription.programUpdates: it is for partners, editors and admins.';
const ROLE = 'Your role, analyst, may not use Subscription.programUpdates: it is for partners, editors and admins.';
const FORM = 'The credential is neither a hub key nor a JWT; a hub key begins with hub_ and has 60 characters.';
const NOT_SET = 'The credential is no key, but the text of a variable without a value; set it to a hub key or a JWT.';
const UNKNOWN = 'The credential is unknown, wrong, expired or revoked; send a valid one, or none.';

type Headers = Readonly<Record<string, string>>;

let hub: TestHub;

beforeAll(async () => {
  hub = await startTestHub();
});
afterAll(() => hub.close());

const mistakes: [string, () => Headers | Promise<Headers>, string][] = [
  ['no key', () => ({}), NO_KEY],
  ['the key of a role that may not', () => hub.signIn('analyst'), ROLE],
  ['something else than a key', () => ({ authorization: 'Bearer my-key' }), FORM],
  ['a variable that has no value', () => ({ authorization: 'Bearer undefined' }), NOT_SET],
  ['an unknown key', () => ({ authorization: `Bearer hub_000000000000_${'x'.repeat(43)}` }), UNKNOWN],
];

/** What Apollo Client shows of a subscription that is refused. */
async function shownByApollo(link: ApolloLink): Promise<string> {
  const client = new ApolloClient({ cache: new InMemoryCache(), link });
  try {
    return await new Promise<string>((shown, fail) => {
      client.subscribe({ query: gql(FOLLOW) }).subscribe({
        next: ({ error }) => shown(String(error?.message)),
        error: fail,
        complete: () => fail(new Error('it was not refused')),
      });
    });
  } finally {
    client.stop();
  }
}

describe('Apollo Client over HTTP shows why it may not follow, with', () => {
  test.each(mistakes)('%s', async (_name, headers, message) => {
    const link = new HttpLink({ uri: `${hub.url}/graphql`, headers: await headers() });
    expect(await shownByApollo(link)).toBe(message);
  });

  test('a query and a key that is not accepted', async () => {
    const link = new HttpLink({ uri: `${hub.url}/graphql`, headers: { authorization: 'Bearer my-key' } });
    const client = new ApolloClient({ cache: new InMemoryCache(), link });
    await expect(client.query({ query: gql('{ programs { totalCount } }') })).rejects.toThrow(FORM);
  });

  test('a document that is refused', async () => {
    const client = new ApolloClient({ cache: new InMemoryCache(), link: new HttpLink({ uri: `${hub.url}/graphql` }) });
    await expect(client.query({ query: gql('{ programs { name } }') })).rejects.toThrow('Did you mean nodes { name }?');
  });
});

describe('graphql-ws', () => {
  test.each(mistakes.slice(0, 2))('shows why it may not follow, with %s', async (_name, headers, message) => {
    expect(await refused(socketClient(await headers()))).toMatchObject([{ message }]);
  });
});

describe('a socket is closed with what is wrong with its credential:', () => {
  test.each([
    ['something else than a key', { authorization: 'Bearer my-key' }, FORM],
    [
      'without Bearer',
      { authorization: 'hub_x' },
      'The credential does not begin with "Bearer "; send "Bearer <hub key or JWT>".',
    ],
    ['a number', { authorization: 5 }, 'The credential is empty; send "Bearer <hub key or JWT>", or leave it out.'],
    ['under token', { token: 'hub_x' }, 'Send the credential as "authorization" in the payload, not in "token".'],
    [
      'under auth_token',
      { auth_token: 'hub_x' },
      'Send the credential as "authorization" in the payload, not in "auth_token".',
    ],
    ['under apiKey', { apiKey: 'hub_x' }, 'Send the credential as "authorization" in the payload, not in "apiKey".'],
    [
      'within headers',
      { headers: { Authorization: 'Bearer hub_x' } },
      'Send the credential as "authorization" in the payload, not in "headers".',
    ],
  ])('%s', async (_name, payload, reason) => {
    expect(await refused(socketClient(payload))).toMatchObject({ code: 4403, reason });
  });

  test.each([[{}], [{ token: '' }], [{ token: 7 }], [{ client: 'a page' }], [{ headers: { 'user-agent': 'a page' } }]])(
    'not %j, which has none',
    async (payload) => {
      expect(await refused(socketClient(payload))).toMatchObject([{ message: NO_KEY }]);
    },
  );
});

test('a socket whose request has a credential needs none in the payload, whatever else is there', async () => {
  const headers = await hub.signIn('partner');
  const socket = new WebSocket(`${hub.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', { headers });
  socket.on('open', () => socket.send(JSON.stringify({ type: 'connection_init', payload: { token: 'of a page' } })));
  const [first] = (await once(socket, 'message')) as [Buffer];
  expect(JSON.parse(first.toString())).toEqual({ type: 'connection_ack' });
  socket.close();
});

describe('a socket of another protocol', () => {
  test.each([
    ['of none', [], 4406, 'Open the socket with the subprotocol graphql-transport-ws'],
    ['of the protocol before', ['graphql-ws'], 4406, 'Open the socket with the subprotocol graphql-transport-ws'],
  ])('%s', async (_name, protocols, code, reason) => {
    expect(await talk(protocols, [])).toEqual({ code, reason });
  });

  test.each([
    [
      'an operation before connection_init',
      [{ id: '1', type: 'subscribe', payload: { query: FOLLOW } }],
      4401,
      'Send connection_init, and wait for connection_ack, before the first operation',
    ],
    [
      'connection_init twice',
      [{ type: 'connection_init' }, { type: 'connection_init' }],
      4429,
      'Send connection_init only once',
    ],
    [
      'a message of the protocol before',
      [{ type: 'connection_init' }, { id: '1', type: 'start', payload: { query: FOLLOW } }],
      4400,
      'Not a message of graphql-transport-ws; to begin an operation, send its id, the type subscribe, and a payload',
    ],
  ])('%s', async (_name, messages, code, reason) => {
    expect(await talk(['graphql-transport-ws'], messages)).toEqual({ code, reason });
  });
});

describe('graphql-sse', () => {
  const client = async (headers: Headers | Promise<Headers>): Promise<SseClient> =>
    createSseClient({ url: `${hub.url}/graphql`, headers: { ...(await headers) }, retryAttempts: 0 });

  test.each(mistakes.slice(0, 2))('reads why it may not follow, with %s', async (_name, headers, message) => {
    const sse = await client(headers());
    for await (const { errors } of sse.iterate({ query: FOLLOW })) expect(errors?.[0]?.message).toBe(message);
    sse.dispose();
    expect.assertions(1);
  });

  test.each(mistakes.slice(2))('has the answer in its error, with %s', async (_name, headers, message) => {
    const sse = await client(headers());
    const error = await new Promise((done) => {
      sse.subscribe({ query: FOLLOW }, { next: done, error: done, complete: () => done(undefined) });
    });
    const { response } = error as NetworkError<Response>;
    expect(await response?.json()).toMatchObject({ errors: [{ message }] });
    sse.dispose();
  });
});

function socketClient(connectionParams: Record<string, unknown>): ReturnType<typeof createSocketClient> {
  return createSocketClient({
    url: `${hub.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams,
    retryAttempts: 0,
  });
}

/** Why a client may not follow: the errors of its subscription, or how its socket is closed. */
async function refused(client: ReturnType<typeof createSocketClient>): Promise<unknown> {
  const why = await new Promise((done) => {
    client.subscribe({ query: FOLLOW }, { next: done, error: done, complete: () => done(undefined) });
  });
  await client.dispose();
  return why;
}

/** How the hub closes a socket after these messages. */
function talk(protocols: string[], messages: readonly object[]): Promise<{ code: number; reason: string }> {
  const socket = new WebSocket(`${hub.url.replace('http', 'ws')}/graphql`, protocols);
  socket.on('open', () => messages.forEach((message) => socket.send(JSON.stringify(message))));
  return new Promise((done, fail) => {
    socket.on('error', fail);
    socket.on('close', (code, reason) => done({ code, reason: reason.toString() }));
  });
}
