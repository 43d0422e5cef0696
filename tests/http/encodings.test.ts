import { createHash } from 'node:crypto';
import { makeOrganization } from '../support/factories';
import { startTestHub, type TestHub } from '../support/hub';
import { errorOf, post } from './client';

let hub: TestHub;

beforeAll(async () => {
  hub = await startTestHub();
});
afterAll(() => hub.close());

describe('persisted queries', () => {
  const query = '{ organizations { totalCount } }';
  const extensions = (sha256Hash: string) => ({ persistedQuery: { version: 1, sha256Hash } });
  const hash = createHash('sha256').update(query).digest('hex');

  it('an unknown one is asked for, and run by its hash from then on', async () => {
    const unknown = await post(hub, JSON.stringify({ extensions: extensions(hash) }));
    const first = await post(hub, JSON.stringify({ query, extensions: extensions(hash) }));
    const known = await post(hub, JSON.stringify({ extensions: extensions(hash) }));

    expect(unknown.status).toBe(200);
    expect(errorOf(unknown)).toMatchObject({
      message: 'PersistedQueryNotFound',
      extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' },
    });
    expect(first.body).toEqual({ data: { organizations: { totalCount: 0 } } });
    expect(known.body).toEqual(first.body);
  });

  it('one that does not fit its hash is refused', async () => {
    const other = createHash('sha256').update('{ __typename }').digest('hex');

    const answered = await post(hub, JSON.stringify({ query, extensions: extensions(other) }));

    expect(errorOf(answered).extensions.code).toBe('BAD_USER_INPUT');
  });
});

describe('compression', () => {
  it.each(['br', 'gzip', 'identity'])('a large answer is the same in %s', async (encoding) => {
    for (let index = 0; index < 50; index += 1) await makeOrganization(hub.database.pool);
    const query = '{ organizations(first: 50) { nodes { id name slug description } } }';

    const { status, headers, body } = await post(hub, JSON.stringify({ query }), { 'accept-encoding': encoding });

    expect(status).toBe(200);
    expect(headers.get('content-encoding')).toBe(encoding === 'identity' ? null : encoding);
    expect((body.data as { organizations: { nodes: unknown[] } }).organizations.nodes).toHaveLength(50);
  });

  it('a large error keeps its id', async () => {
    const query = `{ ${Array.from({ length: 40 }, (_, index) => `unknownField${index}`).join(' ')} }`;

    const { headers, body } = await post(hub, JSON.stringify({ query }), { 'accept-encoding': 'br' });

    // The first 20, and that there are more.
    expect(body.errors).toHaveLength(21);
    expect(body.errors?.every(({ extensions }) => extensions.requestId === headers.get('x-request-id'))).toBe(true);
  });
});
