import type { Model } from '../../platform/reading';
import { sources } from '../source.entity';
import { valueAt, type Entry } from './dataset.entries';

/** What may be referred to. Gathered before the forms are checked, so that a fault in one record makes no others. */
export interface Known {
  /** The keys of the records of each type. */
  keys(model: Model): ReadonlySet<string>;
  /** The line count of each source, by its key. */
  readonly sources: ReadonlyMap<string, number>;
  /** False when a file could not be read in full: then an unknown name proves nothing. */
  readonly complete: boolean;
}

export function known(entries: readonly Entry[], complete: boolean): Known {
  const keys = new Map<Model, Set<string>>();
  for (const { key, shape } of entries) {
    const { model } = shape.record;
    if (key !== undefined) keys.set(model, (keys.get(model) ?? new Set()).add(key));
  }
  const cited = entries.filter(({ shape }) => shape.record.model === sources);
  return {
    keys: (model) => keys.get(model) ?? new Set(),
    sources: new Map(cited.map(({ key, value }) => [key ?? '', lineCount(value)])),
    complete,
  };
}

/** A source whose line count is itself at fault bounds no citation. */
function lineCount(source: unknown): number {
  const lines = valueAt(source, 'lines');
  return typeof lines === 'number' ? lines : Infinity;
}
