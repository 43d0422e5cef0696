import { getMetadataStorage } from 'type-graphql';
import type { EntityMetadata } from 'typeorm';
import { isVisibility } from '../change-log/visibility';
import type { Column } from '../reading/column';
import type { Model } from '../reading/model';
import { filterKind } from '../reading/readable';
import { HubRecord } from '../record';
import type { LinkModel, WriteModel, WrittenTypes } from '../writing';
import { ruleFaults } from './rule-faults';
import { modelIndexFaults, writeIndexFaults } from './index-faults';

/** What a model, its table and its WriteModel or LinkModel say of each other, and what of that is not there. */
export function recordFaults(
  model: Model,
  table: EntityMetadata,
  written: WriteModel | LinkModel | undefined,
  writes: WrittenTypes,
): string[] {
  const record = writes.recordOf(model);
  return [
    ...wordFaults(model),
    ...namedFaults(model),
    ...searchFaults(model),
    ...mergeFaults(model, table),
    ...[...model.columns.values()].flatMap((column) => columnFaults(model, column, table, written)),
    ...modelIndexFaults(model, table),
    ...(model.options.asOf && !record
      ? [`${model.type} shows past states but has no history; add its WriteModel to records, or leave asOf out.`]
      : []),
    ...(written ? writtenFaults(table, written) : []),
    ...(record ? [...writeFaults(record), ...visibilityFaults(record)] : []),
  ];
}

/** What the schema and messages say of the model. */
function wordFaults({ type, entity, options: { noun }, columns, relations }: Model): string[] {
  const shown = getMetadataStorage().objectTypes.find(({ target }) => target === (entity as Function))?.name;
  const silent = [...columns, ...relations].filter(([, { description }]) => description.trim() === '');
  return [
    ...(shown !== undefined && shown !== type
      ? [`The Model of ${type} is of a class with @ObjectType('${shown}'); give both the same name.`]
      : []),
    ...(/^an? \S/.test(noun) ? [] : [`The noun of ${type}, ${noun}, has no article; write it like "a program".`]),
    ...silent.map(([name]) => `${type}.${name} has an empty description; say what it is.`),
  ];
}

/** Properties that the model's own options name. */
function namedFaults({ type, columns, options }: Model): string[] {
  const { keys = [], defaultOrder, label, needs = {}, search } = options;
  const named = {
    keys,
    defaultOrder,
    label: label ? [label] : [],
    needs: Object.values(needs).flat(),
    // A search compares names, whatever else it looks at.
    search: search ? ['name', ...search.others, search.detail, ...(search.nameless ? [search.nameless] : [])] : [],
  };
  return Object.entries(named).flatMap(([option, properties]) =>
    properties
      .filter((property) => !columns.has(property))
      .map(
        (property) => `${option} of ${type} names ${property}, which is not a readable column; add @Readable to it.`,
      ),
  );
}

/** The SQL of a search puts texts into one array, or takes an array as it is. */
function searchFaults({ type, columns, options: { search } }: Model): string[] {
  if (!search) return [];
  const kindOf = (property: string): Column['filter'] | undefined => columns.get(property)?.filter;
  const texts = ['name', search.detail, ...(search.nameless ? [search.nameless] : [])];
  const strange = [
    ...texts.filter((property) => kindOf(property) === 'StringList'),
    ...[...texts, ...search.others].filter((property) => {
      const kind = kindOf(property);
      return kind !== undefined && kind !== 'String' && kind !== 'StringList';
    }),
  ];
  const list = search.others.find((property) => kindOf(property) === 'StringList');
  return [
    ...strange.map((property) => `search of ${type} names ${property}, which is not a text; name another property.`),
    ...(list !== undefined && search.others.length > 1
      ? [`search of ${type} names the list ${list} beside other properties; a list must be the only one of others.`]
      : []),
  ];
}

function mergeFaults({ type, options }: Model, table: EntityMetadata): string[] {
  if (!options.mergeable || table.findColumnWithPropertyName('mergedIntoId')) return [];
  return [`${type} is mergeable and has no column mergedIntoId; add one, or leave mergeable out.`];
}

/** Where a column and its field differ, a read or a write fails in use. */
function columnFaults(
  { type }: Model,
  { property, nullable, filter, filterable }: Column,
  table: EntityMetadata,
  written?: WriteModel | LinkModel,
): string[] {
  const column = table.findColumnWithPropertyName(property);
  if (!column) return [];
  const isWritten = written?.properties.some((one) => one.property === property);
  return [
    ...(column.isNullable && !nullable
      ? [`${type}.${property} can be null in its table; give its @Readable nullable too.`]
      : []),
    ...(!column.isNullable && nullable && isWritten
      ? [`${type}.${property} cannot be null in its table; leave nullable out of its @Readable.`]
      : []),
    ...(column.isArray !== (filter === 'StringList')
      ? [`${type}.${property} is a list either in its table or in the schema; make it one in both.`]
      : []),
    ...(column.isArray && filterable && column.type !== 'text'
      ? [`${type}.${property} is a list that where cannot compare; give its @Readable filterable: false.`]
      : []),
  ];
}

/** What the writer needs of a table. */
function writtenFaults(table: EntityMetadata, written: WriteModel | LinkModel): string[] {
  const { model, properties } = written;
  const given = new Set(properties.map(({ property }) => property));
  const missing = table.columns.filter(
    ({ propertyName, isNullable, isPrimary, default: initial }) =>
      !isNullable && !isPrimary && initial === undefined && !given.has(propertyName),
  );
  return [
    ...(model.entity.prototype instanceof HubRecord
      ? []
      : [`${model.type} is written but has no version and times; let its class extend HubRecord or NamedRecord.`]),
    ...missing.map(
      ({ propertyName }) =>
        `${table.targetName}.${propertyName} is required and not writable; add @Writable or @Reference.`,
    ),
    ...referenceFaults(table, written),
    ...orderedFaults(written),
    ...ruleFaults(table, written),
    ...writeIndexFaults(written, table),
  ];
}

/** A day can be compared with a day, and a year with a year. */
function orderedFaults({ model, properties }: WriteModel | LinkModel): string[] {
  return properties.flatMap((property) => {
    const other = properties.find((one) => one.property === property.notBefore);
    const kind = filterKind(property);
    const isComparable = other && kind === filterKind(other) && (kind === 'Date' || kind === 'Int');
    if (property.notBefore === undefined || isComparable) return [];
    return [
      `${model.type}.${property.property} must not be before ${property.notBefore}; make both writable, and days or years.`,
    ];
  });
}

/** Postgres accepts the ids of one table, and the hub looks for those of another. */
function referenceFaults({ foreignKeys }: EntityMetadata, { model, properties }: WriteModel | LinkModel): string[] {
  return properties.flatMap(({ property, references }) => {
    const key = foreignKeys.find(({ columns }) => columns.length === 1 && columns[0]?.propertyName === property);
    const target = references?.();
    if (!key || !target || key.referencedEntityMetadata.target === target.entity) return [];
    return [
      `${model.type}.${property} has @Reference to ${target.type} and @ForeignKey to ${key.referencedEntityMetadata.targetName}; correct one of the two.`,
    ];
  });
}

/** For whom the changes of a record are must be a known word, whatever words the record itself has. */
function visibilityFaults({ model, options, properties }: WriteModel): string[] {
  const first = Object.fromEntries(properties.map(({ property, initial }) => [property, initial]));
  const others = properties.flatMap((property) => {
    const kind = filterKind(property);
    return typeof kind === 'object' ? Object.keys(kind).map((word) => ({ ...first, [property.property]: word })) : [];
  });
  const given: unknown[] = options.visibility ? [first, ...others].map(options.visibility) : [];
  const strange = given.filter((word) => word !== undefined && word !== 'undefined' && !isVisibility(word));
  return strange.map(
    (word) => `visibility of ${model.type} gives ${String(word)}; let it give PUBLIC, PARTNER or INTERNAL.`,
  );
}

/** Properties that a WriteModel names, and who may see its changes. */
function writeFaults({ model, options }: WriteModel): string[] {
  const { naturalKey, unique } = options;
  const named = [...naturalKey, ...unique.flatMap(({ properties }) => properties)];
  return [
    ...[...new Set(named)]
      .filter((property) => !model.columns.has(property))
      .map((property) => `The WriteModel of ${model.type} names ${property}, which is not a readable column.`),
    ...(unique.some(({ properties }) => properties.join() === naturalKey.join())
      ? []
      : [
          `The naturalKey of ${model.type}, ${naturalKey.join(', ')}, may be that of several records; add { properties: [${naturalKey.map((one) => `'${one}'`).join(', ')}] } to unique.`,
        ]),
    ...(model.options.visible && !options.visibility
      ? [`${model.type} is not for everybody: give its WriteModel visibility, for its changes.`]
      : []),
    ...(options.visibility && !model.options.visible
      ? [`The changes of ${model.type} are not for everybody, but its records are; give its Model visible.`]
      : []),
  ];
}
