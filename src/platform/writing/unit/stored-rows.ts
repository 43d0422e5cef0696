import type { EntityManager, ObjectLiteral } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata';
import { insertMany } from '../../insert-many';
import type { Model } from '../../reading';
import { isUuid } from '../../uuid';
import type { Turns } from './record-turns';

/** A stored row by property, with values as in JSON: moments, days and exact numbers as texts. */
export type StoredRow = Readonly<Record<string, unknown>> & { readonly id: string; readonly version: number };

/** The values of a row by property. */
export type Values = Readonly<Record<string, unknown>>;

/** The id, version and time of a written row. */
export interface Written {
  readonly id: string;
  readonly version: number;
  readonly moment: Date;
}

/** A transaction that locks rows, and its turns at the records that it locks. */
export interface Locking {
  readonly manager: EntityManager;
  readonly turns: Turns;
}

export type LockStrength = 'UPDATE' | 'SHARE';

/**
 * Locks the rows that match the condition, in the order of their ids. All writers use this order, so two writers cannot deadlock.
 * @throws RecordBusy if too many others already wait for one of them
 * @param condition SQL over the table's own columns, whose values are bound as $1, $2, …
 */
export async function lockRows(
  { manager, turns }: Locking,
  { entity, table }: Model,
  condition: string,
  values: readonly unknown[],
  strength: LockStrength = 'UPDATE',
): Promise<StoredRow[]> {
  const { columns } = manager.dataSource.getMetadata(entity);
  const bound = Object.fromEntries(values.map((value, index) => [`value${index + 1}`, value]));
  const query = manager
    .createQueryBuilder<ObjectLiteral>(entity, table)
    .select(rowSql(table, columns), 'row')
    .where(condition.replaceAll(/\$(\d+)/g, ':value$1'), bound)
    .orderBy(`${table}.id`)
    .setLock(strength === 'UPDATE' ? 'pessimistic_write' : 'pessimistic_read');
  const keys = values.flatMap(keysIn).map((key) => (isUuid(key) ? key.toLowerCase() : `${table} ${String(key)}`));
  const rows = await turns.during(keys, () => query.getRawMany<{ row: Values }>());
  return rows.map(({ row }) => storedRow(row, columns));
}

/** The values that identify records: lists of ids or keys, or one id. Any other value is shared by many records. */
function keysIn(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return isUuid(value) ? [value] : [];
}

/** Inserts rows with the given properties. Their creation time is also the time of their change. */
export function insertRows(manager: EntityManager, { entity }: Model, rows: readonly Values[]): Promise<Written[]> {
  return insertMany(manager, rows, {
    entity,
    properties: rows.flatMap((row) => Object.keys(row)),
    moments: ['createdAt', 'updatedAt'],
    returning: 'id, version, created_at AS moment',
  });
}

/**
 * Updates any number of locked rows in one statement: an insert that conflicts with the stored rows and updates the changed columns.
 * @param rows the complete rows, with their new values
 * @param changed the properties that any of them changes
 */
export function updateRows(
  manager: EntityManager,
  { entity }: Model,
  rows: readonly StoredRow[],
  changed: readonly string[],
): Promise<Written[]> {
  return insertMany(manager, rows, {
    entity,
    properties: rows.flatMap((row) => Object.keys(row)).filter((property) => property !== 'updatedAt'),
    moments: ['updatedAt'],
    overwrite: [...changed, 'version', 'updatedAt'],
    returning: 'id, version, updated_at AS moment',
  });
}

/** The names of one type: the first is that of Postgres, and an entity may have either. */
const MOMENTS = ['timestamp with time zone', 'timestamptz'];

/** The row as JSON, in which exact numbers are texts: as numbers of JavaScript they would be rounded. */
function rowSql(table: string, columns: readonly ColumnMetadata[]): string {
  const exact = columns.filter(({ type }) => String(type) === 'numeric').map(({ databaseName }) => databaseName);
  const texts = exact.map((name) => `'${name}', ${table}.${name}::text`);
  return texts.length === 0 ? `to_jsonb(${table})` : `to_jsonb(${table}) || jsonb_build_object(${texts.join(', ')})`;
}

/** The row by property, with moments as JavaScript writes them. */
function storedRow(row: Values, columns: readonly ColumnMetadata[]): StoredRow {
  return Object.fromEntries(
    columns.map(({ propertyName, databaseName, type }) => [
      propertyName,
      MOMENTS.includes(String(type)) ? moment(row[databaseName]) : row[databaseName],
    ]),
  ) as StoredRow;
}

function moment(value: unknown): unknown {
  return typeof value === 'string' ? new Date(value).toISOString() : value;
}
