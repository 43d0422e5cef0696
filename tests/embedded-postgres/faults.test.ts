import { existsSync, mkdirSync, mkdtempSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { EmbeddedPostgresError } from '../../src/platform/embedded-postgres';
import { locateBinaries, makeLinks } from '../../src/platform/embedded-postgres/binaries';
import { describeFailure } from '../../src/platform/embedded-postgres/start-errors';
import { Clusters, isRoot, othersReachCheckout } from './clusters';

const clusters = new Clusters();
afterEach(() => clusters.remove());

async function faultOf(start: Promise<unknown>): Promise<EmbeddedPostgresError> {
  const error = await start.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(EmbeddedPostgresError);
  expect((error as Error).message).not.toContain('\n');
  return error as EmbeddedPostgresError;
}

describe('a fault says what to do', () => {
  it('on a platform without binaries', () => {
    const locate = () => locateBinaries('sunos-sparc');
    expect(locate).toThrow(EmbeddedPostgresError);
    expect(locate).toThrow(/sunos-sparc.*docker compose up.*DATABASE_URL/);
  });

  it('when another major version made the cluster', async () => {
    const folder = clusters.folder();
    const { stop } = await clusters.start(folder);
    await stop();
    writeFileSync(path.join(folder, 'data/PG_VERSION'), '17\n');
    const fault = await faultOf(clusters.start(folder));
    expect(fault).toMatchObject({
      code: 'OTHER_VERSION',
      message: expect.stringMatching(/17.*18.*DATABASE_URL/) as string,
    });
  });

  it('when the folder holds something else', async () => {
    const folder = clusters.folder();
    mkdirSync(path.join(folder, 'data'), { recursive: true });
    writeFileSync(path.join(folder, 'data/notes.txt'), 'mine');
    const fault = await faultOf(clusters.start(folder));
    expect(fault.message).toMatch(/is not a database cluster.*HUB_DATA_DIR/);
    expect(existsSync(path.join(folder, 'data/notes.txt'))).toBe(true);
  });

  it('when a file is in the way', async () => {
    const folder = clusters.folder();
    writeFileSync(folder, '');
    expect((await faultOf(clusters.start(folder))).message).toContain(folder);
  });

  it('when the disk is full, whichever process notices it', () => {
    const noticed = [
      describeFailure(Object.assign(new Error('write'), { code: 'ENOSPC' }), '/hub'),
      describeFailure(Object.assign(new Error('could not extend file'), { code: '53100' }), '/hub'),
      describeFailure(
        new Error('initdb ended with 1'),
        '/hub',
        'initdb: error: could not write: No space left on device',
      ),
    ];
    for (const fault of noticed) expect(fault.message).toMatch(/disk that holds \/hub is full.*HUB_DATA_DIR/);
  });

  const ifOthers = othersReachCheckout ? it : it.skip;
  ifOthers('when another user made the cluster, or owns the folder', async () => {
    const folder = clusters.folder();
    const nobody = { uid: 65534, gid: 65534 };
    const forbidden = await clusters.startElsewhere(folder, nobody);
    expect(forbidden.report).toMatchObject({ code: 'PERMISSION_DENIED' });
    const { stop } = await clusters.start(folder);
    await stop();
    // The cluster is postgres's, or nobody's where there is no such user.
    const stranger = { uid: 12345, gid: 12345 };
    const { report } = await clusters.startElsewhere(folder, stranger);
    expect(report).toMatchObject({ code: 'OTHER_USER', message: expect.stringContaining('HUB_DATA_DIR') as string });
  });

  (isRoot ? it.skip : it)('when the folder may not be written', async () => {
    const fault = await faultOf(clusters.start(clusters.folder(0o555)));
    expect(fault).toMatchObject({
      code: 'PERMISSION_DENIED',
      message: expect.stringContaining('HUB_DATA_DIR') as string,
    });
  });
});

describe('the links of the package', () => {
  it('are made if its install script did not run', () => {
    const root = mkdtempSync(path.join(os.tmpdir(), 'hub-links-'));
    try {
      mkdirSync(path.join(root, 'native/lib'), { recursive: true });
      writeFileSync(path.join(root, 'native/lib/libpq.so.5.18'), '');
      const links = [{ source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' }];
      writeFileSync(path.join(root, 'native/pg-symlinks.json'), JSON.stringify(links));
      makeLinks(root);
      makeLinks(root);
      expect(readlinkSync(path.join(root, 'native/lib/libpq.so.5'))).toBe('libpq.so.5.18');
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  });
});
