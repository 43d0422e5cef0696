import { createServer as createSocket } from 'node:net';
import { pino } from 'pino';
import type { Config } from '../config';
import { createHub, hubSchema, type Hub } from '../hub';
import { readDocuments } from '../known-documents';
import { migrate, useDatabase, type UsedDatabase } from './used-database';
import { say } from './say';
import { developmentKeys } from './development-keys';
import { CommandError } from './command-error';
import { seedIfEmpty } from './seed';

/** How long running requests may take once the hub gets a signal to stop, in milliseconds. */
const DRAIN_TIME = 9_500;

/**
 * Starts everything that is needed, serves, and stops gracefully on SIGTERM, SIGINT or SIGHUP. Resolves when the hub listens.
 * @throws RefusedDeclaration, before anything is started
 */
export async function serve(config: Config): Promise<void> {
  const documents = readDocuments(config, hubSchema().schema);
  await checkPort(config);
  const signal = signalToStop();
  const log = pino({ level: config.logLevel }, standardOutput());
  const database = await useDatabase(config);
  try {
    await prepare(database);
    const keysFile = database.embedded ? await developmentKeys(database.url, config.dataDir) : undefined;
    const hub = await createHub({ config, databaseUrl: database.url, documents, log });
    await listen(hub, config);
    outliveFaults(hub);
    stopAfter(signal, hub, database);
    announce(hub, config, keysFile);
  } catch (error) {
    await database.stop();
    throw error;
  }
}

/** The target of log lines. If the disk is full or the terminal is closed, lines are lost, but the hub keeps running. */
function standardOutput(): { write(line: string): void } {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  return { write: (line) => void process.stdout.write(line) };
}

async function listen(hub: Hub, config: Config): Promise<void> {
  try {
    await hub.server.listen({ port: config.port, host: config.host });
  } catch (error) {
    await hub.close();
    throw new CommandError(portFault(error as NodeJS.ErrnoException, config.port, config.host));
  }
}

async function prepare({ url }: UsedDatabase): Promise<void> {
  const applied = await migrate(url);
  if (applied.length > 0) say(`Migrated: ${applied.join(', ')}.`);
  const loaded = await seedIfEmpty(url);
  if (loaded) say(loaded);
}

/** Checks the port before anything is started, so that a hub that cannot listen changes nothing. */
function checkPort({ port, host }: Config): Promise<void> {
  return new Promise((done, fail) => {
    const socket = createSocket();
    socket.once('error', (error: NodeJS.ErrnoException) => fail(new CommandError(portFault(error, port, host))));
    socket.listen(port, host, () => socket.close(() => done()));
  });
}

function portFault({ code, message }: NodeJS.ErrnoException, port: number, host: string): string {
  if (code === 'EADDRINUSE')
    return `Port ${port} is in use, perhaps by another hub. Stop that hub, or choose another port: PORT=4001 npm start`;
  if (code === 'EACCES')
    return `Port ${port} may not be used by this account. Choose one above 1023: PORT=4000 npm start`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return `HOST ${host} is not an address of this machine; choose another one, such as 127.0.0.1.`;
  return `The hub cannot listen on ${host}:${port}: ${message}`;
}

function announce(hub: Hub, config: Config, keysFile: string | undefined): void {
  const address = hub.server.server.address();
  const port = typeof address === 'object' && address ? address.port : config.port;
  const host = ['0.0.0.0', '127.0.0.1', '::'].includes(config.host) ? 'localhost' : config.host;
  const base = config.publicUrl ?? `http://${host}:${port}`;
  say(`
Equity Hub is ready.
  GraphQL   ${base}/graphql    (in a browser: Apollo Sandbox)
  Explorer  ${base}/explorer   (GraphiQL, works offline)
  Schema    ${base}/schema.graphql
  Health    ${base}/health/ready${keysFile ? `\n  Keys      ${keysFile}   (for development; you alone can read them)` : ''}
Stop it with Ctrl-C.`);
}

/**
 * One request must not stop the hub for all others. A hub keeps only connections and caches in memory, so it continues after an error
 * that nothing handled. Before it listens, such an error ends the process, as usual.
 */
function outliveFaults(hub: Hub): void {
  for (const kind of ['unhandledRejection', 'uncaughtException'] as const) {
    process.on(kind, (error: unknown) => hub.fault(kind, error));
  }
}

/**
 * Resolves with the first signal to stop; the process then has `DRAIN_TIME` to end. A hub that is still starting finishes that first,
 * so that it does not leave its Postgres behind.
 */
function signalToStop(): Promise<string> {
  return new Promise((done) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        setTimeout(() => process.exit(1), DRAIN_TIME).unref();
        done(signal);
      });
    }
  });
}

function stopAfter(signal: Promise<string>, hub: Hub, database: UsedDatabase): void {
  const stop = async (): Promise<void> => {
    hub.log.info({ signal: await signal }, 'stopping');
    await hub.close();
    await database.stop();
  };
  stop().catch((error: unknown) => {
    hub.log.error({ err: error }, 'stopping failed');
    process.exit(1);
  });
}
