import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createDataSource } from '../../src/data-source';
import { domain } from '../../src/features';
import { exportDataset } from '../../src/sources/dataset';
import type { DatasetExport } from '../../src/sources/dataset/export/dataset.exporter';

/** Exports a database by what the features of a domain declare. */
export async function exportFrom(url: string, features = domain): Promise<DatasetExport> {
  const settings = { poolSize: 1, unlimited: true, models: features.models };
  const dataSource = await createDataSource(url, settings).initialize();
  return exportDataset(features, dataSource.createQueryRunner()).finally(() => dataSource.destroy());
}

/** Has `work` use a folder with the files of an export. */
export async function withFolder<T>({ files }: DatasetExport, work: (folder: string) => Promise<T>): Promise<T> {
  const top = await mkdtemp(path.join(os.tmpdir(), 'hub-export-'));
  try {
    const folder = path.join(top, 'data');
    await mkdir(folder);
    for (const [name, text] of files) await writeFile(path.join(folder, name), text);
    return await work(folder);
  } finally {
    await rm(top, { recursive: true, force: true });
  }
}
