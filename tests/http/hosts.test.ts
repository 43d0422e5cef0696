import { startTestHub, type TestHub } from '../support/hub';
import { rawRequest, sendRaw, type RawAnswer } from '../support/raw-http';
import { expectNoFaults, rawError } from './client';

const BODY = '{"query":"{ __typename }"}';
const SOCKET = [
  'Connection: Upgrade',
  'Upgrade: websocket',
  'Sec-WebSocket-Version: 13',
  'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
  'Sec-WebSocket-Protocol: graphql-transport-ws',
];

let hub: TestHub;

beforeAll(async () => {
  hub = await startTestHub();
});
afterAll(() => hub.close());
afterEach(() => expectNoFaults(hub));

async function get(path: string, headers: readonly string[], version = '1.1'): Promise<RawAnswer> {
  const [answer] = await sendRaw(hub.url, rawRequest([`GET ${path} HTTP/${version}`, ...headers, 'Connection: close']));
  return answer as RawAnswer;
}

async function post(headers: readonly string[], version = '1.1'): Promise<RawAnswer> {
  const [answer] = await sendRaw(
    hub.url,
    rawRequest(
      [
        `POST /graphql HTTP/${version}`,
        ...headers,
        'Content-Type: application/json',
        `Content-Length: ${BODY.length}`,
        'Connection: close',
      ],
      BODY,
    ),
  );
  return answer as RawAnswer;
}

/** What clients ask for in a browser, by a program, as a stream, and where there is nothing. */
const ASKED: readonly (readonly [string, string, number])[] = [
  ['/', 'text/html', 200],
  ['/explorer', 'text/html', 200],
  ['/graphql', 'text/html', 200],
  ['/graphql?query=%7B__typename%7D', 'application/json', 200],
  ['/graphql?query=%7B__typename%7D', 'text/event-stream', 200],
  ['/health/live', '*/*', 200],
  ['/health/ready', '*/*', 200],
  ['/metrics', '*/*', 200],
  ['/schema.graphql', '*/*', 200],
  ['/nothing', '*/*', 404],
];

describe.each(ASKED)('%s as %s', (path, accept, status) => {
  it('is answered to HTTP/1.0, with a Host and without', async () => {
    for (const headers of [[], ['Host: hub'], ['Host:']]) {
      expect((await get(path, [`Accept: ${accept}`, ...headers], '1.0')).status).toBe(status);
    }
  });

  it('is refused to HTTP/1.1 without a Host', async () => {
    const answer = await get(path, [`Accept: ${accept}`]);

    expect(answer.status).toBe(400);
    expect(rawError(answer).message).toBe('The request has no Host header; HTTP/1.1 requires one.');
  });

  it.each(['1.0', '1.1'])('is refused to HTTP/%s with a Host that is none', async (version) => {
    const answer = await get(path, [`Accept: ${accept}`, 'Host: a b'], version);

    expect(answer.status).toBe(400);
    expect(rawError(answer).extensions.code).toBe('BAD_REQUEST');
  });
});

describe('a Host', () => {
  it.each([
    'hub',
    'hub:4000',
    'HUB.example.org.',
    'hub:',
    '127.0.0.1',
    '[::1]',
    '[::1]:4000',
    'under_score.example',
    'xn--bcher-kva.example',
    'b%C3%BCcher.example',
  ])('may be %s', async (host) => {
    expect((await post([`Host: ${host}`])).body).toBe('{"data":{"__typename":"Query"}}\n');
  });

  it.each([
    '',
    ' ',
    'a b',
    '[',
    '[::1',
    '::1',
    '[::g]',
    '[]',
    '%',
    '%zz',
    'hub:x',
    'hub:99999',
    'hub:-1',
    'hub:80:80',
    ':80',
    'user@hub',
    'hub/path',
    'hub?query',
    'hub#part',
    'http://hub',
    'hub\\hub',
    'hub"',
    '<hub>',
    'h\u00fcb',
    '1.2.3.999',
    'hub, other',
  ])('may not be "%s"', async (host) => {
    const answer = await post([`Host: ${host}`]);

    expect(answer.status).toBe(400);
    expect(rawError(answer).message).toContain('The Host header is invalid');
  });

  it.each(['1.0', '1.1'])('is not given twice, in HTTP/%s', async (version) => {
    for (const other of ['hub', 'other']) {
      const answer = await post(['Host: hub', `Host: ${other}`], version);

      expect(answer.status).toBe(400);
      expect(rawError(answer).message).toBe('The request has several host headers; send one.');
    }
  });
});

describe('a request for a WebSocket', () => {
  it.each([
    ['without a Host', []],
    ['with an empty Host', ['Host:']],
    ['with a Host that is none', ['Host: [']],
    ['with a Host that is none, for a page', ['Host: [', 'Origin: http://[']],
    ['with two Hosts', ['Host: hub', 'Host: hub']],
  ])('%s is refused', async (_name, headers) => {
    const [answer] = await sendRaw(hub.url, rawRequest(['GET /graphql HTTP/1.1', ...headers, ...SOCKET]));

    expect(answer?.status).toBe(400);
    expect(rawError(answer).extensions.code).toBe('BAD_REQUEST');
  });

  it.each([
    ['GET /graphql HTTP/1.0', SOCKET, 400],
    ['POST /graphql HTTP/1.1', SOCKET, 405],
    ['GET /graphql HTTP/1.1', SOCKET.map((line) => line.replace('13', '7')), 426],
    ['GET /graphql HTTP/1.1', SOCKET.filter((line) => !line.includes('Version')), 426],
    ['GET /graphql HTTP/1.1', SOCKET.filter((line) => !line.includes('Key')), 400],
    ['GET /graphql HTTP/1.1', SOCKET.map((line) => line.replace('graphql-transport-ws', 'a,,b')), 400],
    ['GET /nothing HTTP/1.1', SOCKET, 404],
  ])('%s with %j is answered %i', async (line, headers, status) => {
    const [answer] = await sendRaw(hub.url, rawRequest([line, 'Host: hub', ...headers]));

    expect(answer?.status).toBe(status);
    rawError(answer);
  });
});
