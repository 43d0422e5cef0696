import { rmSync } from 'node:fs';
import {
  access,
  constants,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  realpath,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { codeOf } from '../platform/code-of';
import { CommandError } from './command-error';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Finds where a new folder is to be, before anything is done for it. Nothing that is there is written over.
 * @returns its path; that of the empty folder, if it is a link to one
 * @throws CommandError if the folder has files, or cannot be made there
 */
export async function newFolder(given: string): Promise<string> {
  const folder = await emptyOrAbsent(given);
  await checkPlace(given, folder);
  return folder;
}

async function emptyOrAbsent(given: string): Promise<string> {
  const folder = resolve(given);
  const entry = await lstat(folder).catch(() => undefined);
  if (!entry) return folder;
  const target = await realpath(folder).catch(() => {
    throw new CommandError(
      `"${given}" is a link to a folder that does not exist; make that folder, or name another.`,
      2,
    );
  });
  const files = await readdir(target).catch((error: unknown) => {
    if (codeOf(error) === 'ENOTDIR') throw new CommandError(`"${given}" is no folder; name a new or empty one.`, 2);
    throw new CommandError(`The folder "${given}" cannot be read; name a new one.`, 2);
  });
  if (files.length > 0) throw new CommandError(`The folder "${given}" has files; name a new or empty one.`, 2);
  return target;
}

/** The finished folder replaces an empty one, and that takes a parent folder that can be changed. */
async function checkPlace(given: string, folder: string): Promise<void> {
  const parent = dirname(folder);
  const [around, there] = await Promise.all([parent, folder].map((path) => stat(path).catch(() => undefined)));
  if (!around && !(await exists(parent)))
    throw new CommandError(`The folder "${parent}" does not exist; make it first, or name another folder.`, 2);
  if (around && !around.isDirectory())
    throw new CommandError(`"${parent}" is no folder; name a folder in another place.`, 2);
  const isFixed = there && (folder === process.cwd() || parent === folder || there.dev !== around?.dev);
  if (isFixed) throw new CommandError(irreplaceable(given), 2);
  await access(parent, constants.W_OK | constants.X_OK).catch(() => {
    throw new CommandError(there ? irreplaceable(given) : unwritable(parent), 2);
  });
}

function irreplaceable(given: string): string {
  return `The folder "${given}" cannot be replaced as a whole; name a new folder in it, such as "${join(given, 'dataset')}".`;
}

function unwritable(parent: string): string {
  return `You may not write into the folder "${parent}"; name a folder in another place.`;
}

/** A folder in one that may not be searched counts as existing. */
function exists(folder: string): Promise<boolean> {
  return lstat(folder).then(
    () => true,
    (error: unknown) => !['ENOENT', 'ENOTDIR'].includes(codeOf(error)),
  );
}

/**
 * Writes a whole folder, or none: the files are written beside it, and it gets its name when they are complete. Only its owner may read it.
 * @param folder as `newFolder` returned it
 * @param check is given the complete files before the folder has its name
 * @returns what the check returns
 * @throws CommandError
 */
export async function writeFolder<T>(
  folder: string,
  files: ReadonlyMap<string, string>,
  check: (written: string) => Promise<T>,
): Promise<T> {
  try {
    // Within it the folder already has its name, which the check may print.
    const unfinished = await mkdtemp(join(dirname(folder), `.${basename(folder)}.unfinished-`));
    return await removingAtTheEnd(unfinished, async () => {
      const written = join(unfinished, basename(folder));
      await mkdir(written, { mode: 0o700 });
      for (const [name, text] of files) await writeFile(join(written, name), text, { mode: 0o600, flush: true });
      const checked = await check(written);
      await rename(written, folder);
      return checked;
    });
  } catch (error) {
    throw unusable(folder, error);
  }
}

/** A signal ends the process as usual, once the folder is gone: its files hold private contacts. */
async function removingAtTheEnd<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const leave = (signal: NodeJS.Signals): void => {
    rmSync(folder, { recursive: true, force: true });
    for (const each of SIGNALS) process.off(each, leave);
    process.kill(process.pid, signal);
  };
  for (const signal of SIGNALS) process.on(signal, leave);
  try {
    return await work();
  } finally {
    await rm(folder, { recursive: true, force: true });
    for (const signal of SIGNALS) process.off(signal, leave);
  }
}

/** Says what to do about an error of the file system; other errors stay as they are. */
function unusable(folder: string, error: unknown): unknown {
  const code = codeOf(error);
  if (['ENOTEMPTY', 'EEXIST', 'ENOTDIR'].includes(code))
    return new CommandError(`Something else is now at "${folder}", so nothing was written; name a new folder.`);
  if (['EBUSY', 'EXDEV'].includes(code)) return new CommandError(irreplaceable(folder));
  if (['EACCES', 'EPERM', 'EROFS'].includes(code)) return new CommandError(unwritable(dirname(folder)));
  if (['ENOSPC', 'EDQUOT'].includes(code))
    return new CommandError('The disk is full, so nothing was written; name a folder on another one.');
  if (!code) return error;
  return new CommandError(`The folder "${folder}" cannot be written (${code}); name a folder in another place.`);
}
