import { auditServer } from 'graphql-http';
import { startTestHub, type TestHub } from '../support/hub';
import { errorOf, post, send } from './client';

const MUTATION = 'mutation { __typename }';

let hub: TestHub;

beforeAll(async () => {
  hub = await startTestHub();
});
afterAll(() => hub.close());

describe('the GraphQL-over-HTTP specification', () => {
  it('is kept, in what it demands and in what it recommends', async () => {
    const results = await auditServer({ url: `${hub.url}/graphql` });

    const faults = results.flatMap((result) =>
      result.status === 'error' || result.status === 'warn'
        ? [`${result.status}: ${result.name}: ${result.reason}`]
        : [],
    );
    expect(results.length).toBeGreaterThan(50);
    expect(faults).toEqual([]);
  });

  it.each([
    ['application/json', 200],
    ['application/graphql-response+json', 400],
  ])('a document that is refused is answered in %s with %i', async (accept, status) => {
    const answered = await post(hub, JSON.stringify({ query: '{ nothing }' }), { accept });

    expect(answered.status).toBe(status);
    expect(answered.headers.get('content-type')).toBe(`${accept}; charset=utf-8`);
    expect(errorOf(answered).extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
  });

  it('an operation that may not run is answered like one that is invalid', async () => {
    const accept = 'application/graphql-response+json';
    const query = '{ programs(first: 101) { totalCount } }';

    const answered = await post(hub, JSON.stringify({ query }), { accept });

    expect(answered.status).toBe(400);
    expect(errorOf(answered).extensions.code).toBe('BAD_USER_INPUT');
  });
});

describe('requests that are not well formed', () => {
  it.each([
    ['JSON that breaks off', '{"query": "{ __typename }"', 400],
    ['no body', '', 400],
    ['an empty object', '{}', 400],
    ['a list of operations', '[{"query": "{ __typename }"}]', 400],
    ['a query that is no text', '{"query": {"kind": "Document"}}', 400],
    ['variables that are no object', '{"query": "{ __typename }", "variables": "{}"}', 400],
    ['more than 100 kB', JSON.stringify({ query: '{ __typename }', padding: 'x'.repeat(100_000) }), 413],
  ])('%s is refused', async (_name, body, status) => {
    const answered = await post(hub, body);

    expect(answered.status).toBe(status);
    expect(errorOf(answered).extensions.code).toBe('BAD_REQUEST');
  });

  it('a body of exactly 100 kB is answered', async () => {
    const bare = JSON.stringify({ query: '{ __typename }', padding: '' });

    const answered = await post(hub, bare.replace('""', `"${'x'.repeat(100_000 - bare.length)}"`));

    expect(answered).toMatchObject({ status: 200, body: { data: { __typename: 'Query' } } });
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/xml'])(
    'what a browser may post to anyone without asking, such as %s, never reaches an operation',
    async (type) => {
      const answered = await post(hub, JSON.stringify({ query: '{ __typename }' }), { 'content-type': type });

      expect(answered.status).toBe(415);
      expect(errorOf(answered).extensions.code).toBe('BAD_REQUEST');
    },
  );

  it('a body without a type is refused', async () => {
    const body = new TextEncoder().encode(JSON.stringify({ query: '{ __typename }' }));

    const answered = await send(hub, '/graphql', { method: 'POST', body });

    expect(answered.status).toBe(415);
    errorOf(answered);
  });
});

describe('methods and addresses', () => {
  it('an operation name that is empty is left out, by GET and by POST', async () => {
    const query = '{ __typename }';
    const address = new URLSearchParams({ query, operationName: '' });
    const answers = [
      await send(hub, `/graphql?${address.toString()}`),
      await post(hub, JSON.stringify({ query, operationName: '' })),
      await post(hub, JSON.stringify({ query: 'query A { __typename }', operationName: '' })),
    ];

    for (const { body } of answers) expect(body).toEqual({ data: { __typename: 'Query' } });
  });

  it('GET runs a query with variables', async () => {
    const parameters = new URLSearchParams({
      query: 'query ($include: Boolean!) { __typename @include(if: $include) }',
      variables: '{"include": true}',
    });

    expect(await send(hub, `/graphql?${parameters.toString()}`)).toMatchObject({
      status: 200,
      body: { data: { __typename: 'Query' } },
    });
  });

  it('GET never runs a mutation', async () => {
    const answered = await send(hub, `/graphql?query=${encodeURIComponent(MUTATION)}`);

    expect(answered.status).toBe(405);
    expect(answered.headers.get('allow')).toBe('POST');
    errorOf(answered);
  });

  it.each(['PUT', 'PATCH', 'DELETE'])('%s is refused, and the answer says what is allowed', async (method) => {
    const body = JSON.stringify({ query: '{ __typename }' });
    const answered = await send(hub, '/graphql', { method, body, headers: { 'content-type': 'application/json' } });

    expect(answered.status).toBe(405);
    expect(answered.headers.get('allow')).toBe('GET, POST');
    expect(errorOf(answered).extensions.code).toBe('BAD_REQUEST');
  });

  it('HEAD is answered without a body', async () => {
    const response = await fetch(`${hub.url}/graphql?query={__typename}`, { method: 'HEAD' });

    expect(response.status).toBe(405);
    expect(await response.text()).toBe('');
  });

  it('an unknown address is 404, in JSON', async () => {
    const answered = await send(hub, '/graphiql');

    expect(answered.status).toBe(404);
    expect(errorOf(answered).message).toBe('There is nothing at /graphiql; send GraphQL requests to /graphql.');
  });
});

describe('request ids', () => {
  it("a caller's own id is kept if it is harmless", async () => {
    const headers = { 'x-request-id': 'trace-42' };

    expect(errorOf(await post(hub, '{', headers)).extensions.requestId).toBe('trace-42');
  });

  it('any other is replaced', async () => {
    const answered = await post(hub, '{', { 'x-request-id': 'two words' });

    expect(errorOf(answered).extensions.requestId).toMatch(/^[\da-f-]{36}$/);
  });
});
