import type { FastifyInstance } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import { pino, type Logger } from 'pino';
import type { DataSource } from 'typeorm';
import type { Config } from './config';
import { connect, type Connections } from './connections';
import { contextParts, createWriter } from './context-parts';
import { domain as ownDomain } from './features';
import { ApiKey } from './platform/access/api-key.entity';
import { Authenticator } from './platform/access/authenticator';
import { admitBy } from './platform/access/credential';
import { HubKeys } from './platform/access/hub-keys';
import { TokenVerifier } from './platform/access/token-verifier';
import type { Policies } from './platform/access/policy-table';
import { ChangeLog } from './platform/change-log/change-log';
import type { TailTimes } from './platform/change-log/tail';
import { createDatabase, type Database, type StatementListener } from './platform/database';
import { startApollo } from './platform/execution/apollo';
import { createSnapshots } from './platform/files/snapshot';
import { OperationRunner } from './platform/execution/operation-runner';
import { Operations } from './platform/execution/operations';
import { PublicAnswers } from './platform/http/public-answers';
import { createServer } from './platform/http/server';
import { dayOf } from './platform/moment';
import { documentHash } from './platform/known-documents/known-documents';
import { Rates } from './platform/limits/rates';
import { countInRedis, type RedisCounters } from './platform/limits/redis-rates';
import { Shares } from './platform/limits/shares';
import { onceFor } from './platform/once-for';
import type { Domain } from './platform/domain';
import { createMetrics, type FaultKind, type GaugeRow, type HubMetrics } from './platform/metrics';
import { readDocuments, type HubDocuments } from './known-documents';
import { hubLog } from './platform/logging/hub-log';
import { MeasuredSizes } from './platform/reading/work/table-sizes';
import type { StreamTimes } from './platform/streaming/times';
import { policies as ownPolicies } from './policies';
import { apiSdl } from './platform/api-sdl';
import { releaseHash } from './platform/release';
import { buildHubSchema } from './platform/schema';
import { subgraphSdl, withEntities } from './platform/subgraph/subgraph';
import { orderForReaders } from './platform/reading-order';
import { welcomeOf } from './welcome';

export interface HubOptions {
  readonly config: Config;
  /** A Postgres with all migrations applied. */
  readonly databaseUrl: string;
  readonly log?: Logger;
  /** Called with every statement of a read. */
  readonly onStatement?: StatementListener;
  /** The features and their policies; by default those of src/features.ts and src/policies.ts. */
  readonly content?: HubContent;
  /** By default what `readDocuments` reads. */
  readonly documents?: HubDocuments;
  /** Overrides for tests. */
  readonly times?: Partial<StreamTimes & TailTimes>;
}

const OWN: HubContent = { domain: ownDomain, policies: ownPolicies };

/** The features of a hub, and their policies. */
export interface HubContent {
  readonly domain: Domain;
  readonly policies: Policies;
}

/** A complete hub. `server` does not listen yet; `close` lets running requests finish and releases everything. */
export interface Hub {
  readonly server: FastifyInstance;
  readonly dataSource: DataSource;
  readonly operations: Operations;
  readonly log: Logger;
  /** Logs and counts an error that nothing handled. */
  fault(kind: FaultKind, error: unknown): void;
  close(): Promise<void>;
}

/** Builds the hub: the only place that connects its parts. */
export async function createHub({
  config,
  databaseUrl,
  onStatement,
  content = OWN,
  documents: { known, curated } = readDocuments(config, hubSchema(content).schema),
  times,
  log: given = pino({ level: config.logLevel }),
}: HubOptions): Promise<Hub> {
  const log = hubLog(given);
  const metrics = createMetrics();
  const { domain } = content;
  const { schema, sdl } = hubSchema(content);
  const connections = await connect(config, databaseUrl, domain.models, log);
  const { primary, primaryServer, readServers } = connections;
  const count = counting(metrics, onStatement);
  const database = createDatabase(readServers, count);
  const primaryDatabase = createDatabase([primaryServer], count);
  const changeLog = createChangeLog(connections, primaryDatabase, domain, { config, log, times });
  const sizes = await measureSizes(connections, domain, log);
  const { shares, redis } = createShares(config, log);
  const runner = new OperationRunner(schema, sizes, shares, config.plans);
  const authenticator = createAuthenticator(config, primary, log);
  const writing = { writer: createWriter(config, connections, domain, count), primary: primaryDatabase, changeLog };
  const context = contextParts(config, database, writing);
  const operations = new Operations({
    ...context,
    schema,
    runner,
    shares,
    metrics,
    known,
    snapshots: createSnapshots(readServers, count),
  });
  const apollo = await startApollo(schema, operations, known, log);
  const server = await createServer({
    apollo,
    log,
    metrics,
    sdl,
    introspection: config.introspection,
    authenticator,
    shares,
    admit: admitBy(authenticator),
    operations,
    publicAnswers: publicAnswers(config, changeLog, sdl),
    corsOrigins: config.corsOrigins,
    publicUrl: config.publicUrl,
    callbackHosts: config.callbackHosts,
    ...(times && { times }),
    pages: { welcome: welcomeOf(domain), operations: curated, publicUrl: config.publicUrl },
    ready: () => connections.check(),
  });
  observe(metrics, connections, domain);
  await changeLog.start();
  const close = (): Promise<void> => closeAll({ server, apollo, changeLog, sizes, redis, connections });
  return { server, dataSource: primary, operations, log, fault: faultReport(metrics, log), close };
}

function publicAnswers({ introspection, publicMaxAge }: Config, changeLog: ChangeLog, sdl: string): PublicAnswers {
  return new PublicAnswers({
    place: () => changeLog.place,
    today: () => dayOf(new Date()),
    release: [releaseHash(), documentHash(sdl), introspection],
    maxAge: publicMaxAge,
  });
}

interface Open {
  readonly server: FastifyInstance;
  readonly apollo: Awaited<ReturnType<typeof startApollo>>;
  readonly changeLog: ChangeLog;
  readonly redis: RedisCounters | undefined;
  readonly sizes: MeasuredSizes;
  readonly connections: Connections;
}

/** Closes everything in this order: each part before the parts that it uses. */
async function closeAll({ server, apollo, changeLog, sizes, redis, connections }: Open): Promise<void> {
  await server.close();
  await apollo.stop();
  await changeLog.close();
  await sizes.close();
  redis?.close();
  await connections.close();
}

function counting(metrics: HubMetrics, onStatement: StatementListener | undefined): StatementListener {
  return (text) => {
    metrics.statement();
    onStatement?.(text);
  };
}

function createShares(
  { redisUrl, rateLimit, proxyHops }: Config,
  log: Logger,
): { shares: Shares; redis: RedisCounters | undefined } {
  const redis = redisUrl && rateLimit ? countInRedis(redisUrl, log) : undefined;
  return { redis, shares: new Shares({ rates: new Rates(rateLimit, redis?.counterOf), proxyHops }) };
}

function observe(metrics: HubMetrics, connections: Connections, domain: Domain): void {
  metrics.connections(() => connections.count());
  const gauges = domain.features.flatMap((feature) => feature.gauges?.(domain) ?? []);
  for (const gauge of gauges) metrics.gauge(gauge, () => connections.primary.query<GaugeRow[]>(gauge.sql));
}

function faultReport(metrics: HubMetrics, log: Logger): Hub['fault'] {
  return (kind, error) => {
    metrics.fault(kind);
    log.fatal({ err: error, kind }, 'a bug in the hub: an error that nothing handled');
  };
}

function createChangeLog(
  connections: Connections,
  database: Database,
  domain: Domain,
  { config, log, times }: Pick<HubOptions, 'config' | 'times'> & { readonly log: Logger },
): ChangeLog {
  return new ChangeLog({
    primary: connections.primaryServer,
    readServers: connections.readServers,
    database,
    connect: () => connections.own(),
    kept: config.logRetention,
    followed: domain.models.filter(({ options }) => options.streamed).map(({ table }) => table),
    log,
    times,
  });
}

function createAuthenticator({ jwks }: Config, primary: DataSource, log: Logger): Authenticator {
  const onFailure = (error: unknown): void => log.warn({ err: error }, 'the keys of HUB_JWKS_URL could not be fetched');
  return new Authenticator(new HubKeys(primary.getRepository(ApiKey)), jwks && new TokenVerifier(jwks, onFailure));
}

async function measureSizes(connections: Connections, domain: Domain, log: Logger): Promise<MeasuredSizes> {
  const tables = domain.models.map(({ table }) => table);
  const sizes = new MeasuredSizes(() => connections.own(), tables, log);
  await sizes.refresh();
  return sizes;
}

/** The executable schema, the subgraph's SDL and the schema for clients. All hubs of a process with the same features share them. */
export function hubSchema(content: HubContent = OWN): HubSchema {
  return schemaOf(content);
}

interface HubSchema {
  readonly schema: GraphQLSchema;
  readonly sdl: string;
  readonly api: string;
}

const schemaOf = onceFor(({ domain, policies }: HubContent): HubSchema => {
  const base = buildHubSchema(domain, policies);
  const sdl = subgraphSdl(base);
  return { schema: orderForReaders(withEntities(base, domain.models, sdl), domain.models), sdl, api: apiSdl(base) };
});
