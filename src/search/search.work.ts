import type { FieldWork } from '../platform/limits/weights';
import { COMPARED } from './search.statement';
import type { Searchables } from './searchable';

/** The cost of comparing the name or text of one record, in microseconds, and the most compared records of a type. */
const OF_A_COMPARED = 70;
/** The cost of an index for each of its records and each character of the query. */
const OF_A_CHARACTER = 0.006;

/** The work of a search for words that most records contain. */
export function searchWork(searchables: Searchables): FieldWork {
  return ({ query, types }, sizes, places) => {
    const asked: readonly unknown[] = Array.isArray(types) && types.length > 0 ? types : [...searchables.keys()];
    const rows = [...searchables].flatMap(([type, { model }]) =>
      asked.includes(type) ? [sizes.rows(model.table)] : [],
    );
    const known = rows.reduce((sum, count) => sum + count, 0);
    const compared = rows.reduce((sum, count) => sum + Math.min(count, COMPARED), 0);
    const micros = compared * OF_A_COMPARED + known * String(query).length * OF_A_CHARACTER;
    return { micros: places * micros, rows: places * known };
  };
}
