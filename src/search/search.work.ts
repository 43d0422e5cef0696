import type { FieldWork } from '../platform/limits/weights';
import { COMPARED } from './search.statement';
import type { Searchables } from './searchable';

/** What a record costs whose name or text is compared, in microseconds; of a type no more than so many are. */
const OF_A_COMPARED = 70;
/** What an index costs for each record that it knows, for each character that is looked for. */
const OF_A_CHARACTER = 0.006;

/** What a search for words that stand in most records takes. */
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
