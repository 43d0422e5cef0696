import type { FieldWork } from '../platform/limits/weights';
import { SEARCHABLE } from './searchable';

/** What a record costs whose name or text has a word that many have, in microseconds: each word finds it anew. */
const OF_A_RECORD = 0.8;
const OF_A_WORD = 0.2;

/** What a search for words that stand in most records takes. */
export const searchWork: FieldWork = ({ query, types }, sizes, places) => {
  const asked: readonly unknown[] = Array.isArray(types) && types.length > 0 ? types : Object.keys(SEARCHABLE);
  const tables = Object.entries(SEARCHABLE).flatMap(([type, { model }]) => (asked.includes(type) ? [model.table] : []));
  const rows = tables.reduce((sum, table) => sum + sizes.rows(table), 0);
  const words = String(query).split(/\s+/).length;
  return { micros: places * rows * (OF_A_RECORD + words * OF_A_WORD), rows: places * rows };
};
