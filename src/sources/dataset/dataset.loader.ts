import type { QueryRunner } from 'typeorm';
import type { Viewer } from '../../platform/access/viewer';
import { sqlClient, type SqlClient } from '../../platform/database';
import type { Domain } from '../../platform/domain';
import { ATTEMPTS, mayPass, RecordTurns, Unit } from '../../platform/writing';
import { citations } from '../citation.entity';
import { sources } from '../source.entity';
import { readDataset } from './dataset.checker';
import { seedsOf, type Seed } from './dataset.seeds';
import { datasetShape, type DatasetShape } from './dataset.shape';
import type { Batch } from './dataset.stored';
import { store, type LoadReport } from './dataset.writer';

export type { LoadReport } from './dataset.writer';

// The key of an advisory lock, unique in the hub.
const LOCK = 7_316_022_041;

/** The author of the changes in the log. */
const SEEDER: Viewer = { role: 'admin', principal: 'seed' };

/**
 * Adds the missing records of a dataset in one transaction. Existing records stay as they are, even if somebody edited or archived them.
 * It needs a few statements for each table, however many rows there are.
 * @throws {DatasetFaults} before it writes anything, if the dataset has a fault
 */
export async function loadDataset(domain: Domain, runner: QueryRunner, folder: string): Promise<LoadReport> {
  const shape = datasetShape(domain);
  const batches = batchesOf(shape, seedsOf(shape, await readDataset(shape, folder)));
  for (let attempt = 1; ; attempt++) {
    try {
      const report = await load(domain, runner, batches);
      // Everything is committed. If numbering fails, a running hub does it later.
      await numberChanges(sqlClient(runner)).catch(() => undefined);
      return report;
    } catch (error) {
      // If the connection is lost, Postgres rolls back. Report the first error.
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
      // Another writer created one of the records first. The next attempt finds it.
      if (attempt === ATTEMPTS || !mayPass(error)) throw error;
    }
  }
}

/** Whether the directory has no records of writable types, neither current nor archived. */
export async function hubIsEmpty({ writes }: Domain, client: SqlClient): Promise<boolean> {
  const tables = writes.records.map(({ model }) => model.table);
  const { rows } = await client.query(tables.map((table) => `(SELECT 1 FROM ${table} LIMIT 1)`).join(' UNION ALL '));
  return rows.length === 0;
}

/** The hub already uses a key of the dataset for another document, so the citations would lead to the wrong one. */
export class SourceConflict extends Error {
  constructor(keys: readonly string[]) {
    super(
      `Nothing was loaded. In this hub, source ${keys.join(', ')} is another document (its sha256 differs); choose another key.`,
    );
    this.name = 'SourceConflict';
  }
}

async function load(domain: Domain, runner: QueryRunner, batches: readonly Batch[]): Promise<LoadReport> {
  const client = sqlClient(runner);
  await runner.startTransaction();
  await client.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
  await refuseOtherSources(client, batches);
  const turns = new RecordTurns().begin();
  const report = await store(new Unit({ manager: runner.manager, client }, SEEDER, turns, domain.writes), batches);
  // Postgres analyzes a table by itself only after fifty new rows. Without statistics it would choose bad plans.
  await client.query(`ANALYZE ${batches.map(({ model }) => model.table).join(', ')}, change`);
  await runner.commitTransaction();
  return report;
}

/** The rows by table, in the order of loading: records, links, citations. */
function batchesOf({ records, links }: DatasetShape, seeds: readonly Seed[]): Batch[] {
  const batches = [
    ...records.map(({ record }) => ({ model: record.model, same: record.options.unique })),
    ...links.map(({ model, identity }) => ({ model, same: [{ properties: identity, evenNone: true }] })),
    { model: citations, same: [CITATION] },
  ];
  return batches.map((batch) => ({ ...batch, seeds: seeds.filter(({ model }) => model === batch.model) }));
}

const CITATION = {
  properties: ['recordId', 'recordType', 'field', 'sourceId', 'lineFrom', 'lineTo'],
  evenNone: true,
};

async function refuseOtherSources(client: SqlClient, batches: readonly Batch[]): Promise<void> {
  const given = batches.flatMap(({ model, seeds }) => (model === sources ? seeds.map(({ values }) => values) : []));
  const { rows } = await client.query<{ key: string }>(
    `SELECT source.key FROM source JOIN jsonb_to_recordset($1::jsonb) AS given (key text, sha256 text) USING (key)
     WHERE source.sha256 IS DISTINCT FROM given.sha256 ORDER BY key`,
    [JSON.stringify(given)],
  );
  if (rows.length > 0) throw new SourceConflict(rows.map(({ key }) => key));
}

/** Gives the committed changes their numbers. */
async function numberChanges(client: SqlClient): Promise<void> {
  let numbered: number | undefined;
  do {
    const { rows } = await client.query<{ numbered: number }>('SELECT hub_number_changes() AS numbered');
    numbered = rows[0]?.numbered;
  } while (numbered);
}
