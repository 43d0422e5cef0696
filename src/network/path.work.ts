import type { FieldWork } from '../platform/limits/weights';
import { MAX_LINKS } from './path.statement';
import { isLink, type Way } from './ways';

/** The cost of following a link, in microseconds. */
const OF_A_LINK = 6;

/** The work of a search: in the worst case it follows every link from both of its ends, as far as the limit. */
export function pathWork(ways: readonly Way[]): FieldWork {
  const tables = [...new Set(ways.filter(isLink).map(({ rows }) => rows.table))];
  const referring = ways.filter(({ here }) => here === 'id').map(({ rows }) => rows.table);
  return (_args, sizes, places) => {
    const links = [...tables, ...referring].reduce((sum, table) => sum + sizes.rows(table), 0);
    const followed = Math.min(2 * links, MAX_LINKS);
    return { micros: places * followed * OF_A_LINK, rows: places * followed };
  };
}
