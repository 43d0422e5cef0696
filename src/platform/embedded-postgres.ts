import { setTimeout as sleep } from 'node:timers/promises';
import { type Account, chooseAccount } from './embedded-postgres/account';
import { type Binaries, locateBinaries } from './embedded-postgres/binaries';
import { SUPERUSER, clusterOwner, prepareCluster } from './embedded-postgres/cluster';
import { EmbeddedPostgresError, describeFailure } from './embedded-postgres/start-errors';
import { type Layout, prepareLayout, prepareSocketFolder, removeSocketFolder } from './embedded-postgres/layout';
import { type Lease, announceLeaving, ensureDatabase, isAlone, takeLease } from './embedded-postgres/lease';
import { withLock } from './embedded-postgres/lock';
import {
  type Postmaster,
  type StartingPostmaster,
  isRunning,
  launch,
  readPostmaster,
  removeLeftovers,
  shutDown,
} from './embedded-postgres/postmaster';

export { EmbeddedPostgresError } from './embedded-postgres/start-errors';

export interface EmbeddedPostgresOptions {
  /** The folder of the cluster; created if missing. A folder has one Postgres. */
  folder: string;
  /** The name of the database; created if missing. */
  database: string;
  /** Default true. False does not flush writes to the disk: only for data that may be lost, as in tests. */
  durable?: boolean;
  /** Called with a line for the user when something slow begins, and every 5 s while it lasts. */
  onProgress?: (message: string) => void;
}

export interface EmbeddedPostgres {
  /** `postgresql://user@/database?host=<socket folder>&port=5432`, for pg and psql alike. */
  url: string;
  /** Resolves if Postgres ends without `stop`: it was killed, or someone else stopped it. It can then be started again. */
  gone: Promise<void>;
  /**
   * Stops Postgres and waits until it has ended. If someone else is connected, leaves it running. Close your own connections
   * first. May be called twice.
   */
  stop: () => Promise<void>;
}

interface Running {
  postmaster: Postmaster;
  lease: Lease;
}

const START_PATIENCE_MS = 120_000;
/** A hub that stops waits this long for the lock. If it does not get it, another hub is starting, and Postgres stays for that one. */
const STOP_PATIENCE_MS = 3_000;
/** What Postgres says while the server processes of a killed postmaster, or another postmaster, are still ending. */
const PASSING = /pre-existing shared memory block|lock file ".*" already exists/;

/**
 * Starts the PostgreSQL of `@embedded-postgres/<platform>` on `folder`; it listens on a Unix socket only. If one already runs
 * there, started by another hub or left by a hub that was killed, uses that one. Postgres outlives this process unless `stop`
 * is called.
 * @throws EmbeddedPostgresError with one line that says what to do
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  try {
    const layout = await prepareLayout(options.folder);
    clusterOwner(layout);
    const running = await withLock(layout.lock, START_PATIENCE_MS, () => startOrAdopt(layout, options));
    if (!running) throw notAnswering(layout, 'another process is starting it');
    return handle(layout, running, options.database);
  } catch (error) {
    throw describeFailure(error, options.folder);
  }
}

async function startOrAdopt(layout: Layout, options: EmbeddedPostgresOptions): Promise<Running> {
  const running = await showing('Starting the embedded Postgres', options, () => bringUp(layout, options));
  try {
    await ensureDatabase(running.lease, options.database);
    return running;
  } catch (error) {
    await running.lease.end().catch(() => undefined);
    throw error;
  }
}

/** Each round checks the state and takes the next step: use the running one, wait, clean up, or start. */
async function bringUp(layout: Layout, options: EmbeddedPostgresOptions): Promise<Running> {
  let starting: StartingPostmaster | undefined;
  for (const deadline = Date.now() + START_PATIENCE_MS; Date.now() < deadline; await sleep(20)) {
    const postmaster = await readPostmaster(layout);
    if (postmaster && isRunning(layout, postmaster.pid)) {
      const lease = await takeLease(postmaster);
      if (lease) return { postmaster, lease };
    } else if (!starting) {
      await removeLeftovers(layout, postmaster);
      starting = await prepareAndLaunch(layout, options);
    }
    if (starting?.hasEnded()) {
      const said = starting.said();
      if (!PASSING.test(said)) throw describeFailure(new Error('Postgres ended at once'), layout.folder, said);
      starting = undefined;
    }
  }
  throw notAnswering(layout, 'it does not answer');
}

async function prepareAndLaunch(layout: Layout, options: EmbeddedPostgresOptions): Promise<StartingPostmaster> {
  const durable = options.durable ?? true;
  const binaries: Binaries = locateBinaries();
  const account: Account = chooseAccount(binaries, layout.folder, clusterOwner(layout));
  if (clusterOwner(layout) === undefined) options.onProgress?.(`Creating a database in ${layout.folder}`);
  await prepareCluster(layout, binaries, account, durable);
  const socketFolder = await prepareSocketFolder(layout, account);
  return launch(layout, binaries, account, { socketFolder, durable });
}

function handle(layout: Layout, { postmaster, lease }: Running, database: string): EmbeddedPostgres {
  const where = `host=${encodeURIComponent(postmaster.socketFolder)}&port=${postmaster.port}`;
  let stopped: Promise<void> | undefined;
  const gone = new Promise<void>((resolve) => {
    lease.on('end', () => {
      if (!stopped) resolve();
    });
  });
  return {
    gone,
    url: `postgresql://${SUPERUSER}@/${encodeURIComponent(database)}?${where}`,
    stop: () => (stopped ??= giveUp(layout, postmaster, lease)),
  };
}

async function giveUp(layout: Layout, postmaster: Postmaster, lease: Lease): Promise<void> {
  try {
    await announceLeaving(lease);
    await withLock(layout.lock, STOP_PATIENCE_MS, async () => {
      if (!(await isAlone(lease))) return;
      await shutDown(layout, postmaster.pid);
      await removeSocketFolder(layout, postmaster.socketFolder);
    });
  } catch {
    // The connection is lost: someone else has stopped Postgres, so there is nothing left to do.
  } finally {
    await lease.end().catch(() => undefined);
  }
}

async function showing<T>(message: string, options: EmbeddedPostgresOptions, work: () => Promise<T>): Promise<T> {
  const begin = Date.now();
  const elapsed = () => Math.round((Date.now() - begin) / 1000);
  const timer = setInterval(() => options.onProgress?.(`${message}: ${elapsed()} s`), 5_000);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}

function notAnswering(layout: Layout, why: string): EmbeddedPostgresError {
  const message = `Gave up waiting for the Postgres in ${layout.folder}: ${why}. See ${layout.log}; end the process named in ${layout.data}/postmaster.pid, and try again.`;
  return new EmbeddedPostgresError('NOT_ANSWERING', message, layout.folder);
}
