import { METHODS } from 'node:http';
import { startTestHub, type TestHub } from '../support/hub';
import { rawRequest, sendRaw, type RawAnswer } from '../support/raw-http';
import { expectNoFaults, rawError } from './client';

const ORIGIN = 'https://app.example.org';

let hub: TestHub;

beforeAll(async () => {
  hub = await startTestHub({ env: { HUB_CORS_ORIGINS: ORIGIN } });
});
afterAll(() => hub.close());
afterEach(() => expectNoFaults(hub));

async function ask(method: string, path: string, ...headers: readonly string[]): Promise<RawAnswer> {
  const lines = [`${method} ${path} HTTP/1.1`, 'Host: hub', 'Connection: close', ...headers];
  const [answer] = await sendRaw(hub.url, rawRequest(lines));
  return answer as RawAnswer;
}

/** Every address of the hub, and the methods that it answers. */
const ADDRESSES: readonly (readonly [string, readonly string[]])[] = [
  ['/graphql', ['GET', 'POST']],
  ['/ws', ['GET', 'HEAD']],
  ['/', ['GET', 'HEAD']],
  ['/explorer', ['GET', 'HEAD']],
  ['/favicon.ico', ['GET', 'HEAD']],
  ['/health/live', ['GET', 'HEAD']],
  ['/health/ready', ['GET', 'HEAD']],
  ['/metrics', ['GET', 'HEAD']],
  ['/schema.graphql', ['GET', 'HEAD']],
];

describe.each(ADDRESSES)('%s', (path, allowed) => {
  const allow = allowed.join(', ');
  const unknown = ['FOO', 'get', 'Post', 'X-METHOD', '__proto__'];

  it(`refuses every method but ${allow}, and says so`, async () => {
    const others = METHODS.filter((method) => ![...allowed, 'OPTIONS', 'HEAD'].includes(method));
    for (const method of [...others, ...unknown]) {
      const answer = await ask(method, path);

      expect({ method, status: answer.status }).toEqual({ method, status: 405 });
      expect(answer.headers['allow']).toBe(allow);
      expect(rawError(answer)).toMatchObject({
        message: `${path} answers ${allow}, not ${method}.`,
        extensions: { code: 'BAD_REQUEST' },
      });
    }
  });

  it('does so whatever the body is', async () => {
    for (const type of ['application/json', 'text/plain', 'application/json; charset=latin1']) {
      const answer = await ask('PUT', path, `Content-Type: ${type}`, 'Content-Length: 1', '', 'x');

      expect(answer.status).toBe(405);
    }
  });

  it('answers OPTIONS with what is allowed', async () => {
    for (const more of [[], ['Origin: https://elsewhere.example'], ['Access-Control-Request-Method: POST']]) {
      const answer = await ask('OPTIONS', path, ...more);

      expect([answer.status, answer.headers['allow'], answer.body]).toEqual([204, allow, '']);
    }
  });

  it('answers HEAD as GET, without a body', async () => {
    const [got, head] = [await ask('GET', path), await ask('HEAD', path)];

    expect(head.status).toBe(path === '/graphql' ? 405 : got.status);
    expect(head.body).toBe('');
  });

  it('lets a page of an allowed origin send a preflight', async () => {
    const answer = await ask('OPTIONS', path, `Origin: ${ORIGIN}`, 'Access-Control-Request-Method: POST');

    expect(answer.status).toBe(204);
    expect(answer.headers['access-control-allow-origin']).toBe(ORIGIN);
    expect(answer.headers['access-control-allow-methods']).toBe('GET, POST');
  });
});

it('a page of an allowed origin may read that a method is refused', async () => {
  const answer = await ask('DELETE', '/graphql', `Origin: ${ORIGIN}`);

  expect([answer.status, answer.headers['access-control-allow-origin']]).toEqual([405, ORIGIN]);
});

it('HEAD of a page for browsers is answered at /graphql too', async () => {
  expect((await ask('HEAD', '/graphql', 'Accept: text/html')).status).toBe(200);
});

it('OPTIONS * asks the hub as a whole', async () => {
  const answer = await ask('OPTIONS', '*');

  expect([answer.status, answer.headers['allow']]).toEqual([204, 'GET, HEAD, POST, OPTIONS']);
});

describe('where there is nothing', () => {
  it.each(['GET', 'PUT', 'TRACE', 'PROPFIND', 'OPTIONS', 'CONNECT', 'QUERY'])('%s is 404', async (method) => {
    const answer = await ask(method, '/nothing', 'Content-Type: text/plain', 'Content-Length: 1', '', 'x');

    expect(answer.status).toBe(404);
    expect(answer.headers['allow']).toBeUndefined();
    expect(rawError(answer).extensions.code).toBe('NOT_FOUND');
  });

  it('the answer repeats at most a hundred characters of the address', async () => {
    expect(rawError(await ask('GET', `/${'x'.repeat(5_000)}`)).message.length).toBeLessThan(200);
  });
});

it('a plain request at /ws is answered with 426', async () => {
  const answer = await ask('GET', '/ws');

  expect([answer.status, answer.headers['upgrade']]).toEqual([426, 'websocket']);
  rawError(answer);
});
