import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import type { Config } from '../config';
import { catalogFaults } from '../platform/faults/catalog-faults';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../platform/embedded-postgres';
import { withDataSource } from './connect';
import { CommandError } from './command-error';
import { revertLast, type Reverted, type RevertOptions } from './revert';
import { say } from './say';

/** The key of an advisory lock, unique in the hub: hubs that start together migrate one after another. */
const MIGRATION_LOCK = 4_812_600_318;

export interface UsedDatabase {
  readonly url: string;
  readonly embedded: boolean;
  /** Releases the embedded Postgres; does nothing for an external one. */
  stop(): Promise<void>;
}

/** The Postgres from the configuration, or else the embedded one, started. */
export async function useDatabase(config: Config): Promise<UsedDatabase> {
  if (config.databaseUrl) {
    await checkReachable(config.databaseUrl);
    return { url: config.databaseUrl, embedded: false, stop: () => Promise.resolve() };
  }
  const folder = join(config.dataDir, 'postgres');
  return keepEmbedded(() => startEmbeddedPostgres({ folder, database: 'equity_hub', onProgress: say }));
}

/** Starts Postgres, and starts it again if it is killed while it is in use. Its address stays the same. */
async function keepEmbedded(boot: () => Promise<EmbeddedPostgres>): Promise<UsedDatabase> {
  let current = boot();
  let stopping = false;
  const watch = async (): Promise<void> => {
    await (
      await current
    ).gone;
    if (stopping) return;
    say('The connection to the embedded Postgres is lost; starting it again.');
    current = boot();
    await watch();
  };
  const { url } = await current;
  watch().catch((error: unknown) => say(`The embedded Postgres could not be started again: ${reason(error)}`));
  return {
    url,
    embedded: true,
    async stop() {
      stopping = true;
      // Waits for a start in progress; a Postgres that could not start needs no stop.
      const postgres = await current.catch(() => undefined);
      await postgres?.stop();
    },
  };
}

/**
 * Applies all missing migrations.
 * @returns their names
 * @throws CommandError if the database then lacks what the entities declare
 */
export function migrate(url: string): Promise<string[]> {
  return withMigrations(url, async (dataSource) => {
    const applied = await dataSource.runMigrations();
    await refuseUnmigrated(dataSource);
    // Another hub of this database may have answers in caches that the migrations have changed.
    if (applied.length > 0) await dataSource.query('SELECT hub_mark_changed()');
    return applied.map((migration) => migration.name);
  });
}

/** Otherwise the hub would start, and fail whenever it reads or writes what is not there. */
async function refuseUnmigrated(dataSource: DataSource): Promise<void> {
  const faults = await catalogFaults(dataSource);
  if (faults.length === 0) return;
  throw new CommandError(['The database and the entities do not match:', ...faults].join('\n  '));
}

/** Reverts the last migration, see `revertLast`. */
export function revertMigration(url: string, options: RevertOptions): Promise<Reverted | undefined> {
  return withMigrations(url, (dataSource) => revertLast(dataSource, options));
}

function withMigrations<T>(url: string, work: (dataSource: DataSource) => Promise<T>): Promise<T> {
  // One connection holds the lock, the other runs the migrations.
  return withDataSource(url, { unlimited: true, poolSize: 2 }, async (dataSource) => {
    const holder = dataSource.createQueryRunner();
    // SQL: TypeORM has no advisory locks. The lock is held until the connection ends.
    await holder.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    return work(dataSource);
  });
}

async function checkReachable(url: string): Promise<void> {
  const version = await withDataSource(url, { poolSize: 1 }, majorVersion).catch((error: unknown) => {
    throw new CommandError(`The hub cannot connect to DATABASE_URL: ${reason(error)}`);
  });
  if (version < 15)
    throw new CommandError(`DATABASE_URL is a PostgreSQL ${version}; the hub needs version 15 or newer.`);
}

async function majorVersion(dataSource: DataSource): Promise<number> {
  const text = `SELECT current_setting('server_version_num')::int AS version`;
  const [row] = await dataSource.query<{ version: number }[]>(text);
  return Math.floor((row?.version ?? 0) / 10_000);
}

/** The error message of Postgres or the network. It contains no password. */
function reason(error: unknown): string {
  if (error instanceof AggregateError) return reason(error.errors[0]);
  return error instanceof Error ? error.message : String(error);
}
