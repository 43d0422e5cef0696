import type { EntityTables } from './reading/column';
import type { Linked, Model, Relation } from './reading/model';
import { hiddenEndFaults, tableFaults, writeFaults } from './record-faults';
import type { LinkModel, WriteModel, WrittenTypes } from './writing';

/** The declarations of the features do not match. The hub does not start. */
export class DomainFaults extends Error {
  constructor(readonly faults: readonly string[]) {
    super(`The declarations of the features do not match:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
    this.name = 'DomainFaults';
  }
}

interface Parts {
  readonly models: readonly Model[];
  readonly relations: readonly Relation[];
  readonly writes: WrittenTypes;
  readonly loaded: readonly WriteModel[];
}

/** A message for each thing that one declaration needs and no other has. Each says what to do. */
export function domainFaults(parts: Parts, tables: EntityTables): string[] {
  const { models, relations, writes } = parts;
  const unknown = unknownModels(parts);
  if (unknown.length > 0) return unknown;
  return [
    ...repeatedNames(models, relations),
    ...relations.flatMap(relationFaults),
    ...writes.links.flatMap((link) => linkFaults(link, writes)),
    ...relations.filter(isLinked).flatMap((relation) => linkedFaults(relation, writes)),
    ...models.flatMap((model) => {
      const table = tables.get(model.entity);
      return table ? tableFaults(model, table, writes.recordOf(model) ?? writes.linkOf(model)) : [];
    }),
    ...writes.records.flatMap(writeFaults),
    ...writes.links.flatMap((link) => hiddenEndFaults(link, writes)),
  ];
}

function unknownModels({ models, relations, writes, loaded }: Parts): string[] {
  const used = [
    ...relations.flatMap((relation) => [relation.on, relation.target, ...(isLinked(relation) ? [relation.link] : [])]),
    ...[...writes.records, ...loaded].flatMap(({ model, properties }) => [model, ...referenced(properties)]),
    ...writes.links.flatMap(({ model, properties, options }) => [
      model,
      ...referenced(properties),
      ...options.ends.map((end) => end.model),
    ]),
  ];
  const unknown = new Set(used.filter((model) => !models.includes(model)));
  return [...unknown].map(({ type }) => `${type} is used but not declared; add it to the models of its feature.`);
}

function referenced(properties: LinkModel['properties']): Model[] {
  return properties.flatMap(({ references }) => (references ? [references()] : []));
}

function repeatedNames(models: readonly Model[], relations: readonly Relation[]): string[] {
  return models.flatMap((model) => {
    const names = relations.filter(({ on }) => on === model).map(({ name }) => name);
    const taken = names.filter((name, index) => names.indexOf(name) !== index || model.columns.has(name));
    return taken.map((name) => `${model.type}.${name} is declared twice; rename one of the two.`);
  });
}

/** Properties that a relation names must be readable columns, because filters and pages read them. */
function relationFaults(relation: Relation): string[] {
  const field = `${relation.on.type}.${relation.name}`;
  const wanted: [Model, readonly (string | undefined)[]][] = isLinked(relation)
    ? [[relation.link, [relation.from, relation.to, ...relation.edge, ...relation.arguments.map((a) => a.property)]]]
    : relation.kind === 'hasMany'
      ? [[relation.target, [relation.by, relation.byType]]]
      : [[relation.on, [relation.by]]];
  return wanted.flatMap(([model, properties]) =>
    properties.flatMap((property) =>
      property === undefined || model.columns.has(property)
        ? []
        : [`${field} names ${model.type}.${property}, which is not a readable column; add @Readable to it.`],
    ),
  );
}

/** If a declaration of a link were incomplete, its data would silently be missing in histories, past states and messages. */
function linkFaults({ model, options, properties }: LinkModel, writes: WrittenTypes): string[] {
  const named = [...options.ends.map(({ property }) => property), ...options.key];
  const missing = named.filter((name) => !properties.some(({ property }) => property === name));
  const owners = options.ends.filter(({ field }) => field !== undefined);
  return [
    ...missing.map((name) => `${model.type}.${name} is not writable; add @Reference or @Writable to it.`),
    ...(owners.length > 0
      ? []
      : [`${model.type} belongs to no record; name, at one end of its LinkModel, the field that lists the links.`]),
    ...owners.flatMap(({ model: owner, field }) => [
      ...(writes.recordOf(owner)
        ? []
        : [`${owner.type} owns ${model.type}; add its WriteModel to the records of its feature.`]),
      ...(listsLinks(owner.relations.get(String(field)), model)
        ? []
        : [`${owner.type}.${field} does not list ${model.type}, although its LinkModel says so; add the relation.`]),
    ]),
  ];
}

function listsLinks(relation: Relation | undefined, link: Model): boolean {
  if (!relation || relation.kind === 'belongsTo') return false;
  return relation.kind === 'linked' ? relation.link === link : relation.target === link;
}

/** In a list over links, the records change with each link, so the link needs a LinkModel. */
function linkedFaults({ on, name, link, from, to }: Linked, writes: WrittenTypes): string[] {
  const written = writes.linkOf(link);
  if (!written) return [`${on.type}.${name} lists by ${link.type}; add its LinkModel to the links of its feature.`];
  const ends = written.options.ends.map(({ property }) => property);
  return [from, to]
    .filter((property) => !ends.includes(property))
    .map(
      (property) => `${link.type}.${property} is an end of ${on.type}.${name}; add it to the ends of its LinkModel.`,
    );
}

function isLinked(relation: Relation): relation is Linked {
  return relation.kind === 'linked';
}
