import { createHash } from 'node:crypto';
import { lstatSync } from 'node:fs';
import { chmod, chown, mkdir, realpath, rmdir } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Account } from './account';
import { EmbeddedPostgresError } from './start-errors';

/** Where the parts of one embedded Postgres lie. */
export interface Layout {
  /** The folder that was asked for, absolute and without links. */
  folder: string;
  data: string;
  log: string;
  lock: string;
}

export const PORT = 5432;

/** A socket's address holds 104 bytes on macOS and 108 on Linux, with "/.s.PGSQL.5432" and a closing zero in it. */
const LONGEST_SOCKET_FOLDER = 104 - '/.s.PGSQL.5432'.length - 1;

/** Makes `folder` if it is missing, and names what lies in it. */
export async function prepareLayout(folder: string): Promise<Layout> {
  // Under root another user runs Postgres: it must be able to pass, but not to look around.
  await mkdir(folder, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
  const real = await realpath(folder);
  return {
    folder: real,
    data: path.join(real, 'data'),
    log: path.join(real, 'postgres.log'),
    lock: path.join(real, 'start.lock'),
  };
}

/**
 * Makes the private folder of the socket: `socket` beside the data, or where that path is too long for a socket's address,
 * one in the system's temporary folder, named after a hash of the data's path and user.
 * Private, because with trust authentication whoever reaches the socket is the database's superuser.
 */
export async function prepareSocketFolder(layout: Layout, account: Account): Promise<string> {
  const beside = path.join(layout.folder, 'socket');
  const folder = fits(beside) ? beside : temporarySocketFolder(layout, account);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (folder !== beside) refuseForeign(folder, layout, account);
  await chmod(folder, 0o700);
  if (process.getuid?.() === 0) await chown(folder, account.uid, account.gid);
  return folder;
}

function fits(folder: string): boolean {
  return Buffer.byteLength(folder) <= LONGEST_SOCKET_FOLDER;
}

function temporarySocketFolder(layout: Layout, account: Account): string {
  const hash = createHash('sha256').update(`${account.uid} ${layout.folder}`).digest('hex');
  const folder = path.join(os.tmpdir(), `equity-hub-${hash.slice(0, 16)}`);
  return fits(folder) ? folder : path.join('/tmp', path.basename(folder));
}

/** In a folder where everyone may write, somebody else may have made it first, to listen in our place. */
function refuseForeign(folder: string, layout: Layout, account: Account): void {
  const found = lstatSync(folder);
  if (found.isDirectory() && [account.uid, process.getuid?.()].includes(found.uid)) return;
  const message = `${folder} belongs to another user: remove it, or set HUB_DATA_DIR to a folder with a shorter path.`;
  throw new EmbeddedPostgresError('OTHER_USER', message, layout.folder);
}

/** Removes a socket folder that lies elsewhere than the data, once Postgres is gone. */
export async function removeSocketFolder(layout: Layout, folder: string): Promise<void> {
  if (path.dirname(folder) === layout.folder) return;
  // Not empty if another start was faster; then it is in use.
  await rmdir(folder).catch(() => undefined);
}
