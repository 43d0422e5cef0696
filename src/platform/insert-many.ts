import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';

/** What is inserted, and how. */
export interface Insertion {
  readonly entity: EntityTarget<ObjectLiteral>;
  /** The properties that the rows have. One that a row lacks is null. */
  readonly properties: readonly string[];
  /** Properties that are the moment of the statement: it comes after the locks that were had before, and is the same for all rows. */
  readonly moments?: readonly string[];
  /** The properties that are overwritten in a row whose id is there already; without them such a row is an error. */
  readonly overwrite?: readonly string[];
  /** SQL of what each row answers. */
  readonly returning?: string;
}

/**
 * Inserts rows, of whatever number, with one statement. They go to Postgres as one JSON value, which it takes apart: a thousand rows with a
 * parameter for each of their values take TypeORM and Postgres about twice the time, and 65,535 parameters are the most that there can be.
 * @param rows by property, with values as JSON has them: moments and days as texts
 * @returns what `returning` says of each row
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
