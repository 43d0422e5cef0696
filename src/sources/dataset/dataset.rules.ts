import { faultIn, lineIn, listAt, SECTIONS, textAt, valueAt, type Entry, type Section } from './dataset.entries';
import type { Fault } from './dataset.faults';
import type { Path } from './dataset.reader';

/**
 * What the form of a single value cannot show: duplicates, circles, and values that need each other. The rules work on
 * the records as written, so that a record with another fault is still looked at.
 */
export function ruleFaults(entries: readonly Entry[]): Fault[] {
  return [
    ...uniqueFaults(entries),
    ...entries.flatMap(repeatedRelations),
    ...entries.flatMap(selfRelations),
    ...parentCycles(entries.filter(({ section }) => section === 'organizations')),
    ...entries.flatMap(supportFaults),
    ...entries.flatMap(contactFaults),
  ];
}

interface Place {
  entry: Entry;
  path: Path;
  /** Equal keys are duplicates; undefined is never one. */
  key: string | undefined;
}

function uniqueFaults(entries: readonly Entry[]): Fault[] {
  const places = (section: Section, path: Path, key: (value: unknown) => string | undefined): Place[] =>
    entries.filter((entry) => entry.section === section).map((entry) => ({ entry, path, key: key(entry.value) }));
  const all = [
    ...SECTIONS.map((section) => places(section, [nameKey(section)], (value) => textAt(value, nameKey(section)))),
    places('taxonomies', ['name'], (value) => textAt(value, 'name')),
    places('cores', ['name'], (value) => keyOf(value, ['organization', 'name'])),
    places('contacts', ['email'], (value) => textAt(value, 'email')?.toLowerCase()),
  ];
  return all.flatMap(repeated);
}

function nameKey(section: Section): string {
  return section === 'sources' ? 'key' : 'slug';
}

/** Each place whose key an earlier place has already taken. */
function repeated(places: readonly Place[]): Fault[] {
  const first = new Map<string, Place>();
  return places.flatMap((place) => {
    const earlier = place.key === undefined ? undefined : first.get(place.key);
    if (place.key !== undefined && !earlier) first.set(place.key, place);
    if (!earlier) return [];
    const where = `${earlier.entry.file.name}:${lineIn(earlier.entry, earlier.path)}`;
    return [faultIn(place.entry, place.path, `it is already given at ${where}: keep one of the two`)];
  });
}

const RELATIONS: Record<string, readonly string[]> = {
  affiliations: ['organization', 'type'],
  roles: ['organization', 'role'],
  related: ['program', 'type'],
  assignments: ['organization', 'core', 'program', 'role'],
  terms: ['code'],
};

function repeatedRelations(entry: Entry): Fault[] {
  return Object.entries(RELATIONS).flatMap(([list, keys]) =>
    repeated(listAt(entry.value, list).map((item, index) => ({ entry, path: [list, index], key: keyOf(item, keys) }))),
  );
}

function keyOf(value: unknown, keys: readonly string[]): string | undefined {
  const parts = keys.map((key) => textAt(value, key) ?? '');
  return parts[0] || parts.length > 2 ? parts.join(' ') : undefined;
}

function selfRelations(entry: Entry): Fault[] {
  const own = textAt(entry.value, 'slug');
  const relations = [
    { section: 'organizations', list: 'affiliations', key: 'organization' },
    { section: 'programs', list: 'related', key: 'program' },
  ].filter(({ section }) => section === entry.section);
  return relations.flatMap(({ list, key }) =>
    listAt(entry.value, list).flatMap((item, index) =>
      own !== undefined && textAt(item, key) === own
        ? [
            faultIn(
              entry,
              [list, index, key],
              `"${own}" is related to itself: name another one, or remove the relation`,
            ),
          ]
        : [],
    ),
  );
}

function parentCycles(organizations: readonly Entry[]): Fault[] {
  const parents = new Map(organizations.map(({ value }) => [textAt(value, 'slug'), textAt(value, 'parent')]));
  return organizations.flatMap((entry) => {
    const circle = circleFrom(textAt(entry.value, 'slug'), parents);
    return circle ? [faultIn(entry, ['parent'], `the parents run in a circle (${circle}): remove one of them`)] : [];
  });
}

/** The way from a slug up to itself, as text; undefined where the way ends. */
function circleFrom(start: string | undefined, parents: ReadonlyMap<string | undefined, string | undefined>) {
  const way = [start];
  for (let next = parents.get(start); next !== undefined; next = parents.get(next)) {
    if (next === start) return [...way, next].join(' > ');
    if (way.includes(next)) return undefined;
    way.push(next);
  }
  return undefined;
}

function supportFaults(entry: Entry): Fault[] {
  const amount = valueAt(entry.value, 'supportMaxAmount') !== undefined;
  const currency = valueAt(entry.value, 'supportCurrency') !== undefined;
  if (entry.section !== 'programs' || amount === currency) return [];
  return amount
    ? [faultIn(entry, ['supportMaxAmount'], 'an amount needs a currency: add supportCurrency, e.g. USD')]
    : [faultIn(entry, ['supportCurrency'], 'a currency needs an amount: add supportMaxAmount, or remove the currency')];
}

function contactFaults(entry: Entry): Fault[] {
  if (entry.section !== 'contacts') return [];
  const nameless = ['name', 'email'].every((key) => valueAt(entry.value, key) === undefined);
  const targets = listAt(entry.value, 'assignments').flatMap((item, index) => {
    const given = ['organization', 'core', 'program'].filter((key) => valueAt(item, key) !== undefined);
    const message = `it is for ${given.length} records: give exactly one of organization, core and program`;
    return given.length === 1 ? [] : [faultIn(entry, ['assignments', index], message)];
  });
  return nameless ? [faultIn(entry, [], 'a contact needs a name or an email: add one'), ...targets] : targets;
}
