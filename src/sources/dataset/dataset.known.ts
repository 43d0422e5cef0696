import { listAt, textAt, valueAt, type Entry, type Section } from './dataset.entries';

/** What may be referred to. Gathered before the forms are checked, so that a fault in one record makes no others. */
export interface Known {
  slugs: Record<Section, ReadonlySet<string>>;
  /** The line count of each source, by its key. */
  sources: ReadonlyMap<string, number>;
  /** The codes of each taxonomy's terms, by its slug. */
  terms: ReadonlyMap<string, readonly string[]>;
  /** False when a file could not be read in full: then an unknown name proves nothing. */
  complete: boolean;
}

export function known(entries: readonly Entry[], complete: boolean): Known {
  const of = (section: Section): Entry[] => entries.filter((entry) => entry.section === section);
  const slugs = (section: Section): Set<string> =>
    new Set(of(section).flatMap(({ value }) => textAt(value, 'slug') ?? []));
  return {
    slugs: {
      sources: new Set(of('sources').flatMap(({ value }) => textAt(value, 'key') ?? [])),
      organizations: slugs('organizations'),
      cores: slugs('cores'),
      programs: slugs('programs'),
      contacts: slugs('contacts'),
      taxonomies: slugs('taxonomies'),
    },
    sources: new Map(of('sources').map(({ value }) => [textAt(value, 'key') ?? '', lineCount(value)])),
    terms: new Map(of('taxonomies').map(({ value }) => [textAt(value, 'slug') ?? '', codes(value)])),
    complete,
  };
}

/** A source whose line count is itself at fault bounds no citation. */
function lineCount(source: unknown): number {
  const lines = valueAt(source, 'lines');
  return typeof lines === 'number' ? lines : Infinity;
}

function codes(taxonomy: unknown): string[] {
  return listAt(taxonomy, 'terms').flatMap((term) => textAt(term, 'code') ?? []);
}
