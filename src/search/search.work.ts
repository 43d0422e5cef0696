import type { FieldWork } from '../platform/limits/weights';
import { SEARCHABLE, SearchType } from './searchable';

/** What a record costs whose name or text has a word that many have, in microseconds: each word finds it anew. */
const OF_A_RECORD = 0.8;
const OF_A_WORD = 0.2;

/** What a search for words that stand in most records takes. */
export const searchWork: FieldWork = ({ query, types }, sizes) => {
  const asked = Array.isArray(types) && types.length > 0 ? new Set(types) : new Set(Object.values(SearchType));
  const rows = [...asked].reduce<number>((sum, type) => sum + sizes.rows(tableOf(type)), 0);
  const words = String(query).split(/\s+/).length;
  return { micros: rows * (OF_A_RECORD + words * OF_A_WORD), rows };
};

function tableOf(type: unknown): string {
  return SEARCHABLE[type as SearchType]?.model.table ?? '';
}
