import type { Model } from '../model';

/** Whether no two rows have the same value in the column. */
export function isUnique(model: Model, column: string): boolean {
  return model.indexes.some(({ columns, unique }) => unique && columns.length === 1 && columns[0] === column);
}

/** Whether Postgres can find rows by the column with an index. */
export function isIndexed(model: Model, column: string): boolean {
  return model.indexes.some(({ columns }) => columns[0] === column);
}

/** One step of an order. */
export interface OrderColumn {
  readonly column: string;
  readonly descending: boolean;
}

/**
 * Whether an index has the rows in this order.
 * @param within the column whose value is the same for all rows of the list
 */
export function isInOrder(model: Model, keys: readonly OrderColumn[], within?: string): boolean {
  const descending = keys[0]?.descending;
  if (keys.some((key) => key.descending !== descending)) return false;
  const wanted = [...(within === undefined ? [] : [within]), ...keys.map(({ column }) => column)];
  return model.indexes.some(
    ({ columns, unique }) =>
      wanted.every((column, index) => columns[index] === column) ||
      (unique && columns.length === 1 && columns[0] === wanted[0]),
  );
}
