import type { QueryRunner } from 'typeorm';
import type { Model } from '../../../platform/reading';

/** A row by property, without what is null. Days and moments are texts, as in the files. */
export type TableRow = Readonly<Record<string, unknown>> & { readonly id: string };

export type Tables = ReadonlyMap<Model, readonly TableRow[]>;

/** Has all that `work` reads come from one moment. */
export async function inSnapshot<T>(runner: QueryRunner, work: () => Promise<T>): Promise<T> {
  await runner.startTransaction('REPEATABLE READ');
  try {
    await runner.query('SET TRANSACTION READ ONLY');
    return await work();
  } finally {
    // Nothing was written. A lost connection has ended the transaction by itself.
    await runner.rollbackTransaction().catch(() => undefined);
  }
}

/** The rows of the tables, with one statement for each. All of them are in memory at the end, which so grows with the hub. */
export async function readTables(runner: QueryRunner, models: readonly Model[]): Promise<Tables> {
  const tables = new Map<Model, readonly TableRow[]>();
  for (const model of models) tables.set(model, await rowsOf(runner, model));
  return tables;
}

/** Those of the tables that have rows. */
export async function filledTables(runner: QueryRunner, models: readonly Model[]): Promise<Model[]> {
  const filled: Model[] = [];
  for (const model of models) {
    const rows = (await runner.query(`SELECT FROM ${model.table} LIMIT 1`)) as unknown[];
    if (rows.length > 0) filled.push(model);
  }
  return filled;
}

async function rowsOf(runner: QueryRunner, model: Model): Promise<TableRow[]> {
  const own = [...model.columns.values()].filter(({ of, property }) => of === property);
  const columns = own.map(({ name, property }) => `${name} AS "${property}"`);
  if (model.options.mergeable) columns.push('merged_into_id AS "mergedIntoId"');
  // SQL: only Postgres itself turns each type of column into the same JSON, whatever the driver makes of numbers and days.
  const rows = (await runner.query(
    `SELECT jsonb_strip_nulls(to_jsonb(of_table)) AS row FROM (SELECT ${columns.join(', ')} FROM ${model.table}) of_table ORDER BY id`,
  )) as { row: TableRow }[];
  const moments = [...model.columns.values()].filter(({ filter }) => filter === 'DateTime');
  return rows.map(({ row }) => ({ ...row, ...momentsOf(row, moments) }));
}

/** Moments without the session's time zone. */
function momentsOf(row: TableRow, columns: readonly { readonly property: string }[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    columns.flatMap(({ property }) => {
      const value = row[property];
      return typeof value === 'string' ? [[property, new Date(value).toISOString()]] : [];
    }),
  );
}
