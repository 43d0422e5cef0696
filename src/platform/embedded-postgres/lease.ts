import { Client } from 'pg';
import { setTimeout as sleep } from 'node:timers/promises';
import { SUPERUSER } from './cluster';
import { codeOf } from '../code-of';
import type { Postmaster } from './postmaster';

/** A connection that a hub keeps open as long as it needs Postgres. Other hubs can see it, and it ends with the hub. */
export interface Lease {
  query(sql: string): Promise<{ rows: unknown[] }>;
  end(): Promise<void>;
  /** Calls back when the connection has ended, whichever side ended it. */
  on(event: 'end', listener: () => void): unknown;
}

const HOLDING = 'equity-hub lease';
const LEAVING = 'equity-hub leaving';

/** Error codes while a server starts or stops. */
const NOT_NOW = ['57P03', '57P01', 'ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE'];

/**
 * Connects to a running Postgres, or returns undefined if it does not answer yet.
 * @throws any other error of Postgres
 */
export async function takeLease(postmaster: Postmaster): Promise<Lease | undefined> {
  const client = new Client({
    host: postmaster.socketFolder,
    port: postmaster.port,
    user: SUPERUSER,
    database: 'postgres',
    application_name: HOLDING,
    connectionTimeoutMillis: 2_000,
    query_timeout: 30_000,
  });
  // Someone else may stop Postgres; stop() notices that by itself.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    if (isPassing(error)) return undefined;
    throw error;
  }
}

function isPassing(error: unknown): boolean {
  if (NOT_NOW.includes(codeOf(error))) return true;
  return error instanceof Error && /timeout|terminated/i.test(error.message);
}

/** Creates a database unless it exists. */
export async function ensureDatabase(lease: Lease, database: string): Promise<void> {
  const { rows } = await lease.query(`SELECT 1 FROM pg_database WHERE datname = ${quoteLiteral(database)}`);
  if (rows.length > 0) return;
  await lease.query(`CREATE DATABASE "${database.replaceAll('"', '""')}"`);
}

/** Shows other hubs that this one no longer needs Postgres. If several stop at once, the last one stops Postgres. */
export async function announceLeaving(lease: Lease): Promise<void> {
  await lease.query(`SET application_name = ${quoteLiteral(LEAVING)}`);
}

/**
 * Whether nobody else is connected. A closed connection stays visible for a moment, so connections that are not a hub's get a
 * second to disappear.
 */
export async function isAlone(lease: Lease): Promise<boolean> {
  for (const deadline = Date.now() + 1_000; ; await sleep(20)) {
    const { rows } = await lease.query(
      `SELECT application_name FROM pg_stat_activity WHERE backend_type = 'client backend'
       AND pid <> pg_backend_pid() AND application_name <> ${quoteLiteral(LEAVING)}`,
    );
    if (rows.length === 0) return true;
    const hub = (rows as { application_name: string }[]).some((row) => row.application_name === HOLDING);
    if (hub || Date.now() > deadline) return false;
  }
}

function quoteLiteral(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
