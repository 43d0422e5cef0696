import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';

/** What is inserted, and how. */
export interface Insertion {
  readonly entity: EntityTarget<ObjectLiteral>;
  /** The properties to insert. If a row lacks one, it is null there. */
  readonly properties: readonly string[];
  /** Properties that get the time of the statement: the same for all rows, and later than any lock that the transaction took before. */
  readonly moments?: readonly string[];
  /** The properties to overwrite in an existing row with the same id; if left out, such a row is an error. */
  readonly overwrite?: readonly string[];
  /** SQL for the `RETURNING` clause. */
  readonly returning?: string;
}

/**
 * Inserts any number of rows with one statement. The rows are one JSON parameter, which Postgres expands. With one parameter for each value, a
 * thousand rows would take about twice as long, and a statement can have no more than 65,535 parameters.
 * @param rows by property, with JSON values: timestamps and days as strings
 * @returns the result of `returning` for each row
 */
export async function insertMany<Returned>(
  manager: EntityManager,
  rows: readonly Readonly<Record<string, unknown>>[],
  { entity, properties, moments = [], overwrite, returning = '' }: Insertion,
): Promise<Returned[]> {
  if (rows.length === 0) return [];
  const { columns, tablePath } = manager.dataSource.getMetadata(entity);
  const given = columns.filter(({ propertyName }) => properties.includes(propertyName));
  const inserted = columns.filter((column) => given.includes(column) || moments.includes(column.propertyName));
  const json = rows.map((row) =>
    Object.fromEntries(given.map(({ propertyName, databaseName }) => [databaseName, row[propertyName]])),
  );
  const insert = manager
    .createQueryBuilder()
    .insert()
    .into(
      entity,
      inserted.map(({ propertyName }) => propertyName),
    )
    .valuesFromSelect((select) =>
      select
        .select(inserted.map((column) => (given.includes(column) ? `given.${column.databaseName}` : MOMENT)))
        .from(`(SELECT * FROM jsonb_populate_recordset(NULL::${tablePath}, :rows::jsonb))`, 'given')
        .setParameter('rows', JSON.stringify(json)),
    )
    .returning(returning);
  if (overwrite) {
    const overwritten = columns.filter(({ propertyName }) => overwrite.includes(propertyName));
    insert.orUpdate(
      overwritten.map(({ databaseName }) => databaseName),
      ['id'],
    );
  }
  const result = await insert.updateEntity(false).callListeners(false).execute();
  return result.raw as Returned[];
}

const MOMENT = 'statement_timestamp()';
