import type { Model } from '../../platform/reading';
import type { Values, WritableProperty } from '../../platform/writing';
import { citations } from '../citation.entity';
import type { Dataset } from './dataset.checker';
import type { Cite } from './dataset.citation';
import type { CitedValue, Groups, Parsed } from './dataset.forms';
import { linkName, recordName } from './dataset.names';
import { groupedEnd, partsOf, type DatasetShape, type LinkShape, type RecordShape } from './dataset.shape';

/** A row to insert. Its id is derived from its name. */
export interface Seed {
  readonly model: Model;
  readonly name: string;
  /** Its own values, by property. */
  readonly values: Values;
  /** The names of the rows that it refers to, by property. */
  readonly references: Readonly<Record<string, string>>;
}

/** A record or a link, with its citations and those of its fields. */
interface CitedSeed extends Seed {
  readonly cites: readonly CiteSeed[];
}

/** A citation, with the value that its source gives, or the name of the record that this is. */
interface CiteSeed {
  readonly field: string | null;
  readonly cite: Cite;
  readonly value?: unknown;
  readonly reference?: string | undefined;
}

/** All rows of the dataset, including links and citations. */
export function seedsOf(shape: DatasetShape, dataset: Dataset): Seed[] {
  const cited = dataset.flatMap((record) => recordSeeds(shape, record.shape, record.parsed));
  return [...cited, ...cited.flatMap(citationSeeds)];
}

/** @param holder the key of the record that contains it */
function recordSeeds(shape: DatasetShape, type: RecordShape, parsed: Parsed, holder?: string): CitedSeed[] {
  const { record, key: keyName, fields } = type;
  const { model, properties, options } = record;
  const own = String(parsed[keyName]);
  const key = holder === undefined ? own : `${holder}:${own}`;
  const given = fields.flatMap(({ name, property }) => {
    const value = parsed[name] as CitedValue | undefined;
    return value ? [{ name, property: property.property, ...value }] : [];
  });
  const values = {
    ...Object.fromEntries(given.map(({ property, is }) => [property, is])),
    [keyName]: own,
    ...(options.within !== undefined && { [options.within]: holder }),
  };
  const row = rowOf(properties, values);
  const cites = [
    ...citesOf(null, parsed.cite),
    ...given.flatMap(({ name, property, is, cite }) =>
      citesOf(name, cite).map((one) => ({ ...one, ...statedBy(properties, property, one.cite.gives ?? is) })),
    ),
  ];
  const seed = { model, name: recordName(record, key), ...row, cites };
  const parts = partsOf(shape, model).flatMap((part) =>
    itemsOf(parsed, part.list).flatMap((item) => recordSeeds(shape, part, item, key)),
  );
  const links = type.links.flatMap((link) => linksIn(shape, link, parsed).map((item) => linkSeed(link, item, key)));
  return [seed, ...parts, ...links];
}

/** @param holder the key of the record that has the list */
function linkSeed({ link, holder: end, ends, fields }: LinkShape, item: Parsed, holder: string): CitedSeed {
  const { model, properties } = link;
  const values = Object.fromEntries([
    [end.property, holder],
    ...ends.map(({ name, property }) => [property, item[name]]),
    ...fields.map(({ name, property }) => [property.property, item[name]]),
  ]) as Values;
  const parts = Object.entries(values).filter(([, value]) => value !== undefined);
  const name = linkName(link, Object.fromEntries(parts.map(([property, value]) => [property, String(value)])));
  return { model, name: String(name), ...rowOf(properties, values), cites: citesOf(null, item.cite) };
}

/** The links of a list. Links in groups are converted to `{ term: audiences:residents, cite: [...] }`. */
function linksIn(shape: DatasetShape, link: LinkShape, parsed: Parsed): readonly Parsed[] {
  const end = groupedEnd(shape, link);
  if (!end) return itemsOf(parsed, link.list);
  return Object.entries(parsed[link.list] as Groups).flatMap(([group, items = {}]) =>
    Object.entries(items).map(([key, cite]) => ({ [end.name]: `${group}:${key}`, cite })),
  );
}

function itemsOf(parsed: Parsed, list: string): readonly Parsed[] {
  return parsed[list] as readonly Parsed[];
}

/** The values of a new row, as a mutation would create it, and the names of the records that it refers to. */
function rowOf(properties: readonly WritableProperty[], given: Values): Pick<Seed, 'values' | 'references'> {
  const values: Record<string, unknown> = {};
  const names: Record<string, string> = {};
  for (const { property, references, initial, derived } of properties) {
    const value = given[property];
    if (references && typeof value === 'string') names[property] = `${references().table}:${value}`;
    else values[property] = value ?? initial ?? derived?.(given) ?? null;
  }
  return { values, references: names };
}

function statedBy(properties: readonly WritableProperty[], property: string, stated: unknown): Partial<CiteSeed> {
  const { values, references } = rowOf(properties, { [property]: stated });
  return { value: values[property], reference: references[property] };
}

function citesOf(field: string | null, cites: unknown): readonly CiteSeed[] {
  return ((cites ?? []) as readonly Cite[]).map((cite) => ({ field, cite }));
}

function citationSeeds({ model, name, cites }: CitedSeed): Seed[] {
  return cites.map(({ field, value, reference, cite: { source, from, to, assertion, note } }) => ({
    model: citations,
    name: `citation:${name}:${field ?? ''}:${source}${from}-${to}`,
    values: { recordType: model.table, field, lineFrom: from, lineTo: to, assertion, note: note ?? null, value },
    references: { recordId: name, sourceId: `source:${source}`, ...(reference !== undefined && { value: reference }) },
  }));
}
