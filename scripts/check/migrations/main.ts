// Tests all migrations in both directions, in a new database of the Postgres at TEST_DATABASE_URL, or of one that it starts.
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { createDataSource } from '../../../src/data-source';
import { startEmbeddedPostgres } from '../../../src/platform/embedded-postgres';
import { migrationFaults } from './check-migrations';

const NAME = `hub_check_${randomUUID().slice(0, 8)}`;

async function main(): Promise<void> {
  const external = process.env['TEST_DATABASE_URL'];
  const faults = external ? await inExternal(external) : await inEmbedded();
  for (const fault of faults) process.stderr.write(`${fault}\n`);
  if (faults.length > 0) process.exitCode = 1;
}

async function inEmbedded(): Promise<string[]> {
  const folder = path.join(os.tmpdir(), NAME);
  const { url, stop } = await startEmbeddedPostgres({ folder, database: NAME, durable: false });
  try {
    return await check(url);
  } finally {
    await stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function inExternal(url: string): Promise<string[]> {
  const admin = new Client({ connectionString: url });
  await admin.connect();
  try {
    await admin.query(`CREATE DATABASE ${NAME} TEMPLATE template0`);
    // Without `new URL`, which refuses the empty host in the URL of a Unix socket.
    return await check(url.replace(/^([a-z]+:\/\/[^/?]*)(\/[^?]*)?/, `$1/${NAME}`));
  } finally {
    await admin.query(`DROP DATABASE IF EXISTS ${NAME} WITH (FORCE)`);
    await admin.end();
  }
}

async function check(url: string): Promise<string[]> {
  const dataSource = await createDataSource(url, { unlimited: true, poolSize: 1 }).initialize();
  try {
    return await migrationFaults(dataSource);
  } finally {
    await dataSource.destroy();
  }
}

void main();
