import 'reflect-metadata';
import type { ClientConfig } from 'pg';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { Directory1763769600000 } from '../migrations/1763769600000-Directory';
import { ApiKeys1763773200000 } from '../migrations/1763773200000-ApiKeys';
import { ChangeLog1763776800000 } from '../migrations/1763776800000-ChangeLog';
import { ChangeVisibility1763900000000 } from '../migrations/1763900000000-ChangeVisibility';
import { Text1764000000000 } from '../migrations/1764000000000-Text';
import { Past1764100000000 } from '../migrations/1764100000000-Past';
import { TextStatistics1764200000000 } from '../migrations/1764200000000-TextStatistics';
import { LoggedLinks1764300000000 } from '../migrations/1764300000000-LoggedLinks';
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
}

/** TypeORM's data source for a Postgres URL (`postgresql://user@host/database`, or `?host=/folder` for a Unix socket). */
export function createDataSource(
  url: string,
  { poolSize = 10, unlimited = false }: DataSourceSettings = {},
): DataSource {
  const options: DataSourceOptions = {
    type: 'postgres',
    entities: [...domain.models.map(({ entity }) => entity as Function), ApiKey],
    migrations: [
      Directory1763769600000,
      ApiKeys1763773200000,
      ChangeLog1763776800000,
      ChangeVisibility1763900000000,
      Text1764000000000,
      Past1764100000000,
      TextStatistics1764200000000,
      LoggedLinks1764300000000,
    ],
    migrationsTransactionMode: 'each',
    namingStrategy: new SnakeCaseNaming(),
    installExtensions: false,
    poolSize,
    extra: connectionConfig(url, unlimited ? {} : TIMEOUTS),
  };
  return new DataSource(options);
}
