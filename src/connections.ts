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
import type { SharedSource } from './platform/writing/unit/transaction';

/** Connections for short reads, to each server that is read from: as many for the public, as many for others. */
const PIPELINES = 2;
/** Connections that the hub keeps for itself, to each server: for keys that are looked up, its health, the change log. */
const KEPT = 4;

/** How long a server has to say that it is there, in milliseconds. */
const CHECK_TIME = 2_000;

/** All that the hub holds of Postgres. */
export interface Connections {
  readonly primary: DataSource;
  /** The primary as a server to read from: the change log is read there. */
  readonly primaryServer: ReadServer;
  /** The replicas, or the primary where there are none. */
  readonly readServers: readonly ReadServer[];
  /** For mutations. */
  readonly writes: SharedSource;
  /** A connection to the primary beside all others, not yet connected: who asks for it also ends it. */
  own(): Client;
  /** Rejects where a server that is read from does not answer, or has no directory. */
  check(): Promise<void>;
  /** How many there are at the moment, those for short reads aside. */
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
  const writes = { source, places: new Places('connections for writes', SHARES.writes) };
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

/** Asks a server whether it is there and has the directory. */
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
    away: 'short reads have no connections of their own; they use those of other reads',
    back: 'short reads have connections of their own again',
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

/** Those who ask while it is being found out get the same answer. */
function once(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => (running ??= work().finally(() => (running = undefined)));
}

/** A statement that is not short after all must not hold up those behind it. */
function pipelineConfig(url: string): ClientConfig {
  return { ...connectionConfig(url), statement_timeout: SHORT_STATEMENT_TIMEOUT };
}

/** TypeORM's own pool, which its types do not show. */
function poolOf(dataSource: DataSource): Pool {
  return (dataSource.driver as unknown as { master: Pool }).master;
}
