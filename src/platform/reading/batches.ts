import { onceFor } from '../once-for';
import type { Column } from './column';
import type { Row } from './row';

/** Reads the values of many keys, in the order of the keys. */
export type Batch<T> = (keys: readonly string[]) => Promise<readonly T[]>;

export interface CountRow {
  readonly count: number;
}

export function countOf([row]: readonly CountRow[]): number {
  return row?.count ?? 0;
}

/** Selections are cached with their document, so their names are joined only once. */
export const names = onceFor((columns: readonly Column[]) => columns.map(({ property }) => property).join());

/** @param ofRow the key of a row */
export function inOrder(keys: readonly string[], rows: readonly Row[], ofRow: (row: Row) => unknown): (Row | null)[] {
  const byKey = new Map(rows.map((row) => [ofRow(row), row]));
  return keys.map((key) => byKey.get(key) ?? null);
}
