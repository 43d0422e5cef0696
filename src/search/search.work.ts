import type { FieldWork } from '../platform/limits/weights';
import { COMPARED } from './search.statement';
import type { Searchables } from './searchable';

/** The cost of comparing the name or text of one record, in microseconds, and the most compared records of a type. */
const OF_A_COMPARED = 70;
/** The cost of the indexes for each of their records, in microseconds, if most of them have the words. */
const OF_AN_INDEXED = 0.05;

/** The work of a search for words that most records contain. */
export function searchWork(searchables: Searchables): FieldWork {
  return ({ types }, sizes, places) => {
    const asked: readonly unknown[] = Array.isArray(types) && types.length > 0 ? types : [...searchables.keys()];
    const rows = [...searchables].flatMap(([type, { model }]) =>
      asked.includes(type) ? [sizes.rows(model.table)] : [],
    );
    const known = rows.reduce((sum, count) => sum + count, 0);
    const compared = rows.reduce((sum, count) => sum + Math.min(count, COMPARED), 0);
    const micros = compared * OF_A_COMPARED + known * OF_AN_INDEXED;
    return { micros: places * micros, rows: places * known };
  };
}
