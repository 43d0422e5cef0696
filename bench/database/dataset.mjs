import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../lib/failure.mjs';
import { BENCH, ROOT } from '../lib/paths.mjs';
import { say, step } from '../lib/progress.mjs';

/**
 * Creates the benchmark's data, or keeps the data of an earlier run with the same sizes, recipe and migrations.
 * @param {import('pg').Client} client connected to a database that is empty, or that this function filled before
 * @param {{ organizations: number, programs: number, contacts: number }} sizes
 * @param {() => Promise<void>} migrate applies all migrations to an empty database
 * @param {string[]} files the SQL that fills it, one after the other
 */
export async function ensureDataset(client, sizes, migrate, files = ['dataset.sql']) {
  const sql = files.map((file) => readFileSync(join(BENCH, 'database', file), 'utf8')).join('');
  const wanted = { ...sizes, recipe: recipe(sql) };
  const found = await readMarker(client);
  if (found && sameDataset(found, wanted))
    return say('The database of an earlier run is still valid and is used again.');
  await refuseForeignData(client, found);
  say(
    `Creating the database: ${sizes.organizations} organizations, ${sizes.programs} programs, ${sizes.contacts} contacts.`,
  );
  await client.query('DROP SCHEMA IF EXISTS graph, bench CASCADE; DROP SCHEMA public CASCADE; CREATE SCHEMA public');
  await step('migrations', migrate);
  await fill(client, sizes, sql);
  await client.query('CREATE TABLE bench.dataset AS SELECT $1::jsonb AS made', [JSON.stringify(wanted)]);
}

/** A hash of the data's recipe and all migrations. If it changes, the database is created again. */
function recipe(sql) {
  const hash = createHash('sha256').update(sql);
  const folder = join(ROOT, 'migrations');
  for (const name of readdirSync(folder).sort()) hash.update(name).update(readFileSync(join(folder, name)));
  return hash.digest('hex');
}

async function readMarker(client) {
  const { rows } = await client.query(`SELECT to_regclass('bench.dataset') IS NOT NULL AS made`);
  if (!rows[0].made) return null;
  return (await client.query('SELECT made FROM bench.dataset')).rows[0].made;
}

function sameDataset(found, wanted) {
  return Object.keys(wanted).every((key) => found[key] === wanted[key]);
}

/** An interrupted run leaves the schema `bench` without its marker. The benchmark may drop that too. */
async function refuseForeignData(client, found) {
  if (found) return;
  const { rows } = await client.query(
    `SELECT to_regnamespace('bench') IS NULL AND EXISTS (SELECT FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r') AS foreign_data`,
  );
  if (rows[0].foreign_data) {
    throw new Failure('the database has tables that the benchmark did not create: give it an empty database', 2);
  }
}

async function fill(client, sizes, sql) {
  await client.query(`SET synchronous_commit = off; SET maintenance_work_mem = '256MB'; SET work_mem = '128MB'`);
  for (const [kind, size] of Object.entries(sizes))
    await client.query(`SELECT set_config($1, $2, false)`, [`bench.${kind}`, String(size)]);
  const indexes = await dropIndexes(client);
  for (const { title, statements } of steps(sql)) await step(title, () => client.query(statements));
  await step('indexes', async () => {
    for (const index of indexes) await client.query(index);
  });
  await step('vacuum and analyze', () => client.query('VACUUM (ANALYZE)'));
}

/** Filling an index row by row takes minutes; building it afterwards takes seconds. Unique ones stay, since they keep rows apart. */
async function dropIndexes(client) {
  const { rows } = await client.query(
    `SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' AND indexdef NOT LIKE 'CREATE UNIQUE %' ORDER BY indexname`,
  );
  for (const { indexname } of rows) await client.query(`DROP INDEX public.${indexname}`);
  return rows.map((row) => row.indexdef);
}

function steps(sql) {
  return sql
    .split(/^-- step: /m)
    .slice(1)
    .map((part) => {
      const end = part.indexOf('\n');
      return { title: part.slice(0, end), statements: part.slice(end) };
    });
}
