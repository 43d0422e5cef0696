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
 * Settings of each connection. The threshold of similarity is for searches: the default of 0.6 misses a word with two typing errors. A statement
 * uses one processor and is not compiled by JIT, because many clients share the server. The working memory is enough for the keys of a few hundred
 * thousand links, which filters on related records need.
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

/** The configuration of the driver, both for TypeORM and for the hub's own connections. */
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
  /** The most connections at once; 10 if left out. */
  readonly poolSize?: number;
  /** No timeouts: for migrations, which may have to rewrite a table. */
  readonly unlimited?: boolean;
  /** The record types and links with tables in the database; those of the hub if left out. */
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
