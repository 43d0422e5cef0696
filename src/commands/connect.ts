import type { DataSource } from 'typeorm';
import { createDataSource, type DataSourceSettings } from '../data-source';

/** Connects to Postgres for one task, and then disconnects. */
export async function withDataSource<T>(
  url: string,
  settings: DataSourceSettings,
  work: (dataSource: DataSource) => Promise<T>,
): Promise<T> {
  const dataSource = await createDataSource(url, settings).initialize();
  try {
    return await work(dataSource);
  } finally {
    await dataSource.destroy();
  }
}
