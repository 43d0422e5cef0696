import type { EntityManager, ObjectLiteral } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata';
import { insertMany } from '../../insert-many';
import type { Model } from '../../reading';
import { isUuid } from '../../uuid';
import type { Turns } from './record-turns';

/** A stored row by property, as JSON has its values: moments and days as texts, amounts as numbers. */
export type StoredRow = Readonly<Record<string, unknown>> & { readonly id: string; readonly version: number };

/** The values of a row by property. */
export type Values = Readonly<Record<string, unknown>>;

/** Where a written row stands now. */
export interface Written {
  readonly id: string;
  readonly version: number;
  readonly moment: Date;
}

/** What locks: a transaction, and its turns at the records that it locks. */
export interface Locking {
  readonly manager: EntityManager;
  readonly turns: Turns;
}

export type LockStrength = 'UPDATE' | 'SHARE';

/** The moment of a statement, the same for all of its rows: it comes after the locks that were had before it. */
const NOW = (): string => 'statement_timestamp()';

/**
 * Locks the rows that fit the condition, in the order of their ids, so that two writers wait for each other and never block each other for good.
 * @throws RecordBusy where enough others wait for one of them
 * @param condition SQL over the table's own columns, whose values are bound as $1, $2, …
 */
export async function lockRows(
  { manager, turns }: Locking,
  { entity, table }: Model,
  condition: string,
  values: readonly unknown[],
  strength: LockStrength = 'UPDATE',
): Promise<StoredRow[]> {
  const bound = Object.fromEntries(values.map((value, index) => [`value${index + 1}`, value]));
  const query = manager
    .createQueryBuilder<ObjectLiteral>(entity, table)
    .where(condition.replaceAll(/\$(\d+)/g, ':value$1'), bound)
    .orderBy(`${table}.id`)
    .setLock(strength === 'UPDATE' ? 'pessimistic_write' : 'pessimistic_read');
  const keys = values.flatMap(keysIn).map((key) => (isUuid(key) ? key.toLowerCase() : `${table} ${String(key)}`));
  const rows = await turns.during(keys, () => query.getMany());
  const { columns } = manager.dataSource.getMetadata(entity);
  return rows.map((row) => storedRow(row, columns));
}

/** What records are sought by: lists of ids or keys, or one id. Any other value stands in many records. */
function keysIn(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return isUuid(value) ? [value] : [];
}

/** Inserts rows with the given properties; the moment of their making is that of their change. */
export function insertRows(manager: EntityManager, { entity }: Model, rows: readonly Values[]): Promise<Written[]> {
  return insertMany(
    manager,
    rows.map((row) => ({ ...row, createdAt: NOW, updatedAt: NOW })),
    {
      entity,
      properties: [...new Set(rows.flatMap((row) => Object.keys(row))), 'createdAt', 'updatedAt'],
      returning: 'id, version, created_at AS moment',
    },
  );
}

/**
 * Changes locked rows, however many, in one statement: they are inserted, meet the rows that are there, and overwrite what changes.
 * @param rows whole, as they are to be
 * @param changed the properties that any of them changes
 */
export function updateRows(
  manager: EntityManager,
  { entity }: Model,
  rows: readonly StoredRow[],
  changed: readonly string[],
): Promise<Written[]> {
  const { columns } = manager.dataSource.getMetadata(entity);
  const overwritten = new Set([...changed, 'version', 'updatedAt']);
  return insertMany(
    manager,
    rows.map((row) => ({ ...row, updatedAt: NOW })),
    {
      entity,
      properties: columns.map(({ propertyName }) => propertyName),
      overwrite: columns.filter((column) => overwritten.has(column.propertyName)).map((column) => column.databaseName),
      returning: 'id, version, updated_at AS moment',
    },
  );
}

function storedRow(entity: ObjectLiteral, columns: readonly ColumnMetadata[]): StoredRow {
  return Object.fromEntries(
    columns.map((column) => [column.propertyName, jsonValue(column.getEntityValue(entity), column)]),
  ) as StoredRow;
}

/** Of what the driver gives, JSON knows no moments, and an amount is a text that it has as a number. */
function jsonValue(value: unknown, { type }: ColumnMetadata): unknown {
  if (value instanceof Date) return value.toISOString();
  return type === 'numeric' && typeof value === 'string' ? Number(value) : value;
}
