import type { FastifyReply, FastifyRequest } from 'fastify';
import type { RunRequest } from '../../src/platform/execution/operation';
import { PublicAnswers } from '../../src/platform/http/public-answers';
import * as make from '../support/factories';
import { startTestHub, type TestHub } from '../support/hub';
import { sendRaw, type RawAnswer } from '../support/raw-http';
import { again, addressOf, expectNotStored, get, settled, type Asked } from './cached';

const ORIGIN = 'https://app.example.org';
const ONE: Asked = { query: 'query ($s: String!) { program(slug: $s) { name } }', variables: { s: 'a' } };
const LIST: Asked = { query: '{ programs { nodes { slug description } totalCount } }' };

let hub: TestHub;

beforeAll(async () => {
  hub = await startTestHub({ env: { HUB_CORS_ORIGINS: ORIGIN } });
  for (const slug of ['a', 'b'])
    await make.makeProgram(hub.database.pool, { slug, name: slug, description: 'A long text. '.repeat(300) });
  await settled(hub);
});
afterAll(() => hub.close());

describe('a GET without a credential', () => {
  // The first request goes through Apollo Server, the second past it.
  test.each(['application/json', 'application/json', 'application/graphql-response+json'])(
    'has a tag, and caches may keep it if they ask before each use: %s',
    async (accept) => {
      const { status, headers, tag } = await get(hub, ONE, { accept });

      expect(status).toBe(200);
      expect(tag).toMatch(/^W\/"[\w-]{22}"$/);
      expect(headers.get('cache-control')).toBe('public, max-age=0, must-revalidate');
    },
  );

  test('names what the answer depends on', async () => {
    const names = (await get(hub, ONE)).headers.get('vary')?.toLowerCase().split(/,\s*/) ?? [];

    expect(new Set(names)).toEqual(new Set(['origin', 'accept', 'accept-encoding', 'authorization', 'hub-cost']));
    expect(names).toHaveLength(5);
  });

  test('is confirmed without a statement, a body or a type', async () => {
    const { tag, headers } = await get(hub, LIST);
    const confirmed = await again(hub, LIST, tag, { 'x-request-id': 'once-more', origin: ORIGIN });

    expect(confirmed).toMatchObject({ status: 304, body: '', statements: 0, tag });
    expect(confirmed.headers.get('content-type')).toBeNull();
    expect(confirmed.headers.get('content-length')).toBeNull();
    for (const name of ['cache-control', 'vary']) expect(confirmed.headers.get(name)).toBe(headers.get(name));
    expect(confirmed.headers.get('x-request-id')).toBe('once-more');
    expect(confirmed.headers.get('access-control-allow-origin')).toBe(ORIGIN);
    expect(confirmed.headers.get('access-control-expose-headers')?.split(', ')).toEqual(
      expect.arrayContaining(['x-request-id', 'ratelimit', 'ratelimit-policy', 'retry-after', 'etag']),
    );
  });

  test('is confirmed whatever the tag looks like on its way', async () => {
    const { tag } = await get(hub, LIST);
    const strong = tag.replace('W/', '');
    for (const known of [strong, `"x", ${tag}`, `${tag},"x"`, `"a,b" , W/"c" ,${strong}`, '*'])
      expect([known, (await again(hub, LIST, known)).status]).toEqual([known, 304]);
    for (const known of ['"x"', `${strong.slice(0, -2)}"`, strong.slice(1, -1), `W/"x", "y"`, '"*"', '', '"'])
      expect([known, (await again(hub, LIST, known)).status]).toEqual([known, 200]);
  });

  test('is confirmed through Apollo Server and past it, with the same headers', async () => {
    const { tag } = await get(hub, ONE, { accept: 'application/json, a/b' });
    const headers = ['Host: hub', 'Connection: close', 'X-Request-Id: same', `If-None-Match: ${tag}`];
    const request = (accept: string) =>
      sendRaw(hub.url, `GET ${addressOf(ONE)} HTTP/1.1\r\n${headers.join('\r\n')}\r\nAccept: ${accept}\r\n\r\n`);
    await get(hub, ONE, { accept: 'application/json, a/c' });
    const learned = await request('application/json, a/b');
    const star = headers.splice(3, 1, 'If-None-Match: *');
    const [through] = await request('application/json, never/seen');
    const [past] = await request('application/json, a/c');

    expect(star).toHaveLength(1);
    expect(learned[0]?.status).toBe(304);
    const withoutTag = (answer?: RawAnswer) => ({ ...answer?.headers, etag: '', date: '', body: answer?.body });
    expect(withoutTag(past)).toEqual(withoutTag(through));
    expect(past?.status).toBe(304);
  });

  test('has the same tag in every encoding, and its own in every media type', async () => {
    const tags = await Promise.all(
      ['gzip', 'br', 'identity'].map((name) => get(hub, LIST, { 'accept-encoding': name })),
    );
    const plain = await get(hub, LIST, { accept: 'application/graphql-response+json' });

    expect(tags.map(({ headers }) => headers.get('content-encoding'))).toEqual(['gzip', 'br', null]);
    expect(new Set(tags.map(({ tag }) => tag)).size).toBe(1);
    expect(plain.tag).not.toBe(tags[0]?.tag);
    expect((await again(hub, LIST, String(tags[0]?.tag), { accept: 'application/graphql-response+json' })).status).toBe(
      200,
    );
  });

  test('is another answer with other variables, aliases, names and spaces', async () => {
    const two = 'query A { a: programs { totalCount } } query B { b: programs { totalCount } }';
    const asked: Asked[] = [
      ONE,
      { ...ONE, variables: { s: 'b' } },
      { ...ONE, variables: { s: 'a', t: 1 } },
      { query: '{ x: programs { totalCount } }' },
      { query: '{ y: programs { totalCount } }' },
      { query: '{ y: programs { totalCount  } }' },
      { query: two, operationName: 'A' },
      { query: two, operationName: 'B' },
      { query: '{ program(slug: "a") { name } }' },
      { query: '{ program(slug: "b") { name } }' },
    ];
    const answers = [];
    for (const one of asked) answers.push(await get(hub, one));

    expect(new Set(answers.map(({ tag }) => tag)).size).toBe(asked.length);
    for (const [index, one] of asked.entries())
      for (const [other, { tag }] of answers.entries())
        expect([index, other, (await again(hub, one, tag)).status]).toEqual([
          index,
          other,
          index === other ? 304 : 200,
        ]);
  });

  test('has the same tag in every hub of the same release and settings, and another one with others', async () => {
    const { database } = hub;
    const equal = await startTestHub({ database, env: { HUB_CORS_ORIGINS: ORIGIN } });
    const other = await startTestHub({ database, env: { HUB_INTROSPECTION: 'nobody' } });
    await Promise.all([settled(equal), settled(other)]);
    const { tag } = await get(hub, ONE);

    expect((await again(equal, ONE, tag)).status).toBe(304);
    expect((await again(other, ONE, tag)).status).toBe(200);
    const schema = { query: '{ __schema { queryType { name } } }' };
    expect((await again(other, schema, (await get(hub, schema)).tag)).status).not.toBe(304);
    await Promise.all([equal.close(), other.close()]);
  });

  test('may be kept without asking for as long as HUB_PUBLIC_MAX_AGE says', async () => {
    const other = await startTestHub({ database: hub.database, env: { HUB_PUBLIC_MAX_AGE: '60' } });
    await settled(other);
    const { headers, tag } = await get(other, ONE);

    expect(headers.get('cache-control')).toBe('public, max-age=60, must-revalidate');
    expect((await again(other, ONE, tag)).headers.get('cache-control')).toBe('public, max-age=60, must-revalidate');
    await other.close();
  });
});

describe('nobody may keep', () => {
  test('what somebody with a credential gets, whatever tag they know', async () => {
    const { tag } = await get(hub, LIST);
    for (const role of ['analyst', 'partner', 'editor', 'admin'] as const) {
      const mine = await again(hub, LIST, `${tag}, *`, await hub.signIn(role));
      expect(mine.status).toBe(200);
      expect(mine.headers.get('vary')?.toLowerCase()).toContain('authorization');
      expectNotStored(mine);
    }
    const starred = await again(hub, LIST, '*', await hub.signIn('editor'));
    expect(starred.status).toBe(200);
    expectNotStored(starred);
  });

  test.each(['Bearer nobody', 'Basic eA==', ''])('what a refused credential gets: "%s"', async (authorization) => {
    const { tag } = await get(hub, LIST);
    const refused = await again(hub, LIST, tag, { authorization });

    expect(refused.status).toBe(401);
    expectNotStored(refused);
  });

  test('what an operation cost', async () => {
    const { tag } = await get(hub, LIST);
    const costly = await again(hub, LIST, tag, { 'hub-cost': '1' });

    expect(costly.status).toBe(200);
    expect(costly.body).toContain('"extensions":{"cost"');
    expectNotStored(costly);
  });

  test.each([
    ['a document that does not parse', { query: '{' }],
    ['an invalid document', { query: '{ nothing }' }],
    ['an operation that may not run', { query: '{ programs(first: 101) { totalCount } }' }],
    ['an error in a part', { query: '{ a: program { id } b: program(slug: "a") { slug } }' }],
    ['an error and no data', { query: '{ programs(after: "?") { nodes { id } } }' }],
    ['a field that the public may not read', { query: '{ programUpdates { cursor } }' }],
    ['variables that do not fit', { ...ONE, variables: {} }],
    ['a mutation', { query: 'mutation { __typename }' }],
    ['a subscription', { query: 'subscription { programUpdates { cursor } }' }],
    ['an unknown operation', { query: '{ __typename }', operationName: 'X' }],
    ['an unknown hash', { extensions: { persistedQuery: { version: 1, sha256Hash: '0'.repeat(64) } } }],
    ['no document', {}],
  ] satisfies [string, Asked][])('an answer with errors: %s', async (_case, asked) => {
    for (const accept of ['application/json', 'application/graphql-response+json', 'text/plain']) {
      for (const known of ['*', '"x"']) {
        const answered = await again(hub, asked, known, { accept });
        if (answered.status === 304) throw new Error('an error was confirmed');
        expect(answered.body).toContain('"errors":[');
        expectNotStored(answered);
      }
    }
  });

  test('an answer in a media type that the client does not take', async () => {
    const answered = await get(hub, LIST, { accept: 'text/plain' });

    expect(answered.status).toBe(406);
    expectNotStored(answered);
  });

  test.each([
    ['POST', '/graphql', { body: '{"query":"{ __typename }"}', headers: { 'content-type': 'application/json' } }],
    ['HEAD', addressOf(LIST), {}],
    ['PUT', '/graphql', {}],
    ['OPTIONS', '/graphql', {}],
    ['OPTIONS', '/graphql', { headers: { origin: ORIGIN, 'access-control-request-method': 'GET' } }],
    ['GET', '/nothing', {}],
    ['GET', '/ws', {}],
    ['GET', '/graphql?query=%ff', {}],
    ['GET', '/%ff', {}],
    ['GET', '/health/live', {}],
    ['GET', '/health/ready', {}],
    ['GET', '/metrics', {}],
    ['GET', '/schema.graphql', {}],
    ['GET', addressOf({ query: '{ __typename }' }), { headers: { accept: 'text/event-stream' } }],
  ] as const)('the answer to %s %s', async (method, path, init) => {
    const { headers } = await fetch(hub.url + path, { method, ...init });

    expect(headers.get('cache-control')).toMatch(/^private, no-store(, no-transform)?$/);
    expect(headers.get('etag')).toBeNull();
  });

  test('the answer to bytes that are not HTTP', async () => {
    const [answer] = await sendRaw(hub.url, 'NOTHING\r\n\r\n');

    expect(answer?.headers['cache-control']).toBe('private, no-store');
  });
});

test('a URL that is wrong and a credential that is refused are one error, and the hub has no fault', async () => {
  const { status } = await fetch(`${hub.url}/graphql?query=%ff`, { headers: { authorization: 'Bearer nobody' } });
  await get(hub, ONE);

  expect(status).toBe(400);
  expect(hub.logged.filter((line) => (JSON.parse(line) as { level: number }).level >= 50)).toEqual([]);
});

describe('where rates are limited', () => {
  let limited: TestHub;
  beforeAll(async () => {
    limited = await startTestHub({
      database: hub.database,
      env: { HUB_RATE_LIMIT: 'public=100/600s', HUB_PROXY_HOPS: '1' },
    });
    await settled(limited);
  });
  afterAll(() => limited.close());
  const from = (address: string) => ({ 'x-forwarded-for': address });

  test('an answer that others get from a cache does not say what one client has left', async () => {
    const first = await get(limited, ONE, from('192.0.2.1'));
    const confirmed = await again(limited, ONE, first.tag, from('192.0.2.1'));

    expect(confirmed.status).toBe(304);
    for (const { headers } of [first, confirmed]) {
      expect(headers.get('ratelimit')).toBeNull();
      expect(headers.get('ratelimit-policy')).toBe('"cost";q=100;w=600');
    }
    const body = JSON.stringify(ONE);
    const headers = { ...from('192.0.2.1'), 'content-type': 'application/json' };
    const own = [
      await get(limited, { query: '{' }, from('192.0.2.1')),
      await get(limited, ONE, { ...from('192.0.2.1'), 'hub-cost': '1' }),
      await fetch(`${limited.url}/graphql`, { method: 'POST', body, headers }),
    ];
    for (const answer of own) expect(answer.headers.get('ratelimit')).toContain('"cost";r=');
  });

  test('a confirmation costs 1, and a client with nothing left gets none', async () => {
    const { tag } = await get(limited, LIST, from('192.0.2.2'));
    let confirmed = 0;
    for (; confirmed <= 100; confirmed += 1) {
      const answered = await again(limited, LIST, tag, from('192.0.2.2'));
      if (answered.status === 304) continue;
      expect(answered.status).toBe(429);
      expectNotStored(answered);
      break;
    }
    expect(confirmed).toBeGreaterThan(50);
    expect(confirmed).toBeLessThan(100);
  });
});

test('an answer is confirmed only on the day of its tag, since some depend on the day', () => {
  let today = '2026-11-28';
  const place = { place: 'x', settled: true };
  const answers = new PublicAnswers({ place: () => place, today: () => today, release: [], maxAge: 0 });
  const headers: Record<string, string> = {};
  const sent = { headers: (given: Record<string, string>) => Object.assign(headers, given), statusCode: 200 };
  const isKept = (known?: string): boolean => {
    const answer = answers.of({ method: 'GET', headers: { 'if-none-match': known } } as unknown as FastifyRequest);
    const kept = answer?.isKept({ query: ONE.query } as unknown as RunRequest);
    answer?.send(sent as unknown as FastifyReply);
    return kept === true;
  };
  expect(isKept()).toBe(false);
  expect(isKept(headers['etag'])).toBe(true);
  today = '2026-11-29';
  expect(isKept(headers['etag'])).toBe(false);
  expect(isKept(headers['etag'])).toBe(true);
});
