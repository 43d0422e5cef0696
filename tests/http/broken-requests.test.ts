import { connect } from 'node:net';
import { once } from 'node:events';
import { startTestHub, type TestHub } from '../support/hub';
import { rawRequest, sendRaw } from '../support/raw-http';
import { expectNoFaults, rawError } from './client';

const BODY = '{"query":"{ __typename }"}';
const LIVE = rawRequest(['GET /health/live HTTP/1.1', 'Host: hub']);
const LAST = rawRequest(['GET /health/live HTTP/1.1', 'Host: hub', 'Connection: close']);
const POST = ['POST /graphql HTTP/1.1', 'Host: hub', 'Content-Type: application/json'];

let hub: TestHub;

beforeAll(async () => {
  hub = await startTestHub();
});
afterAll(() => hub.close());
afterEach(() => expectNoFaults(hub));

const chunk = (text: string, size = text.length.toString(16)): string => `${size}\r\n${text}\r\n`;

describe('what is no request is answered once, in JSON, and the connection is closed', () => {
  it.each<[string, number, string | Buffer]>([
    ['words', 400, 'GARBAGE\r\n\r\n'],
    ['TLS', 400, Buffer.from('160301020001000001fc0303', 'hex')],
    ['HTTP/2', 400, 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
    ['a version that there is not', 400, rawRequest(['GET / HTTP/3.7', 'Host: hub'])],
    ['an address without a slash', 400, rawRequest(['GET graphql HTTP/1.1', 'Host: hub'])],
    ['bytes in an address', 400, rawRequest(['GET /\u00e9 HTTP/1.1', 'Host: hub'])],
    ['lines that end otherwise', 400, 'GET / HTTP/1.1\nHost: hub\n\n'],
    ['a header without a name', 400, rawRequest(['GET / HTTP/1.1', 'Host: hub', ': x'])],
    ['a header with a space in its name', 400, rawRequest(['GET / HTTP/1.1', 'Host: hub', 'X Y: x'])],
    ['a header with U+0000', 400, rawRequest(['GET / HTTP/1.1', 'Host: hub', 'X: \u0000'])],
    ['a folded header', 400, rawRequest(['GET / HTTP/1.1', 'Host: hub', 'X: x', ' y: z', ' : '])],
    ['headers of more than 16 kB', 431, rawRequest(['GET / HTTP/1.1', 'Host: hub', `X: ${'x'.repeat(20_000)}`])],
    ['an address of more than 16 kB', 431, rawRequest([`GET /${'x'.repeat(20_000)} HTTP/1.1`, 'Host: hub'])],
    ['a chunk of no size', 400, rawRequest([...POST, 'Transfer-Encoding: chunked'], chunk('abc', 'zz'))],
    ['a chunk of a huge size', 400, rawRequest([...POST, 'Transfer-Encoding: chunked'], chunk('abc', 'f'.repeat(20)))],
    ['a chunk longer than it says', 400, rawRequest([...POST, 'Transfer-Encoding: chunked'], chunk(BODY, '5'))],
    [
      'a long extension of a chunk',
      413,
      rawRequest([...POST, 'Transfer-Encoding: chunked'], chunk('a', `1;${'x'.repeat(20_000)}`)),
    ],
    ['two lengths', 400, rawRequest([...POST, 'Content-Length: 5', 'Content-Length: 26'], BODY)],
    ['a length and chunks', 400, rawRequest([...POST, 'Content-Length: 5', 'Transfer-Encoding: chunked'], chunk(BODY))],
    ['a length below zero', 400, rawRequest([...POST, 'Content-Length: -5'], BODY)],
    ['a length beyond numbers', 400, rawRequest([...POST, `Content-Length: ${'9'.repeat(30)}`], BODY)],
    ['a length that is none', 400, rawRequest([...POST, 'Content-Length: ten'], BODY)],
    ['another transfer encoding', 400, rawRequest([...POST, 'Transfer-Encoding: gzip'], BODY)],
  ])('%s: %i', async (_name, status, bytes) => {
    const answers = await sendRaw(hub.url, bytes);

    expect(answers.map((answer) => answer.status)).toEqual([status]);
    expect(rawError(answers[0]).extensions.code).toBe('BAD_REQUEST');
    expect(answers[0]?.headers['connection']).toBe('close');
  });
});

describe('requests one after the other on a connection', () => {
  it('are answered in their order', async () => {
    const query = rawRequest([...POST, `Content-Length: ${BODY.length}`], BODY);
    const answers = await sendRaw(hub.url, LIVE + query + LIVE + query + LAST);

    expect(answers.map(({ body }) => body.trim())).toEqual([
      '{"status":"live"}',
      '{"data":{"__typename":"Query"}}',
      '{"status":"live"}',
      '{"data":{"__typename":"Query"}}',
      '{"status":"live"}',
    ]);
  });

  it.each([
    ['words', 'GARBAGE\r\n\r\n', 400],
    ['an unknown method', rawRequest(['FOO /graphql HTTP/1.1', 'Host: hub']), 405],
    ['a chunk of no size', rawRequest([...POST, 'Transfer-Encoding: chunked'], 'zz\r\n'), 400],
    ['no Host', rawRequest(['GET / HTTP/1.1', 'Connection: close']), 400],
  ])('are answered before %s is', async (_name, bytes, status) => {
    const slow = rawRequest(['GET /graphql?query=%7Bprograms%7BtotalCount%7D%7D HTTP/1.1', 'Host: hub']);
    const answers = await sendRaw(hub.url, slow + slow + bytes);

    expect(answers.map((answer) => answer.status)).toEqual([200, 200, status]);
    expect(answers[0]?.body).toBe('{"data":{"programs":{"totalCount":0}}}\n');
    rawError(answers[2]);
  });

  it('are not read after CONNECT', async () => {
    const answers = await sendRaw(hub.url, rawRequest(['CONNECT hub:80 HTTP/1.1', 'Host: hub']) + LIVE);

    expect(answers.map(({ status }) => status)).toEqual([404]);
  });
});

describe('addresses', () => {
  it.each([
    ['http://hub/health/live', 200],
    ['http://other.example:80/health/live?x', 200],
    ['/health/live?', 200],
    ['/%67raphql?query=%7B__typename%7D', 200],
    ['/graphql?', 400],
    ['//graphql?query=%7B__typename%7D', 404],
    ['/%2fgraphql?query=%7B__typename%7D', 404],
    ['/graphql%2f?query=%7B__typename%7D', 404],
    ['/GraphQL?query=%7B__typename%7D', 404],
    ['/health/../graphql?query=%7B__typename%7D', 404],
    ['/graphql;x=1?query=%7B__typename%7D', 404],
    ['//', 404],
  ])('%s is answered %i', async (path, status) => {
    const [answer] = await sendRaw(hub.url, rawRequest([`GET ${path} HTTP/1.1`, 'Host: hub', 'Connection: close']));

    expect(answer?.status).toBe(status);
  });
});

describe('headers', () => {
  const get = async (...headers: readonly string[]) => {
    const head = ['GET /graphql?query=%7B__typename%7D HTTP/1.1', 'Host: hub', 'Connection: close', ...headers];
    return (await sendRaw(hub.url, rawRequest(head)))[0];
  };

  it('beyond the two thousandth are read, too: a credential is never taken for none', async () => {
    const many = Array.from({ length: 2_100 }, () => 'a:');

    expect((await get(...many))?.status).toBe(200);
    expect((await get(...many, 'Authorization: Bearer nobody'))?.status).toBe(401);
  });

  it('with a credential are accepted only once', async () => {
    const answer = await get('Authorization: Bearer a', 'authorization: Bearer b');

    expect(answer?.status).toBe(400);
    expect(rawError(answer).message).toBe('The request has several authorization headers; send one.');
  });

  it.each([
    ['*/*;q=0', 406],
    ['application/json;q=0', 406],
    ['application/json;q=0, */*;q=0', 406],
    ['text/plain', 406],
    ['application/json;charset=utf-16', 406],
    ['garbage', 406],
    [';;,,=', 406],
    ['', 200],
    ['*/*', 200],
    ['application/*', 200],
    ['text/plain, */*;q=0.1', 200],
    ['text/event-stream;q=0, application/json', 200],
    ['application/json;q=x', 406],
  ])('Accept: "%s" is answered %i', async (accept, status) => {
    expect((await get(`Accept: ${accept}`))?.status).toBe(status);
  });

  it.each(['identity;q=0', '*;q=0', 'gzip;q=0', 'x', ';;', 'br;q=x, gzip'])(
    'Accept-Encoding: "%s" is no fault',
    async (encoding) => {
      expect((await get(`Accept-Encoding: ${encoding}`))?.status).toBeLessThan(500);
    },
  );

  it.each([
    ['100-continue', [100, 200]],
    ['200-ok', [417]],
  ])('Expect: %s is answered %j', async (expectation, statuses) => {
    const head = [...POST, `Expect: ${expectation}`, `Content-Length: ${BODY.length}`, 'Connection: close'];

    expect((await sendRaw(hub.url, rawRequest(head, BODY))).map(({ status }) => status)).toEqual(statuses);
  });
});

it('a client that leaves while it is answered is no fault of the hub', async () => {
  const query = encodeURIComponent(
    '{ programs { totalCount } organizations { totalCount } search(query: "a") { name } }',
  );
  for (const accept of ['application/json', 'text/event-stream']) {
    const socket = connect(Number(new URL(hub.url).port), '127.0.0.1');
    socket.write(rawRequest([`GET /graphql?query=${query} HTTP/1.1`, 'Host: hub', `Accept: ${accept}`]));
    await once(socket, 'connect');
    socket.resetAndDestroy();
  }
  expect((await sendRaw(hub.url, LAST))[0]?.status).toBe(200);
});
