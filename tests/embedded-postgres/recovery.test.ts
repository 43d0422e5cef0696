import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Clusters, eventually, killPostgres, postmasterOf, rowsOf } from './clusters';

const clusters = new Clusters();
afterEach(() => clusters.remove());

/** A cluster with one row in it, which is not running. */
async function stoppedCluster(): Promise<string> {
  const folder = clusters.folder();
  const { url, stop } = await clusters.start(folder);
  await rowsOf(url, 'CREATE TABLE kept AS SELECT 1 AS one');
  await stop();
  return folder;
}

async function expectServed(folder: string): Promise<void> {
  const { url, stop } = await clusters.start(folder);
  expect(await rowsOf(url, 'TABLE kept')).toEqual([{ one: 1 }]);
  await stop();
  expect(await postmasterOf(folder)).toBeUndefined();
}

describe('recovery', () => {
  it('keeps what was committed when Postgres is killed', async () => {
    const folder = clusters.folder();
    const { url } = await clusters.start(folder, true);
    await rowsOf(url, 'CREATE TABLE kept AS SELECT 1 AS one');
    await killPostgres(folder);
    await expectServed(folder);
  });

  it('does not take a process that got the dead pid for Postgres', async () => {
    const folder = clusters.folder();
    const { url } = await clusters.start(folder, true);
    await rowsOf(url, 'CREATE TABLE kept AS SELECT 1 AS one');
    const file = path.join(folder, 'data/postmaster.pid');
    const left = readFileSync(file, 'utf8');
    await killPostgres(folder);
    // Of the same user as Postgres, which therefore would refuse to start.
    const { uid } = statSync(path.join(folder, 'data'));
    const bystander = spawn('sleep', ['60'], { uid, stdio: 'ignore' });
    try {
      writeFileSync(file, left.replace(/^\d+/, String(bystander.pid)));
      writeFileSync(path.join(folder, 'socket/.s.PGSQL.5432.lock'), `${bystander.pid}\n`);
      await expectServed(folder);
      expect(bystander.exitCode ?? bystander.signalCode).toBeNull();
    } finally {
      bystander.kill();
    }
  });

  it('survives a pid file that was cut short', async () => {
    const folder = await stoppedCluster();
    writeFileSync(path.join(folder, 'data/postmaster.pid'), '');
    await expectServed(folder);
  });

  it('begins anew after a first start that was interrupted', async () => {
    const folder = clusters.folder();
    mkdirSync(path.join(folder, 'data.new/base'), { recursive: true });
    writeFileSync(path.join(folder, 'data.new/PG_VERSION'), '18\n');
    const { url, stop } = await clusters.start(folder);
    expect(await rowsOf(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await stop();
  });

  it('is not held up by the lock of a starter that was killed', async () => {
    const folder = await stoppedCluster();
    const dead = spawn('true', { stdio: 'ignore' });
    await eventually(() => Promise.resolve(dead.exitCode !== null));
    writeFileSync(path.join(folder, 'start.lock'), `${dead.pid} left`);
    await expectServed(folder);
  });
});
