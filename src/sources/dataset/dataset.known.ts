import type { Model } from '../../platform/reading';
import { sources } from '../source.entity';
import { valueAt, type Entry } from './dataset.entries';

/** What references may lead to. Collected before validation, so that a fault in one record causes no faults in others. */
export interface Known {
  /** The keys of the records of each type. */
  keys(model: Model): ReadonlySet<string>;
  /** The number of lines of each source, by its key. */
  readonly sources: ReadonlyMap<string, number>;
  /** False if a file could not be read completely. Then an unknown key is not a fault, because it may be in that file. */
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

/** Citations of a source with an invalid number of lines may have any lines. */
function lineCount(source: unknown): number {
  const lines = valueAt(source, 'lines');
  return typeof lines === 'number' ? lines : Infinity;
}
