import { readDataset } from './dataset.checker';
import type { DatasetClient } from './dataset.client';
import { logInserted, numberChanges, type Inserted, type InsertedRow } from './dataset.changes';
import { seedId, seedsOf, type Seed } from './dataset.seeds';
import { TABLE_NAMES, TABLES, type TableName } from './dataset.tables';

/** How many rows of the dataset each table got, and how many it had already. */
export type LoadReport = Record<TableName, { inserted: number; present: number }>;

// Any number that no other part of the hub locks.
const LOCK = 7_316_022_041;

/**
 * Adds what is missing of the dataset in a folder, in one transaction; what is there, edited or archived, stays as it is.
 * Its statements are two a table, and two more for the log of a record type, however many rows there are.
 * @throws {DatasetFaults} before anything is written, if the dataset has a fault.
 */
export async function loadDataset(client: DatasetClient, folder: string): Promise<LoadReport> {
  const seeds = seedsOf(await readDataset(folder));
  await client.query('BEGIN');
  try {
    await client.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
    await refuseOtherSources(client, seeds);
    const { report, inserted } = await storeAll(client, seeds);
    await logInserted(client, inserted);
    // Postgres counts by itself only what grows by fifty rows; of what it has not counted it expects a row, and plans badly.
    await client.query(`ANALYZE ${TABLE_NAMES.join(', ')}, change`);
    await client.query('COMMIT');
    // All is stored. If this fails, the next hub that runs does it.
    await numberChanges(client).catch(() => undefined);
    return report;
  } catch (error) {
    // A lost connection has rolled back by itself, and the first error is the one worth telling.
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

/** Whether nobody has put anything into the directory: no organization, core, program or contact, living or archived. */
export async function hubIsEmpty(client: DatasetClient): Promise<boolean> {
  const tables = ['organization', 'core', 'program', 'contact'];
  const { rows } = await client.query(tables.map((table) => `(SELECT 1 FROM ${table} LIMIT 1)`).join(' UNION ALL '));
  return rows.length === 0;
}

/** A key of the dataset already stands for another document in the hub: its citations would lead to the wrong one. */
export class SourceConflict extends Error {
  constructor(keys: readonly string[]) {
    super(
      `Nothing was loaded. In this hub, source ${keys.join(', ')} is another document (its sha256 differs); choose another key.`,
    );
    this.name = 'SourceConflict';
  }
}

async function refuseOtherSources(client: DatasetClient, seeds: readonly Seed[]): Promise<void> {
  const given = seeds.filter(({ table }) => table === 'source').map(({ row }) => row);
  const { rows } = await client.query(
    `SELECT source.key FROM source JOIN jsonb_to_recordset($1::jsonb) AS given (key text, sha256 text) USING (key)
     WHERE source.sha256 <> given.sha256 ORDER BY key`,
    [JSON.stringify(given)],
  );
  if (rows.length > 0) throw new SourceConflict((rows as { key: string }[]).map(({ key }) => key));
}

async function storeAll(
  client: DatasetClient,
  seeds: readonly Seed[],
): Promise<{ report: LoadReport; inserted: Inserted }> {
  const kept: KeptIds = new Map();
  const all = new Map<TableName, readonly InsertedRow[]>();
  const counts: [TableName, LoadReport[TableName]][] = [];
  for (const table of TABLE_NAMES) {
    const rows = seeds.filter((seed) => seed.table === table).map(({ name, row }) => ({ ...row, id: seedId(name) }));
    const inserted = await store(client, table, rows, kept);
    all.set(table, inserted);
    counts.push([table, { inserted: inserted.length, present: rows.length - inserted.length }]);
  }
  return { report: Object.fromEntries(counts) as LoadReport, inserted: all };
}

type Row = { id: string } & Record<string, unknown>;

/**
 * From the id of the dataset to the id of the row that is there for it. They differ where an editor made the record first:
 * then the dataset's relations and citations attach to the editor's record.
 */
type KeptIds = Map<string, string>;

async function store(
  client: DatasetClient,
  table: TableName,
  rows: readonly Row[],
  kept: KeptIds,
): Promise<readonly InsertedRow[]> {
  await findKept(client, table, rows, kept);
  const missing = rows.filter(({ id }) => !kept.has(id));
  if (missing.length === 0) return [];
  const inserted = await insert(client, table, missing, kept);
  // Another writer was quicker with some of them: find his.
  if (inserted.length < missing.length) await findKept(client, table, missing, kept);
  return inserted;
}

async function findKept(client: DatasetClient, table: TableName, rows: readonly Row[], kept: KeptIds): Promise<void> {
  // The row with the dataset's own id comes last, and so prevails over one that has merely taken its name.
  const { rows: found } = await client.query(
    `SELECT given.id AS seed, kept.id AS id
     FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb) AS given
     JOIN ${table} AS kept ON kept.id = given.id OR (${TABLES[table].same})
     ORDER BY kept.id = given.id, kept.id`,
    [JSON.stringify(withReferences(rows, kept))],
  );
  for (const { seed, id } of found as { seed: string; id: string }[]) kept.set(seed, id);
}

async function insert(
  client: DatasetClient,
  table: TableName,
  rows: readonly Row[],
  kept: KeptIds,
): Promise<readonly InsertedRow[]> {
  const columns = ['id', ...TABLES[table].columns].join(', ');
  const resolved = withReferences(rows, kept);
  const { rows: inserted } = await client.query(
    `INSERT INTO ${table} (${columns})
     SELECT ${columns} FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb)
     ON CONFLICT DO NOTHING RETURNING id`,
    [JSON.stringify(resolved)],
  );
  const ids = new Set((inserted as { id: string }[]).map(({ id }) => id));
  return resolved.filter(({ id }) => ids.has(id));
}

/** The rows with their references leading to the rows that are there. */
function withReferences(rows: readonly Row[], kept: KeptIds): Row[] {
  const resolve = ([column, value]: [string, unknown]): [string, unknown] =>
    column.endsWith('_id') && typeof value === 'string' ? [column, kept.get(value) ?? value] : [column, value];
  return rows.map((row) => Object.fromEntries(Object.entries(row).map(resolve)) as Row);
}
