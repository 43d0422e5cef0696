import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import type { Config } from '../config';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../platform/embedded-postgres';
import { withDataSource } from './connect';
import { CommandError } from './errors';
import { revertLast, type Reverted, type RevertOptions } from './revert';
import { say } from './say';

/** Any number that nothing else locks: instances that start together migrate one after the other. */
const MIGRATION_LOCK = 4_812_600_318;

export interface UsedDatabase {
  readonly url: string;
  readonly embedded: boolean;
  /** Gives the embedded Postgres up; nothing for one that is not ours. */
  stop(): Promise<void>;
}

/** The Postgres that the configuration names, or else the embedded one, booted. */
export async function useDatabase(config: Config): Promise<UsedDatabase> {
  if (config.databaseUrl) {
    await checkReachable(config.databaseUrl);
    return { url: config.databaseUrl, embedded: false, stop: () => Promise.resolve() };
  }
  const folder = join(config.dataDir, 'postgres');
  return keepEmbedded(() => startEmbeddedPostgres({ folder, database: 'equity_hub', onProgress: say }));
}

/** Boots Postgres, and boots it again if it is killed while it is used. Its address stays the same. */
async function keepEmbedded(boot: () => Promise<EmbeddedPostgres>): Promise<UsedDatabase> {
  let current = boot();
  let stopping = false;
  const watch = async (): Promise<void> => {
    await (
      await current
    ).gone;
    if (stopping) return;
    say('The embedded Postgres has gone; starting it again.');
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
      // It may be starting just now; one that could not start needs no stop.
      const postgres = await current.catch(() => undefined);
      await postgres?.stop();
    },
  };
}

/** Applies all migrations that are missing; @returns their names. */
export function migrate(url: string): Promise<string[]> {
  return withMigrations(url, async (dataSource) => {
    const applied = await dataSource.runMigrations();
    return applied.map((migration) => migration.name);
  });
}

/** Takes the last migration back, see `revertLast`. */
export function revertMigration(url: string, options: RevertOptions): Promise<Reverted | undefined> {
  return withMigrations(url, (dataSource) => revertLast(dataSource, options));
}

function withMigrations<T>(url: string, work: (dataSource: DataSource) => Promise<T>): Promise<T> {
  // One connection holds the lock, the other one migrates.
  return withDataSource(url, { unlimited: true, poolSize: 2 }, async (dataSource) => {
    const holder = dataSource.createQueryRunner();
    // SQL: TypeORM has no advisory locks. It is held until the connection ends.
    await holder.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    return work(dataSource);
  });
}

async function checkReachable(url: string): Promise<void> {
  const version = await withDataSource(url, { poolSize: 1 }, majorVersion).catch((error: unknown) => {
    throw new CommandError(`DATABASE_URL cannot be used: ${reason(error)}`);
  });
  if (version < 15) throw new CommandError(`DATABASE_URL leads to PostgreSQL ${version}; the hub needs 15 or newer.`);
}

async function majorVersion(dataSource: DataSource): Promise<number> {
  const text = `SELECT current_setting('server_version_num')::int AS version`;
  const [row] = await dataSource.query<{ version: number }[]>(text);
  return Math.floor((row?.version ?? 0) / 10_000);
}

/** What Postgres or the network says, which holds no password. */
function reason(error: unknown): string {
  if (error instanceof AggregateError) return reason(error.errors[0]);
  return error instanceof Error ? error.message : String(error);
}
