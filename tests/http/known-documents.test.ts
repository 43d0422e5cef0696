import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ApolloClient, ApolloLink, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { parse, print } from 'graphql';
import { createTestDatabase, type TestDatabase } from '../support/database';
import * as make from '../support/factories';
import { startTestHub, type TestHub } from '../support/hub';
import { again, expectNotStored, get, settled } from './cached';
import { errorOf, post, send, type Answered } from './client';

const JSON_TYPE = 'application/json';
const GRAPHQL_TYPE = 'application/graphql-response+json';
const CURATED = 'schema/operations';
const PACKED = JSON.parse(readFileSync('schema/documents/generated/persisted-documents.json', 'utf8')) as Readonly<
  Record<string, string>
>;

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** As Apollo Client sends it. */
const FROM_APOLLO = print(parse('query Names { programs { nodes { id slug __typename } __typename } }'));
const FROM_RELAY = 'query RelayNames($first: Int) { programs(first: $first) { totalCount } }';
const RELAY_ID = createHash('md5').update(FROM_RELAY).digest('hex');
const FREE = '{ programs { totalCount } }';

let folder: string;
let database: TestDatabase;
let hub: TestHub;

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'hub-documents-'));
  const operations = [{ id: sha256(FROM_APOLLO), name: 'Names', type: 'query', body: FROM_APOLLO }];
  const manifest = { format: 'apollo-persisted-query-manifest', version: 1, operations };
  writeFileSync(path.join(folder, 'apollo.json'), JSON.stringify(manifest));
  writeFileSync(path.join(folder, 'relay.json'), JSON.stringify({ [RELAY_ID]: FROM_RELAY, 'x-ours:7': FREE }));
  database = await createTestDatabase();
  await make.makeProgram(database.pool, { slug: 'a' });
  hub = await startTestHub({ database, env: { HUB_DOCUMENTS_DIR: folder } });
  await settled(hub);
});
afterAll(async () => {
  await hub.close();
  await database.drop();
  rmSync(folder, { recursive: true });
});

function body(
  fields: object,
  accept = GRAPHQL_TYPE,
  headers: Record<string, string> = {},
  to = hub,
): Promise<Answered> {
  return post(to, JSON.stringify(fields), { accept, ...headers });
}

/** The same request as a GET. */
function address(
  fields: object,
  accept = GRAPHQL_TYPE,
  headers: Record<string, string> = {},
  to = hub,
): Promise<Answered> {
  const search = Object.entries(fields).map(([name, value]: [string, unknown]): [string, string] => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  return send(to, `/graphql?${new URLSearchParams(search).toString()}`, { headers: { accept, ...headers } });
}

/** An answer without what differs for each request, and for each way to print a document. */
const said = (answer: unknown): string =>
  JSON.stringify(answer, (name, value: unknown) => (['requestId', 'locations'].includes(name) ? undefined : value));

const WAYS = [
  ['POST', body],
  ['GET', address],
] as const;

describe('the curated operations', () => {
  const files = readdirSync(CURATED).filter((file) => file.endsWith('.graphql'));

  test.each(files)('%s is known by the hash of its file, and by that of its printed text', async (file) => {
    const text = readFileSync(path.join(CURATED, file), 'utf8');
    const variables: unknown = readdirSync(CURATED).includes(file.replace('.graphql', '.variables.json'))
      ? JSON.parse(readFileSync(path.join(CURATED, file.replace('.graphql', '.variables.json')), 'utf8'))
      : undefined;
    const sent = await body({ query: text, variables });
    expect(sent.status).toBe(200);
    for (const id of [sha256(text), sha256(print(parse(text)))])
      expect(said((await body({ documentId: `sha256:${id}`, variables })).body)).toEqual(said(sent.body));
  });

  test.each(Object.entries(PACKED))('%s is known, as the package for front ends names it', async (id, query) => {
    const [named, sent] = [await body({ documentId: id }), await body({ query })];
    expect(named.status).toBe(sent.status);
    expect(said(named.body)).toEqual(said(sent.body));
  });
});

describe.each(WAYS)('%s', (_method, ask) => {
  test.each([
    ["the hash of a document in Apollo's manifest", { documentId: `sha256:${sha256(FROM_APOLLO)}` }],
    ['the bare hash, as some generators send it', { documentId: sha256(FROM_APOLLO) }],
    ["an id in Relay's manifest", { documentId: RELAY_ID, variables: { first: 1 } }],
    [
      "the hash of a document in Relay's manifest",
      { documentId: `sha256:${sha256(FROM_RELAY)}`, operationName: 'RelayNames' },
    ],
    ['an id with a prefix of its own', { documentId: 'x-ours:7' }],
    [
      "the hash as Apollo's clients send it",
      { extensions: { persistedQuery: { version: 1, sha256Hash: sha256(FROM_APOLLO) } } },
    ],
    ["an id as Apollo's clients send it", { extensions: { persistedQuery: { version: 1, sha256Hash: RELAY_ID } } }],
  ])('%s runs its document', async (_case, fields) => {
    for (const accept of [JSON_TYPE, JSON_TYPE, GRAPHQL_TYPE]) {
      const { status, body: answer } = await ask(fields, accept);
      expect([status, answer.errors]).toEqual([200, undefined]);
      expect(answer.data).toHaveProperty('programs');
    }
  });

  test.each([
    [
      'an unknown hash',
      { documentId: `sha256:${'0'.repeat(64)}` },
      'DOCUMENT_UNKNOWN',
      /does not know a document.*"query"/,
    ],
    ['an unknown id', { documentId: 'nothing' }, 'DOCUMENT_UNKNOWN', /HUB_DOCUMENTS_DIR/],
    ['a hash in capitals', { documentId: `sha256:${sha256(FROM_APOLLO).toUpperCase()}` }, 'BAD_REQUEST', /lower case/],
    ['a hash that is too short', { documentId: 'sha256:abc' }, 'BAD_REQUEST', /64 hexadecimal digits/],
    ['another kind of hash', { documentId: `md5:${RELAY_ID}` }, 'BAD_REQUEST', /not the id of a document/],
    ['an id with a space', { documentId: 'a b' }, 'BAD_REQUEST', /not the id of a document/],
    ['an id that is too long', { documentId: 'a'.repeat(201) }, 'BAD_REQUEST', /not the id of a document/],
    ['a name of every object', { documentId: '__proto__' }, 'DOCUMENT_UNKNOWN', /does not know/],
    [
      'a document and an id',
      { query: FREE, documentId: `sha256:${sha256(FROM_APOLLO)}` },
      'BAD_REQUEST',
      /both "documentId" and "query"/,
    ],
    [
      'an id and a hash',
      { documentId: RELAY_ID, extensions: { persistedQuery: { version: 1, sha256Hash: RELAY_ID } } },
      'BAD_REQUEST',
      /both "documentId" and "extensions.persistedQuery"/,
    ],
    ['neither', { variables: {} }, 'BAD_REQUEST', /has no document; send "query", or the "documentId"/],
    ['an empty document', { query: '' }, 'BAD_REQUEST', /has no document/],
  ] as const)('%s is one clear error', async (_case, fields, code, message) => {
    for (const accept of [JSON_TYPE, JSON_TYPE, GRAPHQL_TYPE]) {
      const answered = await ask(fields, accept);
      expect(answered.status).toBe(400);
      const error = errorOf(answered);
      expect(error.extensions.code).toBe(code);
      expect(error.message).toMatch(message);
      expectNotStored(answered);
    }
  });

  test('a hash that nobody has sent yet is 4xx in the new media type, and 200 where Apollo clients expect that', async () => {
    const fields = { extensions: { persistedQuery: { version: 1, sha256Hash: 'f'.repeat(64) } } };
    for (const [accept, status] of [
      [JSON_TYPE, 200],
      [GRAPHQL_TYPE, 400],
    ] as const) {
      const answered = await ask(fields, accept);
      expect(answered.status).toBe(status);
      expect(errorOf(answered)).toMatchObject({
        message: 'PersistedQueryNotFound',
        extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' },
      });
      expectNotStored(answered);
    }
  });

  test('limits, costs and permissions hold for known documents, too', async () => {
    const answered = await ask({ documentId: RELAY_ID, variables: { first: 1_000 } });
    expect(errorOf(answered).extensions.code).toBe('BAD_USER_INPUT');
  });
});

test('an id that is no text is refused', async () => {
  for (const documentId of [3, true, {}, ['a'], ''])
    expect(errorOf(await body({ documentId })).message).toMatch(/not the id of a document/);
});

test('null counts as absent, as does an empty parameter', async () => {
  expect((await body({ documentId: null, query: FREE })).body.data).toBeDefined();
  expect((await address({ documentId: '', query: FREE })).body.data).toBeDefined();
});

test('a hash is learned with its document, and then runs it', async () => {
  const query = 'query Learned { programs { totalCount } }';
  const extensions = { persistedQuery: { version: 1, sha256Hash: sha256(query) } };
  expect(errorOf(await body({ extensions })).extensions.code).toBe('PERSISTED_QUERY_NOT_FOUND');
  expect((await body({ query, extensions })).body.data).toEqual({ programs: { totalCount: 1 } });
  expect((await body({ extensions })).body.data).toEqual({ programs: { totalCount: 1 } });
});

test('a browser that opens a URL with a known document gets its answer, not the sandbox', async () => {
  const accept = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
  const answered = await address({ documentId: 'x-ours:7' }, accept);
  expect(answered.body.data).toEqual({ programs: { totalCount: 1 } });
});

test('a known document by GET is what a cache keeps: it has a tag and is confirmed without a statement', async () => {
  for (const asked of [
    { documentId: `sha256:${sha256(FROM_APOLLO)}` },
    { extensions: { persistedQuery: { version: 1, sha256Hash: sha256(FROM_APOLLO) } } },
  ]) {
    const first = await get(hub, asked);
    expect(first.headers.get('cache-control')).toBe('public, max-age=0, must-revalidate');
    expect(await again(hub, asked, first.tag)).toMatchObject({ status: 304, statements: 0, tag: first.tag });
    expectNotStored(await again(hub, asked, first.tag, await hub.signIn('editor')));
  }
  const one = await get(hub, { documentId: RELAY_ID, variables: { first: 1 } });
  const other = await get(hub, { documentId: RELAY_ID, variables: { first: 2 } });
  expect(one.tag).not.toBe(other.tag);
});

test('others cannot displace the plan of a known document', async () => {
  const read = () => body({ documentId: RELAY_ID }, JSON_TYPE, editor);
  const editor = await hub.signIn('editor');
  const { headers } = await read();
  for (let other = 0; other < 200; other += 1)
    await body({ query: `{ ${'_'.repeat(90)}${other}: __typename }${' '.repeat(2_000)}` });
  expect((await read()).headers.get('hub-plan')).toBe(headers.get('hub-plan'));
});

test('Apollo Client sends hashes of its manifest, by GET, and never a document', async () => {
  const sent: string[] = [];
  const link = new HttpLink({
    uri: `${hub.url}/graphql`,
    fetch: (input, init) => {
      sent.push(`${init?.method} ${new Request(input, init).url} ${typeof init?.body === 'string' ? init.body : ''}`);
      return fetch(input, init);
    },
  });
  const hashes = new PersistedQueryLink({
    generateHash: (document) => sha256(print(document)),
    useGETForHashedQueries: true,
  });
  const client = new ApolloClient({ cache: new InMemoryCache(), link: ApolloLink.from([hashes, link]) });
  const { data } = await client.query({
    query: gql('query Names { programs { nodes { id slug } } }'),
  });

  expect(data).toMatchObject({ programs: { nodes: [{ slug: 'a' }] } });
  expect(sent).toHaveLength(1);
  expect(sent[0]).toMatch(/^GET /);
  expect(sent[0]).not.toContain('slug');
});

describe('HUB_DOCUMENTS=trusted', () => {
  let trusted: TestHub;
  beforeAll(async () => {
    trusted = await startTestHub({ database, env: { HUB_DOCUMENTS: 'trusted', HUB_DOCUMENTS_DIR: folder } });
  });
  afterAll(() => trusted.close());

  test('nobody may send another document, by any way', async () => {
    for (const headers of [{}, await trusted.signIn('analyst'), await trusted.signIn('admin')]) {
      for (const [, ask] of WAYS) {
        for (const accept of [JSON_TYPE, JSON_TYPE, GRAPHQL_TYPE, 'text/event-stream, application/json']) {
          const answered = await ask({ query: '{ __typename }' }, accept, headers, trusted);
          expect(answered.status).toBe(403);
          const { message, extensions } = errorOf(answered);
          expect(extensions.code).toBe('FORBIDDEN');
          expect(message).toMatch(/runs only documents that it knows; send the "documentId" of one/);
        }
        expect((await ask({ documentId: 'x-ours:7' }, JSON_TYPE, headers, trusted)).status).toBe(200);
        expect((await ask({ query: FROM_RELAY }, JSON_TYPE, headers, trusted)).status).toBe(200);
      }
    }
  });

  test('a hash does not let another document in', async () => {
    const query = '{ __typename }';
    const extensions = { persistedQuery: { version: 1, sha256Hash: sha256(query) } };
    for (const fields of [{ query, extensions }, { extensions }, { query, extensions }]) {
      const { body: answer } = await body(fields, GRAPHQL_TYPE, {}, trusted);
      expect(answer.data).toBeUndefined();
    }
  });

  test('the home page still shows what it reads itself, and nobody can do so in its name', async () => {
    const page = await (await fetch(trusted.url, { headers: { accept: 'text/html' } })).text();
    expect(page).toContain('aria-label="Records in the hub"');
    expect(page).not.toContain('FORBIDDEN');
    for (const secret of ['1', '', 'undefined'])
      expect(
        (await body({ query: FREE.replace('p', ' p') }, JSON_TYPE, { 'hub-own-request': secret }, trusted)).status,
      ).toBe(403);
  });

  test('an unknown document is for the operator, since it cannot be sent', async () => {
    const { message } = errorOf(await body({ documentId: 'nothing' }, JSON_TYPE, {}, trusted));
    expect(message).not.toContain('"query"');
    expect(message).toContain('ask the operator');
  });
});

describe('HUB_DOCUMENTS=signed-in', () => {
  let open: TestHub;
  beforeAll(async () => {
    open = await startTestHub({ database, env: { HUB_DOCUMENTS: 'signed-in' } });
  });
  afterAll(() => open.close());

  test('only clients with a credential may send other documents', async () => {
    for (const [, ask] of WAYS) {
      const refused = await ask({ query: '{ __typename }' }, JSON_TYPE, {}, open);
      expect(refused.status).toBe(403);
      expect(errorOf(refused).message).toMatch(/for clients without a credential; sign in/);
      for (const role of ['analyst', 'partner', 'editor', 'admin'] as const)
        expect((await ask({ query: '{ __typename }' }, JSON_TYPE, await open.signIn(role), open)).status).toBe(200);
    }
    const curated = readFileSync(path.join(CURATED, 'program-directory.graphql'), 'utf8');
    expect((await body({ documentId: `sha256:${sha256(curated)}` }, JSON_TYPE, {}, open)).status).toBe(200);
    expect((await body({ query: curated }, JSON_TYPE, {}, open)).status).toBe(200);
  });
});
