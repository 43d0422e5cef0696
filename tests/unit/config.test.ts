import { InvalidEnvironment, readConfig } from '../../src/config';

test('an empty environment is the embedded default', () => {
  expect(readConfig({})).toMatchObject({ port: 4000, host: '127.0.0.1', introspection: 'everyone', logLevel: 'info' });
});

test('with a database of its own the hub listens to all and shows its schema to those who sign in', () => {
  const config = readConfig({ DATABASE_URL: 'postgresql://hub@db/hub' });
  expect(config).toMatchObject({ host: '0.0.0.0', introspection: 'signed-in' });
});

test('an empty variable counts as absent', () => {
  expect(readConfig({ PORT: '', DATABASE_URL: '' })).toEqual(readConfig({}));
});

test('the result can not be changed', () => {
  expect(Object.isFrozen(readConfig({}))).toBe(true);
});

test('lists are separated by commas', () => {
  expect(readConfig({ HUB_CORS_ORIGINS: 'https://a.example, https://b.example' }).corsOrigins).toEqual([
    'https://a.example',
    'https://b.example',
  ]);
});

test('a Unix socket is a fine database address', () => {
  expect(readConfig({ DATABASE_URL: 'postgresql://hub@/hub?host=/run/postgresql' }).databaseUrl).toBeDefined();
});

test('every fault is named at once, and no value, which might be a secret', () => {
  const env = {
    DATABASE_URL: 'mysql://root:hunter2@db/hub',
    PORT: '70000',
    HUB_PUBLIC_URL: 'ftp://hub',
    HUB_JWKS_URL: 'https://id.example/keys',
    HUB_ROUTER_SECRET: 'short',
    HUB_CORS_ORIGINS: 'https://a.example/path',
    HUB_INTROSPECTION: 'maybe',
    HUB_CALLBACK_HOSTS: 'not a host',
    REDIS_URL: 'http://redis',
    LOG_LEVEL: 'loud',
  };
  const fault = faultOf(env);
  for (const name of [...Object.keys(env), 'HUB_JWT_ISSUER', 'HUB_JWT_AUDIENCE']) {
    if (name !== 'HUB_JWKS_URL') expect(fault.faults.some((line) => line.startsWith(name))).toBe(true);
  }
  expect(fault.message).not.toMatch(/hunter2|short\b.*short/);
});

test.each([
  [{ PORT: 'x' }, 'PORT is no port; give a number from 0 to 65535'],
  [{ DATABASE_REPLICA_URLS: 'postgresql://r/hub' }, 'DATABASE_REPLICA_URLS needs DATABASE_URL, the primary'],
  [{ HUB_JWT_ISSUER: 'x' }, 'HUB_JWT_ISSUER and HUB_JWKS_URL go together; set both or neither'],
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
