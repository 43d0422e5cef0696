import { createHash } from 'node:crypto';
import { lstatSync } from 'node:fs';
import { chmod, chown, mkdir, realpath, rmdir } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Account } from './account';
import { EmbeddedPostgresError } from './start-errors';

/** The paths of one embedded Postgres. */
export interface Layout {
  /** The requested folder as an absolute path without symbolic links. */
  folder: string;
  data: string;
  log: string;
  lock: string;
}

export const PORT = 5432;

/** The address of a socket has at most 104 bytes on macOS and 108 on Linux, including "/.s.PGSQL.5432" and a final zero. */
const LONGEST_SOCKET_FOLDER = 104 - '/.s.PGSQL.5432'.length - 1;

/** Creates `folder` if it is missing, and returns the paths in it. */
export async function prepareLayout(folder: string): Promise<Layout> {
  // For root, another user runs Postgres. That user needs to enter the folder, but not to list it.
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
 * Creates the folder of the socket: `socket` beside the data. If that path is too long for the address of a socket, it is a
 * folder in the system's temporary folder, named by a hash of the data's path and user.
 * It is private: there is no password, so anyone who can reach the socket is the database's superuser.
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

/** Everyone may write to the temporary folder, so another user may have created this one first, to pose as our Postgres. */
function refuseForeign(folder: string, layout: Layout, account: Account): void {
  const found = lstatSync(folder);
  if (found.isDirectory() && [account.uid, process.getuid?.()].includes(found.uid)) return;
  const message = `${folder} belongs to another user: remove it, or set HUB_DATA_DIR to a folder with a shorter path.`;
  throw new EmbeddedPostgresError('OTHER_USER', message, layout.folder);
}

/** Removes a temporary socket folder after Postgres has ended. */
export async function removeSocketFolder(layout: Layout, folder: string): Promise<void> {
  if (path.dirname(folder) === layout.folder) return;
  // If it is not empty, another hub has already started Postgres again and uses it.
  await rmdir(folder).catch(() => undefined);
}
