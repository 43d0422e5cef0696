import { encodeLogCursor } from '../change-log/cursor';
import type { Row } from './row';

/** The head of the change log, in every row of a statement, from the same snapshot as the rows. */
export const HEAD = 'change_head head';
export const HEAD_LIST = 'head.epoch AS "$epoch", head.seq AS "$seq"';

/** The result of such a statement: at least one row, which has only the head if the list is empty. */
export interface RowsWithHead {
  readonly rows: readonly Row[];
  readonly streamCursor?: string;
}

/** Separates the rows of a list from the head that they carry. */
export function splitHead(found: readonly Row[]): RowsWithHead {
  const [first] = found;
  if (!first) return { rows: [] };
  return { rows: first.id === null ? [] : found, streamCursor: headCursor(first) };
}

/** The cursor of the head that a row carries. */
export function headCursor({ $epoch, $seq }: Row): string {
  return encodeLogCursor({ epoch: String($epoch), seq: BigInt(String($seq)) });
}
