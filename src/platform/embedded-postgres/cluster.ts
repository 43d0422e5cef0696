import { spawn } from 'node:child_process';
import { lstatSync, readFileSync, statSync } from 'node:fs';
import { chown, lchown, mkdir, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { type Account, run } from './account';
import type { Binaries } from './binaries';
import { EmbeddedPostgresError, OTHER_WAYS, describeFailure } from './start-errors';
import type { Layout } from './layout';

/** The superuser of the database, and the only user that the launcher creates. */
export const SUPERUSER = 'hub';

/** UTF-8, whatever LANG says, and a sort order that does not depend on a system library. */
const INITDB = ['-A', 'trust', '-E', 'UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];

/**
 * The uid of the owner of the cluster in the folder, or undefined if there is none.
 * @throws EmbeddedPostgresError OTHER_USER if another user owns it; root may use any
 */
export function clusterOwner(layout: Layout): number | undefined {
  const found = statSync(layout.data, { throwIfNoEntry: false });
  if (!found) return undefined;
  const self = process.getuid?.();
  if (self === 0 || self === found.uid) return found.uid;
  const message = `The database in ${layout.folder} belongs to another user (uid ${found.uid}): start the hub as that user, or set HUB_DATA_DIR to another folder.`;
  throw new EmbeddedPostgresError('OTHER_USER', message, layout.folder);
}

/** Creates the cluster if there is none; otherwise makes sure that it can be started. The lock must be held. */
export async function prepareCluster(
  layout: Layout,
  binaries: Binaries,
  account: Account,
  durable: boolean,
): Promise<void> {
  if (clusterOwner(layout) === undefined) return initialize(layout, binaries, account, durable);
  checkVersion(layout, run(account, binaries.postgres, ['-V']).stdout);
  await giveTo(layout.data, account);
}

/** The cluster is created under another name and then renamed, so that an incomplete one is never used. */
async function initialize(layout: Layout, binaries: Binaries, account: Account, durable: boolean): Promise<void> {
  const fresh = `${layout.data}.new`;
  await rm(fresh, { recursive: true, force: true });
  await mkdir(fresh, { mode: 0o700 });
  if (process.getuid?.() === 0) await chown(fresh, account.uid, account.gid);
  const sync = durable ? [] : ['--no-sync'];
  try {
    await runInitdb(binaries, account, ['-D', fresh, '-U', SUPERUSER, ...INITDB, '--no-instructions', ...sync]);
    await rename(fresh, layout.data);
  } catch (error) {
    await rm(fresh, { recursive: true, force: true });
    throw describeFailure(error, layout.folder);
  }
}

function runInitdb(binaries: Binaries, account: Account, args: string[]): Promise<void> {
  const [command, rest] = account.command(binaries.initdb, args);
  const child = spawn(command, rest, { ...account.spawn, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) =>
      code === 0
        ? resolve()
        : reject(describeFailure(new Error(`initdb ended with ${signal ?? code}`), args[1] ?? '', said)),
    );
  });
}

function checkVersion(layout: Layout, said: string): void {
  const ours = /\(PostgreSQL\) (\d+)/.exec(said)?.[1];
  const theirs = readVersion(layout);
  if (theirs === ours) return;
  const message = theirs
    ? `The database in ${layout.folder} was made by PostgreSQL ${theirs}, but the hub comes with PostgreSQL ${ours}: move that folder away to start with an empty database, or run PostgreSQL ${theirs} on it and set DATABASE_URL.`
    : `${layout.data} is not a database cluster: move it away, or set HUB_DATA_DIR to another folder. ${OTHER_WAYS}`;
  throw new EmbeddedPostgresError('OTHER_VERSION', message, layout.folder);
}

function readVersion(layout: Layout): string | undefined {
  try {
    return readFileSync(path.join(layout.data, 'PG_VERSION'), 'utf8').trim();
  } catch {
    return undefined;
  }
}

/** Gives the cluster to another user. Needed if the project was moved to a folder that its owner cannot reach. Only root can do this. */
async function giveTo(entry: string, account: Account): Promise<void> {
  if (statSync(entry).uid === account.uid) return;
  for (const name of await readdir(entry, { recursive: true })) {
    await lchown(path.join(entry, name), account.uid, account.gid);
  }
  // The folder itself comes last, so that an interrupted transfer is continued at the next start.
  if (lstatSync(entry).isDirectory()) await chown(entry, account.uid, account.gid);
}
