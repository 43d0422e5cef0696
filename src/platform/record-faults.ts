import type { EntityMetadata } from 'typeorm';
import type { Model } from './reading/model';
import type { LinkModel, WriteModel, WrittenTypes } from './writing';

/** The columns that the writer fills by itself. */
const OWN = ['id', 'version', 'createdAt', 'updatedAt', 'archivedAt', 'assuredAt', 'assuredBy', 'mergedIntoId'];

/** What a model, its table and its WriteModel or LinkModel say of each other, and what of that is not there. */
export function tableFaults(model: Model, table: EntityMetadata, written?: WriteModel | LinkModel): string[] {
  return [...namedFaults(model), ...mergeFaults(model, table), ...(written ? requiredFaults(table, written) : [])];
}

/** Properties that the model's own options name. */
function namedFaults({ type, columns, options }: Model): string[] {
  const { keys = [], defaultOrder, label, search } = options;
  const named = {
    keys,
    defaultOrder,
    label: label ? [label] : [],
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

function mergeFaults({ type, options }: Model, table: EntityMetadata): string[] {
  if (!options.mergeable || table.findColumnWithPropertyName('mergedIntoId')) return [];
  return [`${type} is mergeable and has no column mergedIntoId; add one, or leave mergeable out.`];
}

/** Columns without which a row cannot be inserted, and for which nobody gives a value. */
function requiredFaults(table: EntityMetadata, { properties }: WriteModel | LinkModel): string[] {
  const given = new Set([...OWN, ...properties.map(({ property }) => property)]);
  return table.columns
    .filter(
      ({ propertyName, isNullable, default: initial }) =>
        !isNullable && initial === undefined && !given.has(propertyName),
    )
    .map(
      ({ propertyName }) =>
        `${table.targetName}.${propertyName} is required and not writable; add @Writable or @Reference.`,
    );
}

/** Properties that a WriteModel names. */
export function writeFaults({ model, options }: WriteModel): string[] {
  const named = [options.naturalKey, ...options.unique.flatMap(({ properties }) => properties)];
  return [
    ...[...new Set(named)]
      .filter((property) => !model.columns.has(property))
      .map((property) => `The WriteModel of ${model.type} names ${property}, which is not a readable column.`),
    ...(model.options.visible && !options.visibility
      ? [`${model.type} is not for everybody: give its WriteModel visibility, for its changes.`]
      : []),
  ];
}

/** What is known of a record that is not for everybody must not be learnt from a link to it. */
export function hiddenEndFaults({ model, options }: LinkModel, writes: WrittenTypes): string[] {
  const hidden = options.ends.filter((end) => writes.recordOf(end.model)?.options.visibility);
  const names = hidden.map((end) => end.model.type).join(' and ');
  return [
    ...(hidden.length > 0 && !model.options.visible
      ? [`${model.type} leads to ${names}, which is not for everybody; give its Model visible.`]
      : []),
    ...(hidden.length > 1 ? [`${model.type} leads to ${names}; a change can hide one of them only.`] : []),
  ];
}
