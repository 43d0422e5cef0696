import { Client, type ClientConfig, type Pool, type QueryConfig } from 'pg';
import type { DataSource } from 'typeorm';
import type { FastifyBaseLogger } from 'fastify';
import type { Config } from './config';
import { connectionConfig, createDataSource } from './data-source';
import { SHORT_STATEMENT_TIMEOUT, type ReadServer } from './platform/database';
import { Pipelines } from './platform/pipelines';

/** Connections for short reads, to each server that is read from. */
const PIPELINES = 3;

/** Asks a server whether it is there and has the directory; it has 2 s to answer. */
const CHECK: QueryConfig & { query_timeout: number } = { text: 'SELECT FROM program LIMIT 0', query_timeout: 2_000 };

/** All that the hub holds of Postgres. */
export interface Connections {
  readonly primary: DataSource;
  /** The primary as a server to read from: the change log is read there. */
  readonly primaryServer: ReadServer;
  /** The replicas, or the primary where there are none. */
  readonly readServers: readonly ReadServer[];
  /** A connection to the primary beside all others, not yet connected: who asks for it also ends it. */
  own(): Client;
  /** Rejects where a server that is read from does not answer, or has no directory. */
  check(): Promise<void>;
  close(): Promise<void>;
}

/** Connects to the primary and to the replicas that the configuration names. */
export async function connect(config: Config, primaryUrl: string, log: FastifyBaseLogger): Promise<Connections> {
  const warn = (error: Error): void => log.warn({ err: error }, 'a database connection was lost');
  const urls = [primaryUrl, ...config.replicaUrls];
  const sources = await Promise.all(urls.map((url) => createDataSource(url).initialize()));
  for (const source of sources) poolOf(source).on('error', warn);
  const servers = sources.map((source, index) => ({
    pool: poolOf(source),
    pipelines: new Pipelines(pipelineConfig(String(urls[index])), PIPELINES, warn),
  }));
  return {
    primary: sources[0] as DataSource,
    primaryServer: servers[0] as ReadServer,
    readServers: servers.length > 1 ? servers.slice(1) : servers,
    own: () => new Client(connectionConfig(primaryUrl)),
    async check() {
      await Promise.all(servers.map(({ pool }) => pool.query(CHECK)));
    },
    async close() {
      await Promise.all(servers.map(({ pipelines }) => pipelines.close()));
      await Promise.all(sources.map((source) => source.destroy()));
    },
  };
}

/** A statement that is not short after all must not hold up those behind it. */
function pipelineConfig(url: string): ClientConfig {
  return { ...connectionConfig(url), statement_timeout: SHORT_STATEMENT_TIMEOUT };
}

/** TypeORM's own pool, so that reads and writes share one number of connections. */
function poolOf(dataSource: DataSource): Pool {
  return (dataSource.driver as unknown as { master: Pool }).master;
}
