import type { Linked, Model, Relation } from '../reading/model';
import { repeated } from '../repeated';

/** The fields of every filter. */
const WHERE = ['and', 'or', 'not'];
/** The arguments of every list, and the fields of every filter of a list. */
const LIST = ['first', 'after', 'last', 'before', 'includeArchived', 'where', 'orderBy', 'some', 'none', 'every'];
/** The fields of every edge of links. */
const EDGE = ['cursor', 'node', 'id'];

/** Names that two declarations give, or that the hub gives by itself: one of the two would silently replace the other. */
export function nameFaults(models: readonly Model[], relations: readonly Relation[]): string[] {
  return [
    ...models.flatMap((model) => fieldNames(model, relations)),
    ...relations.flatMap((relation) => (relation.kind === 'linked' ? linkedNames(relation) : [])),
  ];
}

function fieldNames(model: Model, relations: readonly Relation[]): string[] {
  const own = relations.filter(({ on }) => on === model).map(({ name }) => name);
  const names = [...model.columns.keys(), ...own];
  return [
    ...repeated(names).map((name) => `${model.type}.${name} is declared twice; rename one of the two.`),
    ...taken(names, WHERE).map((name) => `${model.type}.${name} has a name that every filter has; rename it.`),
  ];
}

function linkedNames({ on, name, link, edge, arguments: given, mirrored }: Linked): string[] {
  const field = `${on.type}.${name}`;
  const direction = mirrored ? ['direction'] : [];
  const lists = [...link.relations.values()].filter(({ kind }) => kind === 'hasMany').map((list) => list.name);
  return [
    ...repeated([...EDGE, ...direction, ...edge, ...lists]).map(
      (one) =>
        `The edges of ${field} have two fields named ${one}; leave it out of edge, or rename it in ${link.type}.`,
    ),
    ...repeated([...LIST, ...direction, ...given.map((argument) => argument.name)]).map(
      (one) => `${field} has two arguments named ${one}; rename the one that it declares.`,
    ),
  ];
}

function taken(names: readonly string[], others: readonly string[]): string[] {
  return names.filter((name) => others.includes(name));
}
