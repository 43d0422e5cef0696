import { NO_WORK, type Work } from './filter-work';
import { PRICES } from './prices';
import type { TableSizes } from './table-sizes';

/** The work of reading the whole history of so many records. In the worst case they are the ones with the most changes. */
export function historyWork(records: number, sizes: TableSizes): Work {
  const changes = sizes.most('change', 'record_id', records);
  return { micros: changes * PRICES.pastChange, rows: changes };
}

/** The work of reading so many past states, each by its id. */
export function pastStatesWork(states: number, sizes: TableSizes): Work {
  const { micros, rows } = states === 0 ? NO_WORK : historyWork(1, sizes);
  return { micros: micros * states, rows: rows * states };
}

/** The work of reading a past record, and the record that it was merged into, if any. Each place in the document needs its own statement. */
export function pastRecordWork({ asOf }: Readonly<Record<string, unknown>>, sizes: TableSizes, places: number): Work {
  if (!asOf) return NO_WORK;
  const { micros, rows } = historyWork(2, sizes);
  return { micros: micros * places, rows: rows * places };
}
