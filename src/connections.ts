import { Client, Pool, type ClientConfig, type QueryConfig } from 'pg';
import type { DataSource } from 'typeorm';
import type { FastifyBaseLogger } from 'fastify';
import type { Config } from './config';
import { connectionConfig, createDataSource } from './data-source';
import { SHORT_STATEMENT_TIMEOUT, type ReadServer } from './platform/database';
import { Places } from './platform/limits/places';
import { SHARES } from './platform/limits/share-sizes';
import { Outage } from './platform/logging/outage';
import { Pipelines } from './platform/pipelines';
import type { Model } from './platform/reading';
import { StatementNames } from './platform/statement-names';
import type { SharedSource } from './platform/writing/unit/transaction';

/** Connections for short reads to each read server: this many for the public, and as many for everyone else. */
const PIPELINES = 2;
/** Connections to each server for the hub's own work: checking keys, health checks, the change log. */
const KEPT = 4;

/** How long a health check waits for a server, in milliseconds. */
const CHECK_TIME = 2_000;

/** All connections of the hub to Postgres. */
export interface Connections {
  readonly primary: DataSource;
  /** The primary as a read server; the change log is read there. */
  readonly primaryServer: ReadServer;
  /** The replicas, or the primary if there are none. */
  readonly readServers: readonly ReadServer[];
  /** For mutations. */
  readonly writes: SharedSource;
  /** A new client for the primary, outside of the pools and not yet connected. The caller must end it. */
  own(): Client;
  /** Rejects if a read server does not answer or lacks a table of the directory. */
  check(): Promise<void>;
  /** The current number of connections, without those for short reads. */
  count(): number;
  close(): Promise<void>;
}

/** Connects to the primary and to the replicas that the configuration names. */
export async function connect(
  config: Config,
  primaryUrl: string,
  models: readonly Model[],
  log: FastifyBaseLogger,
): Promise<Connections> {
  const warn = (error: Error): void => log.warn({ err: error }, 'a database connection was lost');
  const primary = await createDataSource(primaryUrl, { models, poolSize: KEPT }).initialize();
  const source = await createDataSource(primaryUrl, { models, poolSize: SHARES.writes.all }).initialize();
  const [kept, written] = [primary, source].map((from) => poolOf(from).on('error', warn)) as [Pool, Pool];
  const primaryServer = readServer(primaryUrl, kept, warn, shortReads(log));
  const replicas = config.replicaUrls.map((url) => readServer(url, pool(url, KEPT, warn), warn, shortReads(log)));
  const servers = [primaryServer, ...replicas];
  const writes = { source, places: new Places('connections for writes', SHARES.writes), names: new StatementNames() };
  const question = checkOf(models);
  const check = once(async () => void (await Promise.all(servers.map((server) => server.kept.query(question)))));
  return {
    primary,
    primaryServer,
    readServers: replicas.length > 0 ? replicas : servers,
    writes,
    own: () => new Client(connectionConfig(primaryUrl)),
    check,
    count: () => [written, ...servers.flatMap((server) => [server.pool, server.kept])].reduce(totalOf, 0),
    async close() {
      await Promise.all(servers.map((server) => closeServer(server)));
      await source.destroy();
      await primary.destroy();
      await Promise.all(replicas.map((replica) => replica.kept.end()));
    },
  };
}

/** A statement that fails unless a server has all tables of the directory. */
function checkOf(models: readonly Model[]): QueryConfig & { query_timeout: number } {
  const tables = models.map(({ table }) => `(SELECT FROM ${table} LIMIT 0)`);
  return { text: tables.join(' UNION ALL '), query_timeout: CHECK_TIME };
}

type Warn = (error: Error) => void;

function readServer(url: string, kept: Pool, warn: Warn, connecting: Outage): ReadServer {
  const pipelines = (): Pipelines => new Pipelines(pipelineConfig(url), PIPELINES, { lost: warn, connecting });
  return {
    pool: pool(url, SHARES.statements.all, warn),
    places: new Places('connections for reads', SHARES.statements),
    kept,
    pipelines: { public: pipelines(), signedIn: pipelines() },
  };
}

function shortReads(log: FastifyBaseLogger): Outage {
  return new Outage(log, {
    away: 'the connections for short reads are lost; short reads use the pool of the other reads',
    back: 'short reads have their own connections again',
  });
}

function pool(url: string, max: number, warn: Warn): Pool {
  return new Pool({ ...connectionConfig(url), max }).on('error', warn);
}

async function closeServer({ pool: reads, pipelines }: ReadServer): Promise<void> {
  await Promise.all([pipelines.public.close(), pipelines.signedIn.close(), reads.end()]);
}

function totalOf(sum: number, { totalCount }: Pool): number {
  return sum + totalCount;
}

/** Callers share a run that is still going on, and its result. */
function once(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => (running ??= work().finally(() => (running = undefined)));
}

/** A shorter timeout, because a statement that turns out to be long delays those behind it. */
function pipelineConfig(url: string): ClientConfig {
  return { ...connectionConfig(url), statement_timeout: SHORT_STATEMENT_TIMEOUT };
}

/** TypeORM's own pool, which its types do not show. */
function poolOf(dataSource: DataSource): Pool {
  return (dataSource.driver as unknown as { master: Pool }).master;
}
