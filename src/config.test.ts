import path from 'node:path';
import { InvalidEnvironment, readConfig } from './config';

test('an empty environment gives the defaults of a hub with its embedded Postgres', () => {
  expect(readConfig({})).toMatchObject({ port: 4000, host: '127.0.0.1', introspection: 'everyone', logLevel: 'info' });
});

test('with DATABASE_URL the hub listens on all interfaces and shows its schema only to clients who sign in', () => {
  const config = readConfig({ DATABASE_URL: 'postgresql://hub@db/hub' });
  expect(config).toMatchObject({ host: '0.0.0.0', introspection: 'signed-in' });
});

test('an empty variable counts as absent', () => {
  expect(readConfig({ PORT: '', DATABASE_URL: '' })).toEqual(readConfig({}));
});

test('the configuration is frozen', () => {
  expect(Object.isFrozen(readConfig({}))).toBe(true);
});

test('lists are separated by commas', () => {
  expect(readConfig({ HUB_CORS_ORIGINS: 'https://a.example, https://b.example' }).corsOrigins).toEqual([
    'https://a.example',
    'https://b.example',
  ]);
});

test('DATABASE_URL may name a Unix socket', () => {
  expect(readConfig({ DATABASE_URL: 'postgresql://hub@/hub?host=/run/postgresql' }).databaseUrl).toBeDefined();
});

test('rates are limited if DATABASE_URL is set, unless HUB_RATE_LIMIT says otherwise', () => {
  const env = { DATABASE_URL: 'postgresql://hub@db/hub' };
  expect(readConfig({}).rateLimit).toBeNull();
  expect(readConfig({ HUB_RATE_LIMIT: 'on' }).rateLimit).toEqual(readConfig(env).rateLimit);
  expect(readConfig(env).rateLimit?.public).toEqual({ points: 60_000, seconds: 10 });
  expect(readConfig({ ...env, HUB_RATE_LIMIT: 'off' }).rateLimit).toBeNull();
  expect(readConfig({ HUB_RATE_LIMIT: 'partner=5/60s, public=7/1s' }).rateLimit).toMatchObject({
    public: { points: 7, seconds: 1 },
    partner: { points: 5, seconds: 60 },
    editor: { points: 1_000_000, seconds: 10 },
  });
});

test('an empty HUB_PROXY_HOPS means no proxies', () => {
  expect(readConfig({ HUB_PROXY_HOPS: '' }).proxyHops).toBe(0);
});

test.each(['-1', '10', 'x', '1.5'])('HUB_PROXY_HOPS %j is refused', (text) => {
  expect(faultOf({ HUB_PROXY_HOPS: text }).faults).toHaveLength(1);
});

test('caches ask before each use, unless HUB_PUBLIC_MAX_AGE says for how long they need not', () => {
  for (const [text, seconds] of [
    [undefined, 0],
    ['', 0],
    ['0', 0],
    ['060', 60],
    ['86400', 86_400],
  ] as const)
    expect([text, readConfig({ HUB_PUBLIC_MAX_AGE: text }).publicMaxAge]).toEqual([text, seconds]);
});

test.each(['86401', '99999', '100000', '-1', '1.5', '1e3', '60s', ' 60', 'on'])(
  'HUB_PUBLIC_MAX_AGE %j is refused',
  (text) => {
    expect(faultOf({ HUB_PUBLIC_MAX_AGE: text }).faults).toEqual([
      'HUB_PUBLIC_MAX_AGE is not a number of seconds; give a number from 0 to 86400',
    ]);
  },
);

test('everyone may send documents of their own, unless HUB_DOCUMENTS says otherwise', () => {
  expect(readConfig({}).documents).toBe('any');
  expect(readConfig({ HUB_DOCUMENTS: '', DATABASE_URL: 'postgresql://hub@db/hub' }).documents).toBe('any');
  for (const rule of ['any', 'signed-in', 'trusted']) expect(readConfig({ HUB_DOCUMENTS: rule }).documents).toBe(rule);
});

test.each(['nobody', 'signed in', 'Trusted', 'true', 'any,trusted'])('HUB_DOCUMENTS %j is refused', (text) => {
  expect(faultOf({ HUB_DOCUMENTS: text }).faults).toEqual([
    'HUB_DOCUMENTS is unknown; give one of any, signed-in, trusted',
  ]);
});

test('HUB_DOCUMENTS_DIR is a folder, from where the hub is started', () => {
  expect(readConfig({}).documentsDir).toBeUndefined();
  expect(readConfig({ HUB_DOCUMENTS_DIR: '' }).documentsDir).toBeUndefined();
  expect(readConfig({ HUB_DOCUMENTS_DIR: '/srv/manifests' }).documentsDir).toBe('/srv/manifests');
  expect(readConfig({ HUB_DOCUMENTS_DIR: 'manifests' }).documentsDir).toBe(path.resolve('manifests'));
});

test.each([
  'maybe',
  'public',
  'public=0/10s',
  'public=10/0s',
  'public=10',
  'guest=10/1s',
  'public=1/1s,public=2/1s',
  ',',
])('HUB_RATE_LIMIT %j is refused', (text) => {
  expect(faultOf({ HUB_RATE_LIMIT: text }).faults).toEqual([
    'HUB_RATE_LIMIT is not a rate limit; write off, on or a list of rates such as public=60000/10s,partner=400000/10s',
  ]);
});

test('the message names every invalid variable, but no value, which might be a secret', () => {
  const env = {
    DATABASE_URL: 'mysql://root:hunter2@db/hub',
    PORT: '70000',
    HUB_PUBLIC_URL: 'ftp://hub',
    HUB_JWKS_URL: 'https://id.example/keys',
    HUB_CORS_ORIGINS: 'https://a.example/path',
    HUB_INTROSPECTION: 'maybe',
    HUB_CALLBACK_HOSTS: 'not a host',
    REDIS_URL: 'http://redis',
    HUB_RATE_LIMIT: 'much',
    HUB_PROXY_HOPS: 'many',
    HUB_DOCUMENTS: 'many',
    HUB_PUBLIC_MAX_AGE: 'much',
    LOG_LEVEL: 'loud',
  };
  const fault = faultOf(env);
  for (const name of [...Object.keys(env), 'HUB_JWT_ISSUER', 'HUB_JWT_AUDIENCE']) {
    if (name !== 'HUB_JWKS_URL') expect(fault.faults.some((line) => line.startsWith(name))).toBe(true);
  }
  expect(fault.message).not.toMatch(/hunter2/);
});

test('an unknown HUB_ variable is refused, unless another program is known to use it', () => {
  expect(faultOf({ HUB_ROUTER_SECRET: 'canary', HUB_CORS_ORIGIN: 'https://a.example' }).faults).toEqual([
    'HUB_ROUTER_SECRET is not a variable of the hub; correct its name or remove it',
    'HUB_CORS_ORIGIN is not a variable of the hub; correct its name or remove it',
  ]);
  const ofOthers = ['HUB_EDITOR_KEY', 'HUB_URL', 'HUB_KEY', 'HUB_SERVICE_HOST', 'HUB_PORT_4000_TCP_ADDR', 'HUB_PORT'];
  expect(readConfig(Object.fromEntries(ofOthers.map((name) => [name, 'x'])))).toEqual(readConfig({}));
  expect(readConfig({ HUB_ROUTER_SECRET: '' })).toEqual(readConfig({}));
});

test.each([
  [{ PORT: 'x' }, 'PORT is not a port; give a number from 0 to 65535'],
  [
    { DATABASE_REPLICA_URLS: 'postgresql://r/hub' },
    'DATABASE_REPLICA_URLS is set without DATABASE_URL; set DATABASE_URL to the primary',
  ],
  [{ HUB_JWT_ISSUER: 'x' }, 'HUB_JWT_ISSUER and HUB_JWKS_URL belong together; set both or neither'],
])('%j is refused', (env, message) => {
  expect(faultOf(env).faults).toEqual([message]);
});

function faultOf(env: NodeJS.ProcessEnv): InvalidEnvironment {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof InvalidEnvironment) return error;
  }
  throw new Error('the environment was accepted');
}
