import { mkdir, readdir, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { domain } from '../features';
import { exportDataset, refusedPlaces } from '../sources';
import { withDataSource } from './connect';
import { CommandError } from './command-error';

/** @throws CommandError if the folder cannot be a new one: nothing that is there is written over. */
export async function refuseFilled(folder: string): Promise<void> {
  const files = await readdir(folder).catch((error: unknown) => {
    if (isFault(error, 'ENOENT')) return [];
    if (isFault(error, 'ENOTDIR')) throw new CommandError(`"${folder}" is no folder; name a new or empty one.`, 2);
    throw unusable(folder, error);
  });
  if (files.length > 0) throw new CommandError(`The folder "${folder}" has files; name a new or empty one.`, 2);
}

/**
 * Writes the records of a migrated database as a dataset. Only its owner may read the files, since they hold contacts that are not public.
 * @returns lines that say what was written, and what was left out
 */
export async function exportInto(url: string, folder: string): Promise<string> {
  const settings = { unlimited: true, poolSize: 1 };
  const { files, counts, leftOut } = await withDataSource(url, settings, (dataSource) =>
    exportDataset(domain, dataSource.createQueryRunner()),
  );
  if (files.size === 0) return 'The hub has no records that a dataset can hold; nothing was written.';
  await write(folder, files);
  const refused = await refusedPlaces(domain, folder);
  if (refused.length > 0)
    throw new CommandError(`Wrote ${folder}, but seed would refuse it. Correct these lines:\n${listed(refused)}`);
  const { records, links, citations } = counts;
  const wrote = `Wrote ${folder}: ${records} records, ${links} links and ${citations} citations in ${[...files.keys()].join(', ')}.`;
  return leftOut.length === 0 ? wrote : `${wrote}\nLeft out:\n${listed(leftOut)}`;
}

/** All files, or none: half an export is not one. */
async function write(folder: string, files: ReadonlyMap<string, string>): Promise<void> {
  const written: string[] = [];
  try {
    await mkdir(folder, { mode: 0o700 }).catch(refuseUnlessThere);
    for (const [name, text] of files) {
      const path = join(folder, name);
      // A file that somebody has just put there is not written over.
      await writeFile(path, '', { flag: 'wx', mode: 0o600 });
      written.push(path);
      await writeFile(path, text);
    }
  } catch (error) {
    await Promise.all(written.map((path) => unlink(path).catch(() => undefined)));
    throw unusable(folder, error);
  }
}

function refuseUnlessThere(error: unknown): void {
  if (!isFault(error, 'EEXIST')) throw error;
}

function isFault(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

function unusable(folder: string, error: unknown): CommandError {
  return new CommandError(
    `The folder "${folder}" cannot be used: ${error instanceof Error ? error.message : 'unknown'}`,
  );
}

function listed(lines: readonly string[]): string {
  return lines.map((line) => `  ${line}`).join('\n');
}
