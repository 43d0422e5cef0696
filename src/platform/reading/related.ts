import type { BelongsTo } from './model';
import { plannedFor, rowLoader } from './planned';
import type { Reads } from './reads';
import type { Info, Row } from './row';

/** The record that a row references; null if there is none that the viewer may see. */
export function related(reads: Reads, { target, by }: BelongsTo, row: Row, info: Info): Promise<Row | null> | null {
  const id = row[by];
  if (typeof id !== 'string') return null;
  const planned = plannedFor(row, info);
  if (planned === undefined) return reads.byId(target, id, info);
  return reads.answer.record(target, info, id, rowLoader(planned, target, 'id'));
}
