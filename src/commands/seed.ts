import { join } from 'node:path';
import { domain } from '../features';
import type { QueryRunner } from 'typeorm';
import { sqlClient } from '../platform/database';
import { ROOT } from '../platform/root';
import { DatasetFaults, hubIsEmpty, loadDataset, SourceConflict } from '../sources';
import { withDataSource } from './connect';
import { CommandError } from './command-error';

/** The dataset that comes with the hub. */
const BUNDLED = join(ROOT, 'data');

/**
 * Loads a dataset into a migrated database. Existing rows stay as they are.
 * @returns a line that says what was added
 */
export async function seed(url: string, folder = BUNDLED): Promise<string> {
  return withRunner(url, (runner) => load(runner, folder));
}

/** Loads the bundled dataset into a hub that has no record yet. */
export async function seedIfEmpty(url: string): Promise<string | undefined> {
  return withRunner(url, async (runner) =>
    (await hubIsEmpty(domain, sqlClient(runner))) ? load(runner, BUNDLED) : undefined,
  );
}

async function load(runner: QueryRunner, folder: string): Promise<string> {
  try {
    const report = await loadDataset(domain, runner, folder);
    const counts = Object.values(report);
    const added = counts.reduce((sum, { inserted }) => sum + inserted, 0);
    const present = counts.reduce((sum, { present: there }) => sum + there, 0);
    return `Loaded ${folder}: ${added} rows added, ${present} already existed.`;
  } catch (error) {
    if (error instanceof DatasetFaults || error instanceof SourceConflict) throw new CommandError(error.message);
    throw error;
  }
}

/** One connection, without a time limit for the dataset. */
function withRunner<T>(url: string, work: (runner: QueryRunner) => Promise<T>): Promise<T> {
  return withDataSource(url, { unlimited: true, poolSize: 1 }, (dataSource) => work(dataSource.createQueryRunner()));
}
