import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { documentHash, KnownDocuments, type DocumentRule } from '../../src/platform/known-documents/known-documents';
import { openStream, type StreamRequest } from './http-client';
import { StubRouter } from './router';
import { openSocket, startStreamingHub, type StreamingHub } from './streaming-hub';

const TICKS = 'subscription Ticks { ticks { number } }';
const HELLO = '{ hello }';
const FREE = 'subscription { ticks { number } }';
const ID = `sha256:${documentHash(TICKS)}`;
const BY_HASH = { persistedQuery: { version: 1, sha256Hash: documentHash(TICKS) } };
const UNKNOWN = `sha256:${'0'.repeat(64)}`;

let hub: StreamingHub;
let router: StubRouter;

async function start(rule: DocumentRule): Promise<void> {
  router = await StubRouter.start();
  const known = new KnownDocuments([{ text: TICKS, ids: ['ticks'] }, { text: HELLO }], rule);
  hub = await startStreamingHub({ known, callbackHosts: [router.host] });
}
afterEach(async () => {
  await hub.close();
  await router.close();
});

/** How a request names a document, over each transport. */
type Named = Readonly<Record<string, unknown>>;

interface Way {
  /** The first two messages of a subscription. */
  readonly follow: (named: Named) => Promise<unknown>;
  /** The code of the error that it gets. */
  readonly refused: (named: Named) => Promise<string | undefined>;
}

async function pushed(): Promise<void> {
  await hub.feed.until(([subscriber]) => subscriber !== undefined);
  hub.feed.push(1, 2);
  hub.feed.end();
}

const TICKED = [1, 2].map((number) => ({ data: { ticks: { number } } }));

function codeIn(text: string): string | undefined {
  return /"code":"(\w+)"/.exec(text)?.[1];
}

function open(accept: string, fields: Named, more: Partial<StreamRequest> = {}) {
  return openStream(hub, { accept, body: JSON.stringify(fields), ...more });
}

function overHttp(accept: string): Way {
  return {
    async follow(named) {
      const { ended, text } = await open(accept, named);
      await pushed();
      await ended;
      return [...text().matchAll(/\{"data":\{"ticks":\{"number":\d\}\}\}/g)].map(
        ([json]) => JSON.parse(json) as unknown,
      );
    },
    async refused(named) {
      const { ended, text } = await open(accept, named);
      await ended;
      return codeIn(text());
    },
  };
}

const WAYS: Readonly<Record<string, Way>> = {
  WebSocket: {
    async follow(named) {
      const client = createClient({ url: `${hub.socketUrl}/graphql`, webSocketImpl: WebSocket, retryAttempts: 0 });
      const messages: unknown[] = [];
      const done = new Promise<void>((resolve, fail) =>
        // graphql-ws demands a document; an empty one counts as none.
        client.subscribe(
          { query: '', ...named },
          {
            next: (message) => messages.push(message),
            error: fail,
            complete: resolve,
          },
        ),
      );
      await pushed();
      await done;
      await client.dispose();
      return messages;
    },
    async refused(named) {
      const socket = await (await openSocket(hub)).init();
      socket.send({ id: 'a', type: 'subscribe', payload: named });
      const { payload } = await socket.message('a', 'error');
      socket.socket.close();
      return codeIn(JSON.stringify(payload));
    },
  },
  SSE: overHttp('text/event-stream'),
  multipart: overHttp('multipart/mixed;boundary=graphql;subscriptionSpec=1.0'),
  callback: {
    async follow({ extensions, ...named }) {
      const all = { ...(extensions as object | undefined), ...router.extensions() };
      await (
        await open('application/json;callbackSpec=1.0', { ...named, extensions: all })
      ).ended;
      await pushed();
      await router.until((messages) => messages.at(-1)?.action === 'complete');
      return router.messages.flatMap((message) => (message.action === 'next' ? [message.payload] : []));
    },
    async refused({ extensions, ...named }) {
      const all = { ...(extensions as object | undefined), ...router.extensions() };
      const { ended, text } = await open('application/json;callbackSpec=1.0', { ...named, extensions: all });
      await ended;
      return codeIn(text());
    },
  },
};

describe.each(Object.entries(WAYS))('over %s', (_name, { follow, refused }) => {
  test.each([
    ['the hash of a known document', { documentId: ID }],
    ['another id of it', { documentId: 'ticks', operationName: 'Ticks' }],
    ["the hash as Apollo's clients send it", { extensions: BY_HASH }],
    ['the known document itself', { query: TICKS }],
  ])('%s runs it, also where nobody may send others', async (_case, named) => {
    await start('trusted');
    expect(await follow(named)).toEqual(TICKED);
  });

  test.each([
    ['an unknown hash', { documentId: UNKNOWN }, 'DOCUMENT_UNKNOWN'],
    ['no id', { documentId: 'sha256:1' }, 'BAD_REQUEST'],
    ['a number', { documentId: 3 }, 'BAD_REQUEST'],
    ['a document and an id', { documentId: ID, query: FREE }, 'BAD_REQUEST'],
    ['an id and a hash', { documentId: ID, extensions: BY_HASH }, 'BAD_REQUEST'],
    [
      "an unknown hash as Apollo's clients send it",
      { extensions: { persistedQuery: { version: 1, sha256Hash: 'x' } } },
      'PERSISTED_QUERY_NOT_FOUND',
    ],
    ['another document', { query: FREE }, 'FORBIDDEN'],
  ])('%s is refused', async (_case, named, code) => {
    await start('trusted');
    expect(await refused(named)).toBe(code);
    expect(hub.feed.subscribers).toEqual([]);
  });

  test('everybody may send other documents, unless the operator says otherwise', async () => {
    await start('any');
    expect(await follow({ query: FREE })).toEqual(TICKED);
  });

  test('clients without a credential may not, if only those with one may', async () => {
    await start('signed-in');
    expect(await refused({ query: FREE })).toBe('FORBIDDEN');
  });
});

test('a query over a WebSocket can be named, too', async () => {
  await start('trusted');
  const socket = await (await openSocket(hub)).init();
  socket.send({ id: 'a', type: 'subscribe', payload: { documentId: `sha256:${documentHash(HELLO)}` } });
  expect((await socket.message('a', 'next')).payload).toEqual({ data: { hello: 'world' } });
  socket.socket.close();
});

test('a subscription by GET can be named, too', async () => {
  await start('trusted');
  const address = `${hub.url}/graphql?documentId=${encodeURIComponent(ID)}`;
  const response = await fetch(address, { headers: { accept: 'text/event-stream' } });
  await pushed();
  expect(response.headers.get('cache-control')).toBe('private, no-store, no-transform');
  expect(await response.text()).toContain('{"data":{"ticks":{"number":2}}}');
});
