import { domain } from '../features';
import { exportDataset, refusedPlaces } from '../sources';
import { withDataSource } from './connect';
import { CommandError } from './command-error';
import { writeFolder } from './new-folder';

/**
 * Writes the records of a migrated database as a dataset. Only its owner may read the files, since they hold contacts that are not public.
 * @param folder a new or empty one, as `newFolder` returns it
 * @returns lines that say what was written, and what was left out
 */
export async function exportInto(url: string, folder: string): Promise<string> {
  const settings = { unlimited: true, poolSize: 1 };
  const { files, counts, leftOut } = await withDataSource(url, settings, (dataSource) =>
    exportDataset(domain, dataSource.createQueryRunner()),
  );
  if (files.size === 0) return 'The hub has no records that a dataset can hold; nothing was written.';
  const refused = await writeFolder(folder, files, (written) => refusedPlaces(domain, written));
  if (refused.length > 0)
    throw new CommandError(`Wrote ${folder}, but seed would refuse it. Correct these lines:\n${listed(refused)}`);
  const { records, links, citations } = counts;
  const wrote = `Wrote ${folder}: ${records} records, ${links} links and ${citations} citations in ${[...files.keys()].join(', ')}.`;
  return leftOut.length === 0 ? wrote : `${wrote}\nLeft out:\n${listed(leftOut)}`;
}

function listed(lines: readonly string[]): string {
  return lines.map((line) => `  ${line}`).join('\n');
}
