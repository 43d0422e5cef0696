import { NO_WORK, type Work } from './filter-work';
import { PRICES } from './prices';
import type { TableSizes } from './table-sizes';

/** What of the log has to be read for the past of so many records: those that were changed most, with all of their changes. */
export function historyWork(records: number, sizes: TableSizes): Work {
  const changes = sizes.most('change', 'record_id', records);
  return { micros: changes * PRICES.pastChange, rows: changes };
}

/** A record as it was, and beside it what it had been merged into by then. Each place that it stands in has a statement of its own. */
export function pastRecordWork({ asOf }: Readonly<Record<string, unknown>>, sizes: TableSizes, places: number): Work {
  if (!asOf) return NO_WORK;
  const { micros, rows } = historyWork(2, sizes);
  return { micros: micros * places, rows: rows * places };
}
