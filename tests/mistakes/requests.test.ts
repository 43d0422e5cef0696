import { errorOf, post, send, type Answered } from '../http/client';
import { startTestHub, type TestHub } from '../support/hub';

let hub: TestHub;
let key: string;

beforeAll(async () => {
  hub = await startTestHub();
  key = String((await hub.signIn('editor')).authorization).replace('Bearer ', '');
});
afterAll(() => hub.close());

const NO_DOCUMENT = 'The request has no document; send "query", or the "documentId" of a known document.';

async function expectRefusal(sent: Promise<Answered>, status: number, message: string): Promise<void> {
  const answer = await sent;
  expect({ status: answer.status, message: errorOf(answer).message }).toEqual({ status, message });
}

describe('a body', () => {
  const JSON_ONLY = 'The hub reads only application/json; send the operation as JSON, with that Content-Type.';

  test.each([
    ['that is empty', '', 'The body is empty; send a JSON object with a "query".'],
    [
      'that is GraphQL',
      '{ programs { totalCount } }',
      'The body is not valid JSON; send a JSON object with a "query".',
    ],
    [
      'with a comma too many',
      '{"query": "{ __typename }",}',
      'The body is not valid JSON; send a JSON object with a "query".',
    ],
    ['without members', '{}', 'The body has no operation; send a JSON object with a "query".'],
    ['with a mutation instead of a query', '{"mutation": "mutation { x }"}', NO_DOCUMENT],
    ['with an empty query', '{"query": ""}', NO_DOCUMENT],
    [
      'with a query that is an object',
      '{"query": {"programs": 1}}',
      '"query" is not a text; send a GraphQL document as a text.',
    ],
    [
      'with a parsed query',
      '{"query": {"kind": "Document", "definitions": []}}',
      '"query" is a parsed document; send its text, as `print` of graphql makes it.',
    ],
    [
      'with several operations',
      '[{"query": "{ __typename }"}]',
      'The body is a list of operations; send one operation in each request.',
    ],
    [
      'with variables in a text',
      '{"query": "{ __typename }", "variables": "{}"}',
      '"variables" is a text; send the object itself, not JSON within a text.',
    ],
    [
      'with variables in a list',
      '{"query": "{ __typename }", "variables": []}',
      '"variables" is not an object; send an object of JSON, or leave it out.',
    ],
    [
      'with extensions in a text',
      '{"query": "{ __typename }", "extensions": "{}"}',
      '"extensions" is a text; send the object itself, not JSON within a text.',
    ],
    [
      'with a number as the operation’s name',
      '{"query": "{ __typename }", "operationName": 1}',
      '"operationName" is not a text; send a text of JSON, or leave it out.',
    ],
  ])('%s', (_name, body, message) => expectRefusal(post(hub, body), 400, message));

  test.each(['text/plain', 'application/graphql', 'application/x-www-form-urlencoded'])('of %s', (type) =>
    expectRefusal(post(hub, '{"query": "{ __typename }"}', { 'content-type': type }), 415, JSON_ONLY),
  );
});

describe('an address', () => {
  const get = (search: Record<string, string>, headers = {}): Promise<Answered> =>
    send(hub, `/graphql?${new URLSearchParams(search).toString()}`, { headers });
  const STREAM =
    'send this one over a WebSocket, or over HTTP with "Accept: text/event-stream" or "Accept: multipart/mixed;subscriptionSpec=1.0"';

  test('without a query', () => expectRefusal(get({}), 400, NO_DOCUMENT));

  test.each(['slug:secure', "{'slug':'secure'}", '[]'])('with the variables %s', (variables) =>
    expectRefusal(
      get({ query: '{ __typename }', variables }),
      400,
      'The parameter "variables" is not a JSON object; send one, percent-encoded.',
    ),
  );

  test('with a mutation', () =>
    expectRefusal(
      get({ query: 'mutation { archiveProgram(input: { id: "x" }) { cursor } }' }),
      405,
      'GET runs only queries, and this is a mutation; use POST.',
    ));

  test('with a subscription, but without a stream', () =>
    expectRefusal(
      get({ query: 'subscription { programUpdates { cursor } }' }),
      405,
      `GET runs only queries, and this is a subscription; ${STREAM}.`,
    ));

  test('that does not exist', () =>
    expectRefusal(
      send(hub, '/api/graphql', { method: 'POST' }),
      404,
      'There is nothing at /api/graphql; send GraphQL requests to /graphql.',
    ));

  test.each(['text/html', 'application/xml', 'multipart/mixed'])('asked for %s', (accept) =>
    expectRefusal(
      get({ query: '{ __typename }' }, { accept }),
      406,
      'Accept names no media type of the hub; send application/graphql-response+json or application/json, and for subscriptions text/event-stream or multipart/mixed;subscriptionSpec=1.0.',
    ),
  );
});

describe('an operation', () => {
  test.each([
    [
      'of another name',
      { query: 'query A { __typename }', operationName: 'B' },
      'Unknown operation named "B"; the document has "A".',
    ],
    [
      'of a name, where it has none',
      { query: '{ __typename }', operationName: 'A' },
      'Unknown operation named "A"; the one in the document has no name, so leave operationName out.',
    ],
    [
      'of several, unnamed',
      { query: 'query A { __typename } query B { __typename }' },
      'The document has several operations; name the one to run in operationName: "A", "B".',
    ],
    [
      'that is a subscription',
      { query: 'subscription { programUpdates { cursor } }' },
      'Subscriptions need a stream; send this one over a WebSocket, or over HTTP with "Accept: text/event-stream" or "Accept: multipart/mixed;subscriptionSpec=1.0".',
    ],
    [
      'with the hash of another',
      { query: '{ __typename }', extensions: { persistedQuery: { version: 1, sha256Hash: '0'.repeat(64) } } },
      'The sha256Hash is not that of the query; send the SHA-256 of its text in UTF-8.',
    ],
  ])('%s', async (_name, body, message) => {
    expect(errorOf(await post(hub, JSON.stringify(body))).message).toBe(message);
  });
});

describe('a credential', () => {
  const SCHEME = 'The credential does not begin with "Bearer "; send "Bearer <hub key or JWT>".';
  const FORM = 'The credential is neither a hub key nor a JWT; a hub key begins with hub_ and has 60 characters.';
  const ONE = 'Send one credential after "Bearer ", without commas, quotes and brackets.';
  const REFUSED = 'The credential is unknown, wrong, expired or revoked; send a valid one, or none.';

  test.each([
    ['without Bearer', () => key, SCHEME],
    ['with Token', () => `Token ${key}`, SCHEME],
    ['of Basic', () => 'Basic dXNlcjpwYXNz', SCHEME],
    ['with nothing after Bearer', () => 'Bearer ', 'Nothing follows "Bearer"; send "Bearer <hub key or JWT>".'],
    ['that is empty', () => '', 'The credential is empty; send "Bearer <hub key or JWT>", or leave it out.'],
    [
      'that is undefined',
      () => 'Bearer undefined',
      'The credential is no key, but the text of a variable without a value; set it to a hub key or a JWT.',
    ],
    ['that is cut off', () => `Bearer ${key.slice(0, -1)}`, FORM],
    ['in quotes', () => `Bearer "${key}"`, ONE],
    ['in brackets', () => `Bearer <${key}>`, ONE],
    ['twice, with a comma', () => `Bearer ${key},${key}`, ONE],
    ['twice, with a blank', () => `Bearer ${key} ${key}`, 'Send one credential after "Bearer ", without blanks.'],
    ['of another hub', () => `Bearer hub_000000000000_${'x'.repeat(43)}`, REFUSED],
    ['that is a JWT of somebody', () => 'Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc', REFUSED],
  ])('%s', (_name, authorization, message) =>
    expectRefusal(post(hub, '{"query": "{ __typename }"}', { authorization: authorization() }), 401, message),
  );

  test('in another header', async () => {
    const query = 'mutation { archiveProgram(input: { id: "x" }) { cursor } }';
    const { errors } = await hub.query(query, undefined, { 'x-api-key': key });
    expect(errors?.[0]?.message).toBe('Sign in to use Mutation.archiveProgram: it is for editors and admins.');
  });
});
