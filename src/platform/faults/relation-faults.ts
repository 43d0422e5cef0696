import type { EntityTables } from '../reading/column';
import type { Linked, Model, Relation } from '../reading/model';
import type { WrittenTypes } from '../writing';
import { writableProperties } from '../writing/model/writable';

/** A property that a relation reads by, and the model whose ids it must hold; none if it holds no ids, or those of several models. */
type Use = readonly [model: Model, property: string, target?: Model];

/** What relations need of the models that they connect. */
export function relationFaults(relations: readonly Relation[], writes: WrittenTypes, tables: EntityTables): string[] {
  return relations.flatMap((relation) => [
    ...usesOf(relation).flatMap((use) => useFaults(relation, use, tables)),
    ...directionFaults(relation),
    ...(relation.kind === 'linked' ? [...shapeFaults(relation), ...linkedFaults(relation, writes)] : []),
  ]);
}

function usesOf(relation: Relation): Use[] {
  const { on, target } = relation;
  if (relation.kind === 'belongsTo') return [[on, relation.by, target]];
  if (relation.kind === 'hasMany') {
    const { by, byType, orBy } = relation;
    const others = [byType, orBy].flatMap((property): Use[] => (property === undefined ? [] : [[target, property]]));
    return [byType === undefined ? [target, by, on] : [target, by], ...others];
  }
  const { link, from, to, edge } = relation;
  const shown = [...edge, ...relation.arguments.map(({ property }) => property)];
  return [[link, from, on], [link, to, target], ...shown.map((property): Use => [link, property])];
}

/** Properties that a relation names must be readable columns, because filters and pages read them, and lead to where the relation says. */
function useFaults({ on, name }: Relation, [model, property, target]: Use, tables: EntityTables): string[] {
  const named = `${on.type}.${name} names ${model.type}.${property}`;
  if (!model.columns.has(property)) return [`${named}, which is not a readable column; add @Readable to it.`];
  const actual = target && targetOf(model, property, tables);
  if (!actual || actual === target.entity) return [];
  return [
    `${named} as the id of ${target.options.noun}, but it refers to ${actual.name}; name another property or another model.`,
  ];
}

/** The class whose ids a property holds, by `@Reference` or `@ForeignKey`. */
function targetOf({ entity }: Model, property: string, tables: EntityTables): Model['entity'] | undefined {
  const reference = writableProperties(entity)
    .find((one) => one.property === property)
    ?.references?.();
  const key = tables
    .get(entity)
    ?.foreignKeys.find(({ columns }) => columns.length === 1 && columns[0]?.propertyName === property);
  return reference?.entity ?? (key?.referencedEntityMetadata.target as Model['entity'] | undefined);
}

function directionFaults({ on, name, needsIt, ...relation }: Relation): string[] {
  if (typeof needsIt !== 'object' || (relation.kind === 'linked' && relation.mirrored)) return [];
  return [`needsIt of ${on.type}.${name} names a direction, but only mirrored links have one; give true instead.`];
}

function shapeFaults({ on, name, target, from, to, mirrored }: Linked): string[] {
  return [
    ...(mirrored && on !== target
      ? [
          `${on.type}.${name} is mirrored and leads to ${target.type}; leave mirrored out: only links within one type have two directions.`,
        ]
      : []),
    ...(from === to ? [`${on.type}.${name} goes from ${from} to ${to}; name the two ends of the link.`] : []),
  ];
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
