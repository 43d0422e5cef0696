import { startTestHub, type TestHub } from '../support/hub';
import { errorOf, post, send } from './client';

const ALLOWED = 'https://app.example.org';

let hub: TestHub;

beforeAll(async () => {
  hub = await startTestHub({ env: { HUB_CORS_ORIGINS: ALLOWED } });
});
afterAll(() => hub.close());

describe('credentials', () => {
  it.each(['Bearer hub_unknown_secret', 'Bearer', 'Basic dXNlcjpwYXNz', 'hub_unknown_secret', ''])(
    '"%s" is refused, never taken for none',
    async (authorization) => {
      const answered = await post(hub, JSON.stringify({ query: '{ __typename }' }), { authorization });

      expect(answered.status).toBe(401);
      expect(answered.headers.get('www-authenticate')).toBe('Bearer');
      expect(errorOf(answered).extensions.code).toBe('UNAUTHENTICATED');
    },
  );

  it('are looked at before the operation is', async () => {
    const answered = await post(hub, JSON.stringify({ query: '{ nothing' }), { authorization: 'Bearer nobody' });

    expect(errorOf(answered).extensions.code).toBe('UNAUTHENTICATED');
  });
});

describe('other origins', () => {
  const preflight = (origin: string) =>
    send(hub, '/graphql', {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type,authorization',
      },
    });

  it('an allowed one may ask, with its credential', async () => {
    const { status, headers } = await preflight(ALLOWED);

    expect(status).toBe(204);
    expect(headers.get('access-control-allow-origin')).toBe(ALLOWED);
    expect(headers.get('access-control-allow-headers')).toBe('content-type,authorization');
    expect(headers.get('access-control-allow-credentials')).toBeNull();
  });

  it('and read the answer', async () => {
    const { headers } = await post(hub, JSON.stringify({ query: '{ __typename }' }), { origin: ALLOWED });

    expect(headers.get('access-control-allow-origin')).toBe(ALLOWED);
    expect(headers.get('vary')).toMatch(/origin/i);
  });

  it.each(['https://elsewhere.example.org', 'null', `${ALLOWED}.example.com`])('%s may not', async (origin) => {
    const asked = await preflight(origin);
    const answered = await post(hub, JSON.stringify({ query: '{ __typename }' }), { origin });

    expect(asked.headers.get('access-control-allow-origin')).toBeNull();
    expect(answered.headers.get('access-control-allow-origin')).toBeNull();
  });
});
