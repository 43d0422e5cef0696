import path from 'node:path';
import type { Pool } from 'pg';
import { domain } from '../../src/features';

/** The dataset that comes with the hub. */
export const BUNDLED = path.join(__dirname, '../../data');

/** The tables with the rows of a dataset. */
export const TABLES = domain.models.map(({ table }) => table).filter((table) => table !== 'change');

/** The tables whose rows have citations. */
export const CITED = domain.models.filter(({ options }) => options.cited !== false).map(({ table }) => table);

export async function countRows(pool: Pool): Promise<Record<string, number>> {
  const counts = TABLES.map((table) => `(SELECT count(*)::int FROM ${table}) AS ${table}`);
  const { rows } = await pool.query<Record<string, number>>(`SELECT ${counts.join(', ')}`);
  return rows[0] ?? {};
}

/** The rows of a query with one column, sorted. */
export async function column(pool: Pool, sql: string, values: unknown[] = []): Promise<string[]> {
  const { rows } = await pool.query<{ value: string }>(sql, values);
  return rows.map(({ value }) => value).sort();
}

/** The rows of a query as arrays, sorted by their text. */
export async function tuples(pool: Pool, sql: string): Promise<unknown[][]> {
  const { rows } = await pool.query<unknown[]>({ text: sql, rowMode: 'array' });
  return sorted(rows);
}

export function sorted<Item>(items: readonly Item[]): Item[] {
  return [...items].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

/** SQL for all cited records with a slug. The slug names the ends of links. */
export const NAMED = `named AS (
  SELECT id, slug FROM organization UNION ALL SELECT id, slug FROM core UNION ALL SELECT id, slug FROM program
)`;

/** SQL for a citation as in the files, with its assertion: `A37-39 EXPLICIT`. */
export const CITE = `source.key || line_from || CASE WHEN line_to > line_from THEN '-' || line_to ELSE '' END || ' ' || assertion`;
