import type { Domain } from '../../platform/domain';
import { fieldName } from '../../platform/naming';
import type { Model } from '../../platform/reading';
import { repeated } from '../../platform/repeated';
import { listName } from '../../platform/reading/schema/root-fields';
import {
  fieldOf,
  isRequired,
  type LinkEnd,
  type LinkModel,
  type WritableProperty,
  type WriteModel,
} from '../../platform/writing';

/** How a value of a record or a link is written in the files. */
export interface FieldShape {
  /** Its key in the files. For a reference, the name of the field with the record: `core` for `coreId`. */
  readonly name: string;
  readonly property: WritableProperty;
  readonly required: boolean;
  /** Whether each value needs its own citation. */
  readonly cited: boolean;
}

/** How the records of a type are written in the files. */
export interface RecordShape {
  /** The name of their list: in a file, or in the record that contains them. */
  readonly list: string;
  readonly record: WriteModel;
  /** The property by which other records refer to a record. */
  readonly key: string;
  /** The type of the records that contain them, if there is one. */
  readonly within: Model | undefined;
  /** The values other than the key. */
  readonly fields: readonly FieldShape[];
  readonly links: readonly LinkShape[];
}

/** How links of one type are written in the records of a type. */
export interface LinkShape {
  readonly list: string;
  readonly link: LinkModel;
  /** The end whose record has the list. */
  readonly holder: LinkEnd;
  /** The other ends, which a link names. */
  readonly ends: readonly EndShape[];
  readonly fields: readonly FieldShape[];
}

export interface EndShape extends LinkEnd {
  readonly name: string;
  readonly required: boolean;
}

/** What the files of a dataset can have. Derived from what the features declare. */
export interface DatasetShape {
  /** A type comes after the types that its records refer to. */
  readonly records: readonly RecordShape[];
  readonly links: readonly LinkModel[];
}

export function datasetShape({ writes }: Domain): DatasetShape {
  const records = inOrder(writes.records);
  return { records: records.map((record) => recordShape(record, writes.links)), links: writes.links };
}

/** The lists that a file can have. */
export function sectionsOf({ records }: DatasetShape): readonly RecordShape[] {
  return records.filter(({ within }) => !within);
}

/** The types whose records are within records of the model. */
export function partsOf({ records }: DatasetShape, model: Model): readonly RecordShape[] {
  return records.filter(({ within }) => within === model);
}

/**
 * The other end of links that are written in groups: `{ audiences: { residents: A9 } }`. These links have no values and only one other
 * end, and the record at that end is within another record, as a term is within its taxonomy.
 */
export function groupedEnd(shape: DatasetShape, { ends, fields }: LinkShape): EndShape | undefined {
  const [end, ...others] = ends;
  const isPart = shape.records.some(({ record, within }) => within !== undefined && record.model === end?.model);
  return isPart && others.length === 0 && fields.length === 0 ? end : undefined;
}

/** Messages for declarations of features that a dataset cannot represent. */
export function shapeFaults(domain: Domain): string[] {
  const { records, links } = datasetShape(domain);
  const known = records.map(({ record }) => record.model);
  return [
    ...records.flatMap((type) => [
      ...repeatedNames(type),
      ...type.links.flatMap(repeatedEnds),
      ...unknownProperties(type),
    ]),
    ...[...records.map(({ record }) => record), ...links].flatMap(({ model, properties }) =>
      properties
        .filter(({ references }) => references && !known.includes(references()))
        .map(
          ({ property }) =>
            `${model.type}.${property} leads to records that no dataset has; add their WriteModel to the records of their feature.`,
        ),
    ),
    ...links
      .filter((link) => holdersOf(link).length === 0)
      .map(({ model }) => `${model.type} is in no list of the dataset; name one of its ends in dataset.at.`),
  ];
}

function repeatedNames({ record, key, fields, links }: RecordShape): string[] {
  const names = [key, 'cite', ...[...fields, ...links].map((part) => ('list' in part ? part.list : part.name))];
  return repeated(names).map(
    (name) => `${record.model.type} has two things named ${name} in the dataset; give its link another dataset.list.`,
  );
}

function repeatedEnds({ link, ends, fields }: LinkShape): string[] {
  return repeated(['cite', ...[...ends, ...fields].map(({ name }) => name)]).map(
    (name) => `${link.model.type} has two things named ${name} in the dataset; give one of the two another name.`,
  );
}

function unknownProperties({ record }: RecordShape): string[] {
  const { within, dataset: { given = [], cited = [] } = {} } = record.options;
  return [...(within === undefined ? [] : [within]), ...given, ...cited]
    .filter((name) => !record.properties.some(({ property }) => property === name))
    .map(
      (name) => `${record.model.type}.${name} is named in its WriteModel, but is not writable; add @Writable to it.`,
    );
}

/** The ends whose records have the list of links. If two have the same list, the first. */
export function holdersOf({ options }: LinkModel): readonly LinkEnd[] {
  const { at } = options.dataset ?? {};
  const owners = options.ends.filter(({ property, field }) =>
    at === undefined ? field !== undefined : property === at,
  );
  return owners.filter(
    ({ model, field }, index) => owners.findIndex((other) => other.model === model && other.field === field) === index,
  );
}

function recordShape(record: WriteModel, links: readonly LinkModel[]): RecordShape {
  const { model, properties, options } = record;
  const { within, dataset: { key = 'slug', given = [], cited = [] } = {} } = options;
  const beside = properties.filter(({ property }) => property !== key && property !== within);
  return {
    list: listName(model),
    record,
    key,
    within: properties.find(({ property }) => property === within)?.references?.(),
    fields: beside.map((property) => ({
      name: fieldOf(model, property),
      property,
      required: isRequired(property) || [...given, ...(property.nullable ? [] : cited)].includes(property.property),
      cited: property.references !== undefined || cited.includes(property.property),
    })),
    links: links.flatMap((link) =>
      holdersOf(link)
        .filter((end) => end.model === model)
        .map((holder) => linkShape(link, holder)),
    ),
  };
}

function linkShape(link: LinkModel, holder: LinkEnd): LinkShape {
  const { options, targets, properties } = link;
  const others = options.ends.filter(({ property }) => property !== holder.property);
  const taken = targets.some(({ property }) => property === holder.property);
  return {
    list: options.dataset?.list ?? holder.field ?? listName(link.model),
    link,
    holder,
    ends: others
      .filter((end) => !(taken && targets.includes(end)))
      .map((end) => ({ ...end, name: fieldName(end.model.type), required: !targets.includes(end) })),
    fields: properties
      .filter(({ references }) => !references)
      .map((property) => ({ name: property.property, property, required: isRequired(property), cited: false })),
  };
}

/** Sorts types, each after the types that its records refer to. */
function inOrder(records: readonly WriteModel[]): WriteModel[] {
  const ordered = new Set<WriteModel>();
  const begun = new Set<WriteModel>();
  const place = (record: WriteModel): void => {
    if (begun.has(record)) return;
    begun.add(record);
    const targets = record.properties.map(({ references }) => references?.());
    records.filter(({ model }) => targets.includes(model)).forEach(place);
    ordered.add(record);
  };
  records.forEach(place);
  return [...ordered];
}
