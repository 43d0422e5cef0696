import type { Linked } from '../model';
import { addField } from './dynamic';
import { linkTypesOf, typesOf } from './generated-types';
import { completeConnection, completeListArgs, completeListWhere } from './model-types';
import { addNarrowing, LinkDirection } from './narrowing';

/** Fills the generated types of a link, once every feature has added its relations. */
export function completeLinkTypes(relation: Linked): void {
  const { edge, connection, listArgs, listWhere } = linkTypesOf(relation);
  completeConnection(relation.target, connection, edge);
  completeListArgs(listArgs, relation.target);
  completeListWhere(listWhere, relation.target);
  addNarrowing(relation, listArgs);
  addNarrowing(relation, listWhere);
  if (relation.mirrored)
    addField(edge, 'direction', () => LinkDirection, { description: 'The direction of the link.' });
  addField(edge, 'linkId', relation.link.column('id').type, {
    description:
      'The id of the link, for its mutations. An edge has no `id`: caches would take the edges at both ends of a link for one object.',
  });
  for (const property of relation.edge) {
    const { type, description, nullable } = relation.link.column(property);
    addField(edge, property, type, { description, nullable });
  }
  for (const inner of relation.link.relations.values()) {
    if (inner.kind !== 'hasMany') continue;
    addField(
      edge,
      inner.name,
      () => typesOf(inner.target).connection,
      { description: inner.description },
      () => typesOf(inner.target).listArgs,
    );
  }
}
