import 'reflect-metadata';
import { join } from 'node:path';
import type { ClientConfig } from 'pg';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { domain } from './features';
import { ApiKey } from './platform/access/api-key.entity';
import {
  IDLE_TRANSACTION_TIMEOUT,
  LOCK_TIMEOUT,
  POOL_WAIT,
  QUERY_TIMEOUT,
  STATEMENT_TIMEOUT,
} from './platform/database';
import { SnakeCaseNaming } from './platform/naming';
import type { Model } from './platform/reading';
import { IdempotencyKey } from './platform/writing/unit/idempotency-key.entity';

/**
 * What Postgres is told for each connection. A name must be this similar to what is searched for (its own threshold of 0.6 misses two errors in a
 * word). A statement takes one processor, and no time to compile itself: many clients share the server. It may keep the keys of a few hundred
 * thousand links in memory, which is what filters on related records look up.
 */
const SESSION = [
  'pg_trgm.word_similarity_threshold=0.4',
  'max_parallel_workers_per_gather=0',
  'jit=off',
  'work_mem=16MB',
]
  .map((setting) => `-c ${setting}`)
  .join(' ');

const TIMEOUTS = {
  statement_timeout: STATEMENT_TIMEOUT,
  query_timeout: QUERY_TIMEOUT,
  lock_timeout: LOCK_TIMEOUT,
  idle_in_transaction_session_timeout: IDLE_TRANSACTION_TIMEOUT,
};

/** How the driver connects, whether for TypeORM or for a connection of the hub's own. */
export function connectionConfig(url: string, timeouts: ClientConfig = TIMEOUTS): ClientConfig {
  return {
    connectionString: url,
    connectionTimeoutMillis: POOL_WAIT,
    keepAlive: true,
    application_name: 'equity-hub',
    options: SESSION,
    ...timeouts,
  };
}

export interface DataSourceSettings {
  /** The most connections at once. */
  readonly poolSize?: number;
  /** Without limits on a statement's time: for migrations, which may have to rewrite a table. */
  readonly unlimited?: boolean;
  /** The record types and links whose tables it has; those of the hub if left out. */
  readonly models?: readonly Model[];
}

/** TypeORM's data source for a Postgres URL (`postgresql://user@host/database`, or `?host=/folder` for a Unix socket). */
export function createDataSource(
  url: string,
  { poolSize = 10, unlimited = false, models = domain.models }: DataSourceSettings = {},
): DataSource {
  const options: DataSourceOptions = {
    type: 'postgres',
    entities: [...models.map(({ entity }) => entity as Function), ApiKey, IdempotencyKey],
    migrations: [join(__dirname, '../migrations/*.{ts,js}')],
    migrationsTransactionMode: 'each',
    namingStrategy: new SnakeCaseNaming(),
    installExtensions: false,
    poolSize,
    extra: connectionConfig(url, unlimited ? {} : TIMEOUTS),
  };
  return new DataSource(options);
}
