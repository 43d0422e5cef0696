import { LINK_KINDS } from '../change-log/change-kind';
import type { Model, Relation } from '../reading/model';
import type { LinkEnd, LinkModel, WrittenTypes } from '../writing';
import { repeated } from '../repeated';

/** If a declaration of a link were incomplete, its data would silently be missing in histories, past states and messages. */
export function linkFaults(link: LinkModel, writes: WrittenTypes): string[] {
  return [
    ...propertyFaults(link),
    ...kindFaults(link),
    ...ownerFaults(link, writes),
    ...hiddenEndFaults(link, writes),
    ...(link.options.identifies ? identifierFaults(link, writes) : []),
  ];
}

/** A history in which a link creates or archives its record would be read wrongly. */
function kindFaults({ model, options: { kinds } }: LinkModel): string[] {
  if (LINK_KINDS.some((pair) => pair.join() === kinds.join())) return [];
  const pairs = LINK_KINDS.map((pair) => pair.join(' and '));
  return [`The kinds of ${model.type} are ${kinds.join(' and ')}; give it one of these pairs: ${pairs.join(', ')}.`];
}

/** The ends are the properties that refer to records; the key and the data are the others. */
function propertyFaults({ model, options, properties }: LinkModel): string[] {
  const { ends, key } = options;
  const named = [...ends.map(({ property }) => property), ...key];
  const missing = named.filter((name) => !properties.some(({ property }) => property === name));
  const strange = properties.filter(
    ({ property, references }) => references && !ends.some((end) => end.property === property),
  );
  return [
    ...missing.map((name) => `${model.type}.${name} is not writable; add @Reference or @Writable to it.`),
    ...repeated(named).map((name) => `${model.type}.${name} is named twice by its LinkModel; name it once.`),
    ...strange.map(
      ({ property }) =>
        `${model.type}.${property} has @Reference but is no end of the link; add it to the ends of its LinkModel.`,
    ),
    ...ends.flatMap((end) => endFaults(model, end, properties)),
  ];
}

function endFaults({ type }: Model, { property, model }: LinkEnd, properties: LinkModel['properties']): string[] {
  const written = properties.find((one) => one.property === property);
  if (!written || written.references?.() === model) return [];
  return written.references
    ? [
        `${type}.${property} is an end at ${model.type}, but its @Reference is to ${written.references().type}; correct one of the two.`,
      ]
    : [`${type}.${property} is an end of the link; give it @Reference instead of @Writable.`];
}

function ownerFaults({ model, options }: LinkModel, writes: WrittenTypes): string[] {
  const owners = options.ends.filter(({ field }) => field !== undefined);
  if (owners.length === 0)
    return [`${model.type} belongs to no record; name, at one end of its LinkModel, the field that lists the links.`];
  return owners.flatMap(({ model: owner, field, property }) => [
    ...(writes.recordOf(owner)
      ? []
      : [`${owner.type} owns ${model.type}; add its WriteModel to the records of its feature.`]),
    ...listFaults(model, property, `${owner.type}.${field}`, owner.relations.get(String(field))),
  ]);
}

/** The list that an end names must begin at this end: otherwise the history and the list would have different links. */
function listFaults(link: Model, property: string, field: string, relation: Relation | undefined): string[] {
  const [listed, from] =
    relation?.kind === 'linked'
      ? [relation.link, relation.mirrored ? [relation.from, relation.to] : [relation.from]]
      : relation?.kind === 'hasMany'
        ? [relation.target, [relation.by]]
        : [];
  if (listed !== link)
    return [`${field} does not list ${link.type}, although its LinkModel says so; add the relation.`];
  if (from?.includes(property)) return [];
  return [
    `${field} lists ${link.type} by ${from?.join(' and ')}, but is the field of ${property} in its LinkModel; correct one of the two.`,
  ];
}

/** What is known of a record that is not for everybody must not be learnt from a link to it. */
function hiddenEndFaults({ model, options }: LinkModel, writes: WrittenTypes): string[] {
  const hidden = options.ends.filter((end) => writes.recordOf(end.model)?.options.visibility);
  const names = hidden.map((end) => end.model.type).join(' and ');
  return [
    ...(hidden.length > 0 && !model.options.visible
      ? [`${model.type} leads to ${names}, which is not for everybody; give its Model visible.`]
      : []),
    ...(hidden.length > 1 ? [`${model.type} leads to ${names}; a change can hide one of them only.`] : []),
  ];
}

/** `upsert` finds a record by the key of such a link, and logs it under the field of its end. */
function identifierFaults(link: LinkModel, writes: WrittenTypes): string[] {
  const { type } = link.model;
  const { ends, key } = link.options;
  return [
    ...(key.length === 0 ? [`${type} identifies records by its key, which is empty; name its properties in key.`] : []),
    ...link.data.map(
      ({ property }) =>
        `${type}.${property} stands beside the key of a link that identifies records, so nothing could change it; add it to key, or leave @Writable out.`,
    ),
    ...repeated(ends, ({ model }) => model).map(
      ({ model }) => `${type} identifies ${model.type} at two ends; keep one of them.`,
    ),
    ...ends.flatMap(({ property, model, field }) => {
      const first = writes.identifiersOf(model);
      return [
        ...(field === undefined
          ? [`${type} identifies the record at ${property}; name the field there that lists the links.`]
          : []),
        ...(first && first !== link
          ? [`${first.model.type} and ${type} both identify ${model.type}; leave identifies out at one of them.`]
          : []),
      ];
    }),
  ];
}
