/** @isolated It fakes timers, also for what it tests. */
import { createHmac } from 'node:crypto';
import { exportSPKI, importJWK, type CryptoKey } from 'jose';
import { TokenVerifier, type JwksTimes } from '../../src/platform/access/token-verifier';
import { startTestHub, type TestHub } from '../support/hub';
import { AUDIENCE, claims, ISSUER, makeSigningKey, signed, startIssuer, type Issuer, type SigningKey } from './issuer';

let issuer: Issuer;
let hub: TestHub;
let key: SigningKey;
let stranger: SigningKey;

beforeAll(async () => {
  [key, stranger] = await Promise.all([makeSigningKey('one'), makeSigningKey('one')]);
  issuer = await startIssuer([key]);
  hub = await startTestHub({
    env: { HUB_JWKS_URL: issuer.url, HUB_JWT_ISSUER: ISSUER, HUB_JWT_AUDIENCE: AUDIENCE },
  });
});
afterAll(async () => {
  await hub.close();
  await issuer.close();
});

const bearer = (token: string): Record<string, string> => ({ authorization: `Bearer ${token}` });
const ARCHIVED = '{ programs(includeArchived: true) { totalCount } }';

test('a token gives the role that it claims', async () => {
  const analyst = await hub.query(ARCHIVED, {}, bearer(await signed(key)));
  expect(analyst).toMatchObject({ status: 200, errors: undefined });
  const partner = await hub.query(ARCHIVED, {}, bearer(await signed(key, claims({ hub_role: 'partner' }))));
  expect(partner.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
});

test.each(['RS256', 'ES256', 'EdDSA'])('%s is accepted', async (alg) => {
  const other = await makeSigningKey(alg, alg);
  issuer.keys = [other];
  const viewer = await verifier().verify(await signed(other));
  issuer.keys = [key];
  expect(viewer).toMatchObject({ role: 'analyst', principal: 'user:ada' });
});

test('the viewer ends with the token, and the skew of the clocks', async () => {
  const exp = Math.floor(Date.now() / 1000) + 60;
  const viewer = await verifier().verify(await signed(key, claims({ exp })));
  expect(viewer?.expiresAt).toEqual(new Date((exp + 30) * 1000));
});

describe('a token is refused as 401, never taken for the public', () => {
  const now = (): number => Math.floor(Date.now() / 1000);
  const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

  /** Signed with a secret that is the issuer's public key in one of its forms. */
  async function symmetric(form: 'pem' | 'jwk'): Promise<string> {
    const secret =
      form === 'jwk' ? JSON.stringify(key.jwk) : await exportSPKI((await importJWK(key.jwk, 'ES256')) as CryptoKey);
    const body = `${encode({ alg: 'HS256', kid: key.kid })}.${encode(claims())}`;
    return `${body}.${createHmac('sha256', secret).update(body).digest('base64url')}`;
  }

  const bad: [string, () => string | Promise<string>][] = [
    ['of no algorithm', () => `${encode({ alg: 'none' })}.${encode(claims())}.`],
    ['of no algorithm, with some signature', () => `${encode({ alg: 'none' })}.${encode(claims())}.AAAA`],
    ['signed by HS256 with the public key as PEM', () => symmetric('pem')],
    ['signed by HS256 with the public key as JWK', () => symmetric('jwk')],
    ['of another algorithm', async () => signed(await makeSigningKey('one', 'ES384'))],
    ['signed by a stranger', () => signed(stranger)],
    ['that brings its own key', () => signed(stranger, claims(), { jwk: stranger.jwk })],
    ['of an unknown key', () => signed(stranger, claims(), { kid: 'unknown' })],
    ['for another audience', () => signed(key, claims({ aud: 'another' }))],
    ['for no audience', () => signed(key, claims({ aud: undefined }))],
    ['of another issuer', () => signed(key, claims({ iss: 'https://evil.example.org/' }))],
    ['of no issuer', () => signed(key, claims({ iss: undefined }))],
    ['that has expired', () => signed(key, claims({ exp: now() - 31 }))],
    ['that never expires', () => signed(key, claims({ exp: undefined }))],
    ['whose expiry is no number', () => signed(key, claims({ exp: 'never' }))],
    ['that is not valid yet', () => signed(key, claims({ nbf: now() + 60 }))],
    ['without a role', () => signed(key, claims({ hub_role: undefined }))],
    ['with the role public', () => signed(key, claims({ hub_role: 'public' }))],
    ['with an unknown role', () => signed(key, claims({ hub_role: 'king' }))],
    ['with several roles', () => signed(key, claims({ hub_role: ['analyst', 'admin'] }))],
    ['with the name of an object’s own property as role', () => signed(key, claims({ hub_role: 'constructor' }))],
    ['without a subject', () => signed(key, claims({ sub: undefined }))],
    ['with an empty subject', () => signed(key, claims({ sub: '' }))],
    ['with a subject that no log can hold', () => signed(key, claims({ sub: 'a\u0000b' }))],
    ['with an endless subject', () => signed(key, claims({ sub: 'a'.repeat(300) }))],
    [
      'with a changed payload',
      async () => (await signed(key)).replace(/\.[\w-]+\./, `.${encode(claims({ hub_role: 'admin' }))}.`),
    ],
    ['that is garbage', () => 'a.b.c'],
    ['that is endless', () => `${'a'.repeat(9_000)}.b.c`],
  ];

  test.each(bad)('%s', async (_case, make) => {
    const { status, data, errors } = await hub.query('{ __typename }', {}, bearer(await make()));
    expect({ status, data }).toEqual({ status: 401, data: undefined });
    expect(errors).toMatchObject([
      {
        message: 'The credential is unknown, wrong, expired or revoked; send a valid one, or none.',
        extensions: { code: 'UNAUTHENTICATED' },
      },
    ]);
  });

  test('also where the hub takes no tokens', async () => {
    const other = await startTestHub();
    expect((await other.query('{ __typename }', {}, bearer(await signed(key)))).status).toBe(401);
    await other.close();
  });
});

const failures: unknown[] = [];

function verifier(times: Partial<JwksTimes> = {}): TokenVerifier {
  return new TokenVerifier({ url: issuer.url, issuer: ISSUER, audience: AUDIENCE }, (e) => failures.push(e), times);
}

describe('the keys of the issuer', () => {
  afterEach(() => {
    issuer.mode = 'answers';
    issuer.keys = [key];
    jest.useRealTimers();
  });

  /** Lets time pass for the clock alone. */
  function later(milliseconds: number): void {
    jest.useFakeTimers({
      now: Date.now() + milliseconds,
      doNotFake: ['setTimeout', 'setImmediate', 'nextTick', 'queueMicrotask', 'setInterval'],
    });
  }

  test('may change: a new one is found, and a withdrawn one is forgotten', async () => {
    const tokens = verifier({ cooldown: 0 });
    expect(await tokens.verify(await signed(key))).toBeDefined();
    const next = await makeSigningKey('two');
    issuer.keys = [next];
    expect(await tokens.verify(await signed(next))).toBeDefined();
    expect(await tokens.verify(await signed(key))).toBeUndefined();
  });

  test('are not fetched for each token of an unknown key', async () => {
    const tokens = verifier();
    await tokens.verify(await signed(key));
    const before = issuer.asked;
    for (let count = 0; count < 20; count += 1)
      await tokens.verify(await signed(stranger, claims(), { kid: `k${count}` }));
    expect(issuer.asked).toBe(before);
  });

  test('keep working for an hour while the issuer is away, then nothing is accepted until it is back', async () => {
    const tokens = verifier();
    const token = await signed(key, claims({ exp: Math.floor(Date.now() / 1000) + 10_000 }));
    await tokens.verify(token);
    issuer.mode = 'fails';
    later(59 * 60_000);
    expect(await tokens.verify(token)).toBeDefined();
    later(2 * 60_000);
    await expect(tokens.verify(token)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    issuer.mode = 'answers';
    later(10_000);
    expect(await tokens.verify(token)).toBeDefined();
  });

  test('that were never fetched let nobody in, and not every request waits for an issuer that does not answer', async () => {
    issuer.mode = 'hangs';
    const tokens = verifier({ timeout: 50 });
    const token = await signed(key);
    const before = issuer.asked;
    for (let count = 0; count < 5; count += 1) {
      await expect(tokens.verify(token)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    }
    expect(issuer.asked).toBe(before + 1);
    expect(failures.length).toBeGreaterThan(0);
  });

  test('away, a hub answers 503, and 401 to what it can refuse without them', async () => {
    issuer.mode = 'fails';
    const other = await startTestHub({
      env: { HUB_JWKS_URL: issuer.url, HUB_JWT_ISSUER: ISSUER, HUB_JWT_AUDIENCE: AUDIENCE },
    });
    const { status, data, errors } = await other.query('{ __typename }', {}, bearer(await signed(key)));
    expect({ status, data, code: errors?.[0]?.extensions.code }).toEqual({
      status: 503,
      data: undefined,
      code: 'UNAVAILABLE',
    });
    expect((await other.query('{ __typename }', {}, bearer('nonsense'))).status).toBe(401);
    expect((await other.query('{ __typename }')).status).toBe(200);
    await other.close();
  });
});
