import { orderFaults, type Unique } from '../../platform/writing';
import { faultIn, isRecord, listAt, textAt, valueAt, type Entry } from './dataset.entries';
import type { Fault } from './dataset.faults';
import { linkName } from './dataset.names';
import type { Path } from './dataset.reader';
import { groupedEnd, type DatasetShape, type LinkShape, type RecordShape } from './dataset.shape';

/**
 * Rules about more than one value: duplicates, circles, and values that need each other. They check the records as written, so
 * that records with other faults are checked too.
 */
export function ruleFaults(shape: DatasetShape, entries: readonly Entry[]): Fault[] {
  const items = entries.flatMap((entry) => itemsOf(shape, entry));
  return [
    ...uniqueFaults(shape, entries),
    ...repeated(items),
    ...items.flatMap(linkFaults),
    ...shape.records.flatMap((type) =>
      circles(
        entries.filter((entry) => entry.shape === type),
        type,
      ),
    ),
    ...entries.flatMap(outerFaults),
    ...entries.flatMap(checkFaults),
  ];
}

interface Place {
  readonly entry: Entry;
  readonly path: Path;
  /** Places with equal keys are duplicates; places without a key never are. */
  readonly key: string | undefined;
}

/** A fault for each place whose key an earlier place already has. */
function repeated(places: readonly Place[]): Fault[] {
  const first = new Map<string, Place>();
  return places.flatMap((place) => {
    const earlier = place.key === undefined ? undefined : first.get(place.key);
    if (place.key !== undefined && !earlier) first.set(place.key, place);
    if (!earlier) return [];
    const { file, path } = earlier.entry;
    const where = `${file.name}:${file.lineOf([...path, ...earlier.path])}`;
    return [faultIn(place.entry, place.path, `it is already given at ${where}: keep one of the two`)];
  });
}

function uniqueFaults({ records }: DatasetShape, all: readonly Entry[]): Fault[] {
  return records.flatMap(({ record, key, within }) => {
    const entries = all.filter(({ shape }) => shape.record === record);
    const byKey = entries.map((entry) => ({ entry, path: within ? [] : [key], key: entry.key }));
    const others = record.options.unique.filter(({ properties }) => !properties.includes(key));
    return [byKey, ...others.map((unique) => entries.map((entry) => uniquePlace(entry, unique)))].flatMap(repeated);
  });
}

function uniquePlace(entry: Entry, { properties, ignoresCase }: Unique): Place {
  const names = properties.map((property) => writtenName(entry, property));
  const values = names.map((name) => valueAt(entry.value, name) ?? undefined);
  const key = values.includes(undefined) ? undefined : JSON.stringify(values).normalize();
  return { entry, path: names.slice(-1), key: ignoresCase ? key?.toLowerCase() : key };
}

function writtenName({ shape }: Entry, property: string): string {
  return shape.fields.find((field) => field.property.property === property)?.name ?? property;
}

/** A link as written. */
interface Item extends Place {
  readonly link: LinkShape;
  readonly value: unknown;
}

/** All links of a record, except those in groups, which can neither be repeated nor lead to the record itself. */
function itemsOf(shape: DatasetShape, entry: Entry): Item[] {
  return entry.shape.links
    .filter((link) => !groupedEnd(shape, link))
    .flatMap((link) =>
      listAt(entry.value, link.list).map((value, index) => ({
        entry,
        link,
        value,
        path: [link.list, index],
        key: writtenLinkName(entry, link, value),
      })),
    );
}

function writtenLinkName(entry: Entry, { link, holder, ends, fields }: LinkShape, value: unknown): string | undefined {
  const names = [...ends, ...fields.map(({ name, property }) => ({ name, property: property.property }))];
  return linkName(link, {
    ...Object.fromEntries(names.map(({ name, property }) => [property, textAt(value, name)])),
    [holder.property]: entry.key,
  });
}

function linkFaults({ entry, link, path, value }: Item): Fault[] {
  const { ends, holder, fields } = link;
  const targets = ends.filter(({ required }) => !required).map(({ name }) => name);
  const given = targets.filter((name) => valueAt(value, name) !== undefined);
  const own = ends.filter(
    ({ model, name }) => model === holder.model && entry.key && textAt(value, name) === entry.key,
  );
  const row = Object.fromEntries(fields.map(({ name, property }) => [property.property, textAt(value, name)]));
  const properties = fields.map(({ property }) => property);
  return [
    ...own.map(({ name }) =>
      faultIn(entry, [...path, name], `"${entry.key}" is linked to itself: give another record, or remove the link`),
    ),
    ...(targets.length === 0 || given.length === 1
      ? []
      : [faultIn(entry, path, `it names ${given.length} records: give exactly one of ${inWords(targets)}`)]),
    ...orderFaults(properties, row).map(([name, , other]) =>
      faultIn(entry, [...path, name], `it is before ${other}: correct one of the two`),
    ),
  ];
}

/** `organization, core and program` */
function inWords(names: readonly string[]): string {
  return names.join(', ').replace(/, ([^,]*)$/, ' and $1');
}

/** Circles of references between records of one type, such as parents. */
function circles(entries: readonly Entry[], { fields, record }: RecordShape): Fault[] {
  const own = fields.filter(({ property }) => property.references?.() === record.model);
  return own.flatMap(({ name }) => {
    const ways = new Map(entries.map(({ key, value }) => [key, textAt(value, name)]));
    return entries.flatMap((entry) => {
      const circle = circleFrom(entry.key, ways);
      return circle ? [faultIn(entry, [name], `the ${name}s form a circle (${circle}): remove one of them`)] : [];
    });
  });
}

/** The chain of references from a key back to itself, as text; undefined if there is none. */
function circleFrom(start: string | undefined, ways: ReadonlyMap<string | undefined, string | undefined>) {
  const way = [start];
  for (let next = ways.get(start); next !== undefined; next = ways.get(next)) {
    if (next === start) return [...way, next].join(' > ');
    if (way.includes(next)) return undefined;
    way.push(next);
  }
  return undefined;
}

/** References to the own type that lead out of the record inside which the entry stands. */
function outerFaults({ key, holder, ...entry }: Entry): Fault[] {
  const { fields, record } = entry.shape;
  if (holder?.key === undefined) return [];
  return fields.flatMap(({ name, property }) => {
    const given = property.references?.() === record.model ? textAt(entry.value, name) : undefined;
    if (given === undefined || given.startsWith(`${holder.key}:`)) return [];
    const message = `${given} is within another record than ${key}: give one of ${holder.key}, or remove it`;
    return [faultIn(entry, [name], message)];
  });
}

/** The checks that the record type has for mutations. */
function checkFaults(entry: Entry): Fault[] {
  const { fields, record } = entry.shape;
  if (!isRecord(entry.value)) return [];
  const row = Object.fromEntries(fields.map(({ name, property }) => [property.property, valueAt(entry.value, name)]));
  const faults = [...(record.options.check?.(row) ?? []), ...orderFaults(record.properties, row)];
  return faults.map(([property, message, neededBy]) => {
    const at = row[property] === undefined ? (neededBy ?? property) : property;
    return faultIn(entry, [writtenName(entry, at)], message.replace(/\.$/, ''));
  });
}
