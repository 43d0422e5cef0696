import { once } from 'node:events';
import { Clusters, connected, eventually, postmasterOf, rowsOf } from './clusters';

const clusters = new Clusters();
const folder = clusters.folder();
afterEach(() => clusters.rest());
afterAll(() => clusters.remove());

describe('several hubs on one folder', () => {
  it('share one Postgres: the second start adopts it', async () => {
    const first = await clusters.start(folder);
    const pid = await postmasterOf(folder);
    const second = await clusters.start(folder);
    expect(second.url).toBe(first.url);
    expect(await postmasterOf(folder)).toBe(pid);
  });

  it('are both served when they start at the same moment', async () => {
    const fresh = clusters.folder();
    const starters = await Promise.all([clusters.startElsewhere(fresh), clusters.startElsewhere(fresh)]);
    const [first, second] = starters.map(({ report }) => report);
    expect(first).toEqual(second);
    const url = first && 'url' in first ? first.url : JSON.stringify(first);
    const query = "SELECT count(*)::int FROM pg_stat_activity WHERE application_name = 'equity-hub lease'";
    expect(await rowsOf(url, query)).toEqual([{ count: 2 }]);
  });

  it('leave Postgres to the one that stays', async () => {
    const [first, second] = [await clusters.start(folder), await clusters.start(folder)];
    await first.stop();
    expect(await rowsOf(second.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await second.stop();
    expect(await postmasterOf(folder)).toBeUndefined();
  });

  it('end Postgres when all stop at the same moment', async () => {
    const hubs = [await clusters.start(folder), await clusters.start(folder), await clusters.start(folder)];
    await Promise.all(hubs.map((hub) => hub.stop()));
    expect(await postmasterOf(folder)).toBeUndefined();
  });

  it('find a running Postgres when one starts while another stops', async () => {
    const leaving = await clusters.start(folder);
    const [, coming] = await Promise.all([leaving.stop(), clusters.start(folder)]);
    expect(await rowsOf(coming.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await coming.stop();
    expect(await postmasterOf(folder)).toBeUndefined();
  });
});

describe('stopping', () => {
  it('leaves Postgres running while another client is connected', async () => {
    const hub = await clusters.start(folder);
    await connected(hub.url, async (other) => {
      await hub.stop();
      expect((await other.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    });
    const next = await clusters.start(folder);
    await next.stop();
    expect(await postmasterOf(folder)).toBeUndefined();
  });

  it('does not happen when the hub is killed with its whole process group: the next start adopts', async () => {
    const { child } = await clusters.startElsewhere(folder);
    const pid = await postmasterOf(folder);
    const gone = once(child, 'exit');
    process.kill(-(child.pid ?? NaN), 'SIGKILL');
    await gone;
    const next = await clusters.start(folder);
    expect(await postmasterOf(folder)).toBe(pid);
    await next.stop();
    await eventually(async () => (await postmasterOf(folder)) === undefined);
  });

  it('does not fail after Postgres was ended by someone else', async () => {
    const hub = await clusters.start(folder);
    process.kill((await postmasterOf(folder)) ?? NaN, 'SIGINT');
    await eventually(async () => (await postmasterOf(folder)) === undefined);
    await expect(hub.stop()).resolves.toBeUndefined();
  });
});
