import { encodeLogCursor } from '../change-log/cursor';
import type { Row } from './row';

/** The head of the change log, which stands in every row of a statement that reads it: in the snapshot of its rows. */
export const HEAD = 'change_head head';
export const HEAD_LIST = 'head.epoch AS "$epoch", head.seq AS "$seq"';

/** What such a statement found: one row at least, which holds the head and nothing else where the list is empty. */
export interface RowsWithHead {
  readonly rows: readonly Row[];
  readonly streamCursor?: string;
}

/** Tells the rows of a list from the head that they carry. */
export function splitHead(found: readonly Row[]): RowsWithHead {
  const [first] = found;
  if (!first) return { rows: [] };
  const streamCursor = encodeLogCursor({ epoch: String(first.$epoch), seq: BigInt(String(first.$seq)) });
  return { rows: first.id === null ? [] : found, streamCursor };
}
