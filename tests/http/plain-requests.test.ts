import { request as send, type OutgoingHttpHeaders } from 'node:http';
import { readFileSync } from 'node:fs';
import { ApolloServer } from '@apollo/server';
import { documentHash } from '../../src/platform/known-documents/known-documents';
import * as make from '../support/factories';
import { startTestHub, type TestHub } from '../support/hub';
import { blocked } from '../support/locks';

const ALLOWED = 'https://app.example.org';
const REQUEST_ID = 'one-of-two';

let hub: TestHub;
let byApollo: jest.SpyInstance;
let fresh = 0;

beforeAll(async () => {
  byApollo = jest.spyOn(ApolloServer.prototype, 'executeHTTPGraphQLRequest');
  hub = await startTestHub({ env: { HUB_CORS_ORIGINS: ALLOWED } });
  await make.makeProgram(hub.database.pool, { slug: 'p', description: 'A long text. '.repeat(300) });
});
afterAll(async () => {
  await hub.close();
  byApollo.mockRestore();
});

interface Exchange {
  readonly status: number | undefined;
  /** Names and values as they came, in their order. */
  readonly headers: readonly string[];
  readonly body: string;
}

type Headers = Readonly<Record<string, string>>;

function exchange(to: TestHub, body: string, headers: Headers, method = 'POST', path = '/graphql'): Promise<Exchange> {
  return new Promise((done, fail) => {
    const sent: OutgoingHttpHeaders = { 'content-type': 'application/json', 'x-request-id': REQUEST_ID, ...headers };
    // A GET has no body, so it has no type either.
    if (method === 'GET') delete sent['content-type'];
    const outgoing = send(`${to.url}${path}`, { method, headers: sent, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const raw = response.rawHeaders.flatMap((name, at) =>
          at % 2 === 0 ? [`${name}: ${response.rawHeaders[at + 1]}`] : [],
        );
        const facts = raw.filter((line) => !/^date:/i.test(line));
        done({ status: response.statusCode, headers: facts, body: Buffer.concat(chunks).toString('latin1') });
      });
    });
    outgoing.on('error', fail).end(body);
  });
}

/** Makes an `Accept` header that no request has had, with the same meaning. */
function unused(accept: string): string {
  fresh += 1;
  return `${accept}, x/x-${fresh};q=0.1`;
}

/** Makes an `Accept` header whose media type the hub knows. */
async function known(to: TestHub, accept: string): Promise<string> {
  const made = unused(accept);
  await exchange(to, '{"query":"{ __typename }"}', { accept: made });
  return made;
}

/** Sends the same request with a new `Accept` header, and with a known one. @returns both answers, and which went through Apollo Server */
async function bothWays(accept: string, body: string, headers: Headers = {}, to = hub) {
  const learned = await known(to, accept);
  byApollo.mockClear();
  const through = await exchange(to, body, { ...headers, accept: unused(accept) });
  const first = byApollo.mock.calls.length;
  const past = await exchange(to, body, { ...headers, accept: learned });
  return { through, past, used: [first, byApollo.mock.calls.length - first] };
}

const operation = (query: string, more: object = {}): string => JSON.stringify({ query, ...more });
const named = (documentId: unknown, more: object = {}): string => JSON.stringify({ documentId, ...more });

/** The id of a curated operation. */
const CURATED = `sha256:${documentHash(readFileSync('schema/operations/program-directory.graphql', 'utf8'))}`;

/** Bodies that are answered past Apollo Server, once the `Accept` header is known. */
const PLAIN: readonly (readonly [string, string])[] = [
  ['a result', operation('{ programs { nodes { slug description } totalCount } }')],
  ['an error in a part', operation('{ a: program { id } b: program(slug: "p") { slug } }')],
  ['errors and no data', operation('{ programs(after: "?") { nodes { id } } }')],
  ['a document that does not parse', operation('{ programs')],
  ['an empty selection', operation(' ')],
  ['an invalid document', operation('{ nothing more }')],
  ['an operation that may not run', operation('{ programs(first: 101) { totalCount } }')],
  [
    'an operation that costs too much',
    operation(
      '{ programs(first: 100) { nodes { organizations(first: 100) { nodes { programs(first: 100) { nodes { id } } } } } } }',
    ),
  ],
  ['an unknown operation', operation('query A { __typename }', { operationName: 'B' })],
  ['several operations without a choice', operation('query A { __typename } query B { __typename }')],
  [
    'several operations with a choice',
    operation('query A { __typename } query B { b: __typename }', { operationName: 'B' }),
  ],
  ['an empty operation name', operation('{ __typename }', { operationName: '' })],
  ['no name and no variables', operation('{ __typename }', { operationName: null, variables: null })],
  ['variables', operation('query ($s: String!) { program(slug: $s) { slug } }', { variables: { s: 'p' } })],
  ['variables that are missing', operation('query ($s: String!) { program(slug: $s) { slug } }', { variables: {} })],
  [
    'deep variables',
    operation('{ __typename }', { variables: JSON.parse(`${'{"a":'.repeat(40)}1${'}'.repeat(40)}`) as object }),
  ],
  ['a mutation', operation('mutation { __typename }')],
  ['a mutation that is refused', operation('mutation { archiveProgram(input: { id: "x" }) { errors { code } } }')],
  ['a subscription', operation('subscription { programUpdates { __typename } }')],
  ['introspection', operation('{ __schema { queryType { name } } }')],
  ['a known document', named(CURATED)],
  ['a known document with variables', named(CURATED, { variables: { first: 1 }, operationName: 'ProgramDirectory' })],
  ['a known document and an empty query', named(CURATED, { query: '' })],
  ['a known document and an operation that it has not', named(CURATED, { operationName: 'Nothing' })],
  ['an unknown document', named(`sha256:${'0'.repeat(64)}`)],
  ['an id that is none', named('md5:0')],
  ['an id that is a number', named(3)],
  ['a document and an id', named(CURATED, { query: '{ __typename }' })],
];

/** Bodies that Apollo Server always answers. */
const OTHERS: readonly (readonly [string, string])[] = [
  ['an empty query', operation('')],
  ['a query that is no text', '{"query":3}'],
  ['no query', '{"variables":{}}'],
  ['variables that are a list', operation('{ __typename }', { variables: [] })],
  ['variables that are a text', operation('{ __typename }', { variables: '{}' })],
  ['variables that are a number', operation('{ __typename }', { variables: 3 })],
  ['an operation name that is a number', operation('{ __typename }', { operationName: 3 })],
  ['extensions', operation('{ __typename }', { extensions: {} })],
  ['extensions that are a text', operation('{ __typename }', { extensions: 'x' })],
  [
    'an unknown persisted query',
    JSON.stringify({ extensions: { persistedQuery: { version: 1, sha256Hash: '0'.repeat(64) } } }),
  ],
  [
    'an id and a hash',
    named(CURATED, { extensions: { persistedQuery: { version: 1, sha256Hash: CURATED.slice(7) } } }),
  ],
  [
    'the hash of a known document',
    JSON.stringify({ extensions: { persistedQuery: { version: 1, sha256Hash: CURATED.slice(7) } } }),
  ],
  ['an id that is null', named(null)],
  ['another member', operation('{ __typename }', { padding: 'x' })],
  ['a member named __proto__', '{"query":"{ __typename }","__proto__":{"query":"{ nothing }"}}'],
  ['a list', '[{"query":"{ __typename }"}]'],
  ['null', 'null'],
  ['a number', '3'],
  ['a text', '"{ __typename }"'],
];

const ACCEPTS = [
  'application/json',
  'application/graphql-response+json',
  '*/*',
  'application/*;q=0.5, text/html',
  'application/graphql-response+json;q=0.4, application/json;q=0.6',
  'APPLICATION/JSON; charset=utf-8',
  'application/graphql-response+json; charset="utf-8"',
];
const REFUSED_ACCEPTS = ['text/plain', 'application/xml;q=0.9', 'application/json;q=0', ';;,'];

describe.each(ACCEPTS)('Accept: %s', (accept) => {
  test.each(PLAIN)('%s is the same through Apollo Server and past it', async (_name, body) => {
    const { through, past, used } = await bothWays(accept, body);
    expect(past).toEqual(through);
    expect(used).toEqual([1, 0]);
  });

  test.each(OTHERS)('%s is answered by Apollo Server', async (_name, body) => {
    const { through, past, used } = await bothWays(accept, body);
    expect(past).toEqual(through);
    expect(used[1]).toBe(used[0]);
  });
});

/** The same operation in a URL. */
function addressOf(body: string): string {
  const fields = Object.entries(JSON.parse(body) as object).map(
    ([name, value]: [string, unknown]): [string, string] => [
      name,
      typeof value === 'string' ? value : JSON.stringify(value),
    ],
  );
  return `/graphql?${new URLSearchParams(fields).toString()}`;
}

test.each(ACCEPTS)('GET with Accept: %s is the same through Apollo Server and past it', async (accept) => {
  const learned = await known(hub, accept);
  for (const [name, body] of [...PLAIN, ...OTHERS.filter(([, other]) => other.startsWith('{'))]) {
    byApollo.mockClear();
    const through = await exchange(hub, '', { accept: unused(accept) }, 'GET', addressOf(body));
    const first = byApollo.mock.calls.length;
    const past = await exchange(hub, '', { accept: learned }, 'GET', addressOf(body));
    expect([name, withoutTag(past)]).toEqual([name, withoutTag(through)]);
    if (PLAIN.some(([plain]) => plain === name))
      expect([name, first, byApollo.mock.calls.length]).toEqual([name, 1, 1]);
  }
});

/** The tag depends on the whole `Accept` header. */
function withoutTag({ headers, ...rest }: Exchange): Exchange {
  return { ...rest, headers: headers.map((line) => line.replace(/^(etag: W\/)".*"$/, '$1')) };
}

test.each(REFUSED_ACCEPTS)('Accept: %s is refused each time', async (accept) => {
  for (const [, body] of PLAIN) {
    const { through, past } = await bothWays(accept, body);
    expect(past).toEqual(through);
  }
});

test('no Accept header at all counts as any media type', async () => {
  for (const [, body] of PLAIN) {
    const first = await exchange(hub, body, { accept: unused('*/*') });
    expect(await exchange(hub, body, {})).toEqual(first);
    expect(await exchange(hub, body, {})).toEqual(first);
  }
});

/** Headers that change how a request is answered. */
const HEADERS: readonly (readonly [string, Headers])[] = [
  ['a credential that is refused', { authorization: 'Bearer nobody' }],
  ['a credential of another scheme', { authorization: 'Basic eA==' }],
  ['an allowed origin', { origin: ALLOWED }],
  ['another origin', { origin: 'https://elsewhere.example.org' }],
  ['gzip', { 'accept-encoding': 'gzip' }],
  ['br, and gzip rather not', { 'accept-encoding': 'br, gzip;q=0.1' }],
  ['no encoding', { 'accept-encoding': 'identity' }],
  ['an encoding that the hub has not', { 'accept-encoding': 'zstd, *;q=0' }],
  ['a request id of one character', { 'x-request-id': 'a' }],
  ['the cost', { 'hub-cost': '1' }],
  ['a connection that ends', { connection: 'close' }],
  ['a connection that stays', { connection: 'keep-alive' }],
  ['a charset', { 'content-type': 'application/json; charset=UTF-8' }],
  ['a media type that the hub does not read', { 'content-type': 'text/plain' }],
  ['a compressed body', { 'content-encoding': 'gzip' }],
];

describe.each(HEADERS)('with %s', (_name, headers) => {
  test('both ways answer the same', async () => {
    for (const [, body] of PLAIN) {
      const { through, past } = await bothWays('application/json', body, headers);
      expect(withoutTime(past)).toEqual(withoutTime(through));
    }
  });
});

/** What an operation cost depends on how long it took. */
function withoutTime({ body, headers, ...rest }: Exchange): Exchange {
  const text = body.replace(/"actual":\d+/, '"actual":"by time"');
  return {
    ...rest,
    body: text,
    headers: text === body ? headers : headers.filter((line) => !/^content-length/i.test(line)),
  };
}

test('editors and admins see the plan on both ways', async () => {
  for (const role of ['editor', 'admin', 'analyst', 'partner'] as const) {
    const credential = await hub.signIn(role);
    const { through, past, used } = await bothWays('application/json', String(PLAIN[0]?.[1]), credential);
    expect(past).toEqual(through);
    expect(used).toEqual([1, 0]);
    expect(past.headers.includes('hub-plan: whole')).toBe(role === 'editor' || role === 'admin');
  }
});

test('a request id that is not given is another one each time, in the header and in errors', async () => {
  const { through, past } = await bothWays('application/json', operation('{ nothing }'), { 'x-request-id': '' });
  const ids = [through, past].map(({ headers, body }) => {
    const id = headers.find((line) => line.startsWith('x-request-id: '))?.slice('x-request-id: '.length);
    expect(body).toContain(`"requestId":"${String(id)}"`);
    return id;
  });
  expect(new Set(ids).size).toBe(2);
});

test.each(['HEAD', 'PUT', 'DELETE', 'OPTIONS'])('%s never goes past Apollo Server', async (method) => {
  const path = `/graphql?query=${encodeURIComponent('{ programs { totalCount } }')}`;
  const accept = await known(hub, 'application/json');
  const [first, second] = [
    await exchange(hub, '', { accept: unused('application/json') }, method, path),
    await exchange(hub, '', { accept }, method, path),
  ];
  expect(second).toEqual(first);
});

test('a client over its rate is refused in the same way', async () => {
  const limited = await startTestHub({ env: { HUB_RATE_LIMIT: 'public=5000/600s' } });
  try {
    const accept = await known(limited, 'application/json');
    const costly = operation('{ programs(first: 100) { nodes { organizations(first: 100) { nodes { id } } } } }');
    const allowed = await bothWays('application/json', costly, {}, limited);
    expect(withoutRest(allowed.past)).toEqual(withoutRest(allowed.through));
    let last = allowed.past;
    // Each request costs 1 or more.
    for (let tries = 0; tries < 5_000 && last.status === 200; tries += 1)
      last = await exchange(limited, costly, { accept });
    expect(last.status).toBe(429);
    const refused = await exchange(limited, costly, { accept: unused('application/json') });
    expect(withoutRest(refused)).toEqual(withoutRest(last));
  } finally {
    await limited.close();
  }
});

/** What is left of a rate, and for how long, is another with each request. */
function withoutRest({ headers, body, ...rest }: Exchange): Exchange {
  const numbers = /(?<=^ratelimit: "cost";r=|;t=|^retry-after: |"retryAfter":|in )\d+/gi;
  return { ...rest, headers: headers.map((line) => line.replace(numbers, 'n')), body: body.replace(numbers, 'n') };
}

test('while the hub closes, the last answers of both ways end their connections', async () => {
  const closing = await startTestHub();
  const { pool } = closing.database;
  const accept = await known(closing, 'application/json');
  const session = await pool.connect();
  await session.query('BEGIN; LOCK TABLE program IN ACCESS EXCLUSIVE MODE');
  const answers = [accept, unused('application/json')].map((each) =>
    exchange(closing, operation('{ programs { totalCount } }'), { accept: each, connection: 'keep-alive' }),
  );
  await bothBlocked(pool);
  const closed = closing.close();
  await session.query('ROLLBACK');
  session.release();
  const [past, through] = await Promise.all(answers);
  expect(past).toEqual(through);
  expect(past?.headers.map((line) => line.toLowerCase())).toContain('connection: close');
  await closed;
}, 30_000);

async function bothBlocked(pool: Parameters<typeof blocked>[0]): Promise<void> {
  while ((await blocked(pool)) < 2) continue;
}
