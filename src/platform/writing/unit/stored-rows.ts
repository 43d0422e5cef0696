import type { SqlClient } from '../../database';
import { snakeCase } from '../../naming';
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
  readonly client: SqlClient;
  readonly turns: Turns;
}

/**
 * Locks the rows that fit the condition, in the order of their ids, so that two writers wait for each other and do not embrace.
 * @throws RecordBusy where enough others wait for one of them
 * @param condition SQL over the table's own columns, whose values are bound
 */
export async function lockRows(
  { client, turns }: Locking,
  { table }: Model,
  condition: string,
  values: readonly unknown[],
  strength: 'UPDATE' | 'SHARE' = 'UPDATE',
): Promise<StoredRow[]> {
  const text = `SELECT to_jsonb(${table}) AS row FROM ${table} WHERE ${condition} ORDER BY id FOR ${strength}`;
  const keys = values.flatMap(keysIn).map((key) => (isUuid(key) ? key.toLowerCase() : `${table} ${String(key)}`));
  const { rows } = await turns.during(keys, () => client.query<{ row: object }>(text, [...values]));
  return rows.map(({ row }) => storedRow(row));
}

/** What records are sought by: lists of ids or keys, or one id. Any other value stands in many records. */
function keysIn(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return isUuid(value) ? [value] : [];
}

/** Inserts rows with the given properties; the moment of their making is that of their change. */
export async function insertRows(client: SqlClient, { table }: Model, rows: readonly Values[]): Promise<Written[]> {
  if (rows.length === 0) return [];
  const columns = columnsOf(rows);
  const list = columns.join(', ');
  const { rows: written } = await client.query<Written>(
    `INSERT INTO ${table} (${list}, created_at, updated_at)
     SELECT ${columns.map((column) => `given.${column}`).join(', ')}, clock.now, clock.now
     FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb) given, (SELECT clock_timestamp() AS now) clock
     RETURNING id, version, created_at AS moment`,
    [json(rows)],
  );
  return written;
}

/** Changes locked rows: `version` is what it is to be, the other properties what they are to be, the same ones for each row. */
export async function updateRows(client: SqlClient, { table }: Model, rows: readonly Values[]): Promise<Written[]> {
  if (rows.length === 0) return [];
  const sets = columnsOf(rows)
    .filter((column) => column !== 'id')
    .map((column) => `${column} = given.${column}`);
  const { rows: written } = await client.query<Written>(
    `UPDATE ${table} AS stored SET ${sets.join(', ')}, updated_at = clock.now
     FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb) given, (SELECT clock_timestamp() AS now) clock
     WHERE stored.id = given.id
     RETURNING stored.id, stored.version, stored.updated_at AS moment`,
    [json(rows)],
  );
  return written;
}

function columnsOf(rows: readonly Values[]): string[] {
  return [...new Set(rows.flatMap((row) => Object.keys(row)))].map(snakeCase);
}

function json(rows: readonly Values[]): string {
  return JSON.stringify(
    rows.map((row) => Object.fromEntries(Object.entries(row).map(([property, value]) => [snakeCase(property), value]))),
  );
}

/** Postgres' own JSON of a row, by property and with moments as JavaScript writes them. */
export function storedRow(row: object): StoredRow {
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) => [camelCase(column), column.endsWith('_at') ? moment(value) : value]),
  ) as StoredRow;
}

function moment(value: unknown): unknown {
  return typeof value === 'string' ? new Date(value).toISOString() : value;
}

function camelCase(column: string): string {
  return column.replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase());
}
