import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';

/** The most values that one statement of Postgres takes. */
const MAX_VALUES = 65_535;

/** What is inserted, and how. */
export interface Insertion {
  readonly entity: EntityTarget<ObjectLiteral>;
  /** The properties that the rows have; one that a row lacks gets its column's default. */
  readonly properties: readonly string[];
  /** The columns that are overwritten in a row whose id is there already; without them such a row is an error. */
  readonly overwrite?: readonly string[];
  /** SQL of what each row answers. */
  readonly returning?: string;
}

/**
 * Inserts rows with as few statements as Postgres allows: a thousand rows of up to 65 columns are one.
 * @returns what `returning` says of each row, in order
 */
export async function insertMany<Returned>(
  manager: EntityManager,
  rows: readonly ObjectLiteral[],
  { entity, properties, overwrite, returning = '' }: Insertion,
): Promise<Returned[]> {
  const size = Math.floor(MAX_VALUES / properties.length);
  const returned: Returned[] = [];
  for (let start = 0; start < rows.length; start += size) {
    const insert = manager
      .createQueryBuilder()
      .insert()
      .into(entity, [...properties])
      .values(rows.slice(start, start + size))
      .returning(returning);
    if (overwrite) insert.orUpdate([...overwrite], ['id']);
    const result = await insert.updateEntity(false).callListeners(false).execute();
    returned.push(...(result.raw as Returned[]));
  }
  return returned;
}
