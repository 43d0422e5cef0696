import { Authenticator } from '../../src/platform/access/authenticator';
import { ApiKey } from '../../src/platform/access/api-key.entity';
import { HubKeys } from '../../src/platform/access/hub-keys';
import { PUBLIC_VIEWER } from '../../src/platform/access/viewer';
import { createDataSource } from '../../src/data-source';
import { createTestDatabase, type TestDatabase } from '../support/database';

let database: TestDatabase;
let source: ReturnType<typeof createDataSource>;
let keys: HubKeys;

beforeAll(async () => {
  database = await createTestDatabase();
  source = await createDataSource(database.url).initialize();
  keys = new HubKeys(source.getRepository(ApiKey));
});
afterAll(async () => {
  await source.destroy();
  await database.drop();
});

test('a viewer has its key and its expiry, so that open connections can ask again', async () => {
  const expiresAt = new Date(Date.now() + 60_000);
  const key = await keys.create({ name: 'a test', role: 'partner', expiresAt });
  const id = String(key.split('_')[1]);
  expect(await new Authenticator(keys).authenticate(`Bearer ${key}`)).toEqual({
    role: 'partner',
    principal: `key:${id}`,
    keyId: id,
    expiresAt,
  });
});

test('those who were accepted before are not, once their key is revoked or their credential has ended', async () => {
  const authenticator = new Authenticator(keys);
  const [good, revoked] = await Promise.all(
    ['good', 'revoked'].map(async (name) =>
      authenticator.authenticate(`Bearer ${await keys.create({ name, role: 'partner' })}`),
    ),
  );
  if (!good || !revoked) throw new TypeError('no viewers');
  const token = { role: 'analyst', principal: 'user:ada', expiresAt: new Date(Date.now() + 60_000) } as const;
  const ended = { ...token, expiresAt: new Date(Date.now() - 1) };
  await keys.revoke(String(revoked.keyId));
  expect(await authenticator.stillAccepted([PUBLIC_VIEWER, good, revoked, token, ended])).toEqual([
    PUBLIC_VIEWER,
    good,
    token,
  ]);
  expect(await authenticator.stillAccepted([token])).toEqual([token]);
});
