import { createTestDatabase } from '../support/database';
import { makeProgram } from '../support/factories';
import { startTestHub } from '../support/hub';

test('reads go to the replicas, where there are any', async () => {
  const replica = await createTestDatabase();
  const hub = await startTestHub({ env: { DATABASE_REPLICA_URLS: replica.url } });
  await makeProgram(hub.database.pool, { slug: 'on-the-primary' });
  await makeProgram(replica.pool, { slug: 'on-the-replica' });
  const { data } = await hub.query('{ programs { nodes { slug } } }');
  expect(data).toEqual({ programs: { nodes: [{ slug: 'on-the-replica' }] } });
  await hub.close();
  await replica.drop();
});
