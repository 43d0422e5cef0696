import { execFileSync, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { Clusters, connected, hasNamespaces, isRoot, othersReachCheckout, postmasterOf, rowsOf } from './clusters';

const clusters = new Clusters();
afterEach(() => clusters.remove());

describe('the embedded Postgres', () => {
  it('makes a cluster and a database, whatever the environment lacks', async () => {
    // The starter's environment has neither LANG nor HOME.
    const { report } = await clusters.startElsewhere(clusters.folder());
    const url = 'url' in report ? report.url : JSON.stringify(report);
    const [settings] = await rowsOf(
      url,
      `SELECT current_database() AS database, current_setting('server_encoding') AS encoding,
              upper('é') AS upper, current_setting('listen_addresses') AS addresses`,
    );
    expect(settings).toEqual({ database: 'equity_hub', encoding: 'UTF8', upper: 'É', addresses: '' });
  });

  it('has trigrams and notifications', async () => {
    const { url, stop } = await clusters.start(clusters.folder());
    await connected(url, async (listener) => {
      await listener.query('CREATE EXTENSION pg_trgm');
      const { rows } = await listener.query("SELECT similarity('asthma', 'astma') > 0.4 AS similar");
      expect(rows).toEqual([{ similar: true }]);
      await listener.query('LISTEN wake');
      const notified = once(listener, 'notification');
      await rowsOf(url, "NOTIFY wake, 'up'");
      expect(await notified).toMatchObject([{ channel: 'wake', payload: 'up' }]);
    });
    await stop();
  });

  it('is gone when stop returns, and starts again with its data', async () => {
    const folder = clusters.folder();
    const first = await clusters.start(folder);
    await rowsOf(first.url, 'CREATE TABLE kept AS SELECT 1 AS one');
    await first.stop();
    await first.stop();
    expect(await postmasterOf(folder)).toBeUndefined();
    const second = await clusters.start(folder);
    expect(await rowsOf(second.url, 'TABLE kept')).toEqual([{ one: 1 }]);
    await second.stop();
  });

  it('gives psql a URL that it understands', async () => {
    if (spawnSync('psql', ['--version']).status !== 0) return;
    const { url, stop } = await clusters.start(clusters.folder());
    expect(execFileSync('psql', [url, '-Atc', 'SELECT 7'], { encoding: 'utf8' })).toBe('7\n');
    await stop();
  });

  it('works in a folder whose path is too long for a socket', async () => {
    const folder = clusters.adopt(path.join(clusters.folder(), 'long'.repeat(30)));
    const first = await clusters.start(folder);
    const socketFolder = decodeURIComponent(/host=([^&]*)/.exec(first.url)?.[1] ?? '');
    const { mode } = statSync(socketFolder);
    expect(mode & 0o777).toBe(0o700);
    const second = await clusters.start(folder);
    expect(second.url).toBe(first.url);
    await Promise.all([first.stop(), second.stop()]);
    expect(await postmasterOf(folder)).toBeUndefined();
    expect(existsSync(socketFolder)).toBe(false);
  });
});

const ifRoot = isRoot ? describe : describe.skip;
const ifNamespaces = hasNamespaces ? it : it.skip;
const ifReachable = othersReachCheckout ? it : it.skip;

ifRoot('under root', () => {
  ifReachable('runs as another user where that one reaches the folder', async () => {
    const folder = clusters.folder(0o755);
    const { stop } = await clusters.start(folder);
    expect(statSync(path.join(folder, 'data')).uid).not.toBe(0);
    await stop();
  });

  ifNamespaces('runs where no other user reaches the folder', async () => {
    const folder = clusters.folder(0o700);
    const { url, stop } = await clusters.start(folder);
    expect(statSync(path.join(folder, 'data')).uid).toBe(0);
    expect(await rowsOf(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await stop();
  });

  ifReachable('takes the cluster over after its user was shut out of the folder', async () => {
    const folder = clusters.folder(0o755);
    const first = await clusters.start(folder);
    await rowsOf(first.url, 'CREATE TABLE kept AS SELECT 1 AS one');
    await first.stop();
    const mode = hasNamespaces ? '700' : '755';
    execFileSync('chmod', [mode, path.dirname(folder)]);
    const second = await clusters.start(folder);
    expect(await rowsOf(second.url, 'TABLE kept')).toEqual([{ one: 1 }]);
    await second.stop();
  });

  ifReachable('starts for an ordinary user, and serves root what that one made', async () => {
    const folder = clusters.folder(0o777);
    const nobody = { uid: 65534, gid: 65534, cwd: path.dirname(folder) };
    const { report } = await clusters.startElsewhere(folder, nobody);
    expect(report).toMatchObject({ url: expect.stringContaining('postgresql://') as string });
    expect(statSync(path.join(folder, 'data')).uid).toBe(65534);
    const { url, stop } = await clusters.start(folder);
    expect(await rowsOf(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await stop();
  });
});
