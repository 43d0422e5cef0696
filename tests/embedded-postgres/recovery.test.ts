import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Clusters, eventually, killPostgres, postmasterOf, rowsOf } from './clusters';

const clusters = new Clusters();
const folder = clusters.folder();
afterAll(() => clusters.remove());

// Durable, so that what was committed must survive; and with one row in it.
beforeEach(async () => {
  const { url, stop } = await clusters.start(folder, true);
  await rowsOf(url, 'DROP TABLE IF EXISTS kept');
  await rowsOf(url, 'CREATE TABLE kept AS SELECT 1 AS one');
  await stop();
});
afterEach(() => clusters.rest());

async function expectServed(): Promise<void> {
  const { url, stop } = await clusters.start(folder);
  expect(await rowsOf(url, 'TABLE kept')).toEqual([{ one: 1 }]);
  await stop();
  expect(await postmasterOf(folder)).toBeUndefined();
}

describe('recovery', () => {
  it('keeps what was committed when Postgres is killed', async () => {
    const { url } = await clusters.start(folder, true);
    await rowsOf(url, 'DROP TABLE kept');
    await rowsOf(url, 'CREATE TABLE kept AS SELECT 1 AS one');
    await killPostgres(folder);
    await expectServed();
  });

  it('does not mistake a process with the old pid for Postgres', async () => {
    await clusters.start(folder, true);
    const file = path.join(folder, 'data/postmaster.pid');
    const left = readFileSync(file, 'utf8');
    await killPostgres(folder);
    // Of the same user as Postgres, which therefore would refuse to start.
    const { uid } = statSync(path.join(folder, 'data'));
    const bystander = spawn('sleep', ['60'], { uid, stdio: 'ignore' });
    try {
      writeFileSync(file, left.replace(/^\d+/, String(bystander.pid)));
      writeFileSync(path.join(folder, 'socket/.s.PGSQL.5432.lock'), `${bystander.pid}\n`);
      await expectServed();
      expect(bystander.exitCode ?? bystander.signalCode).toBeNull();
    } finally {
      bystander.kill();
    }
  });

  it('survives a pid file that was cut short', async () => {
    writeFileSync(path.join(folder, 'data/postmaster.pid'), '');
    await expectServed();
  });

  it('starts again after a first start that was interrupted', async () => {
    const fresh = clusters.folder();
    mkdirSync(path.join(fresh, 'data.new/base'), { recursive: true });
    writeFileSync(path.join(fresh, 'data.new/PG_VERSION'), '18\n');
    const { url, stop } = await clusters.start(fresh);
    expect(await rowsOf(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await stop();
  });

  it('is not held up by the lock of a starter that was killed', async () => {
    const dead = spawn('true', { stdio: 'ignore' });
    await eventually(() => Promise.resolve(dead.exitCode !== null));
    writeFileSync(path.join(folder, 'start.lock'), `${dead.pid} left`);
    await expectServed();
  });
});
