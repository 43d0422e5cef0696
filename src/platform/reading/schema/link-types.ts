import type { Linked } from '../model';
import { addField } from './dynamic';
import { describedEnum } from './enums';
import { linkTypesOf, typesOf, type LinkTypes } from './generated-types';
import { completeConnection, completeListArgs, completeListWhere } from './model-types';

export const LinkDirection = describedEnum(
  'LinkDirection',
  'The direction of a link between two records of one type.',
  {
    OUTGOING: 'From the record that you read to the record in the list.',
    INCOMING: 'From the record in the list to the record that you read.',
  },
);

/** Fills the generated types of a link, once every feature has added its relations. */
export function completeLinkTypes(relation: Linked): void {
  const types = linkTypesOf(relation);
  const { edge, connection, listArgs, listWhere } = types;
  completeConnection(relation.target, connection, edge);
  completeListArgs(listArgs, relation.target);
  completeListWhere(listWhere, relation.target);
  for (const argument of relation.arguments) {
    const options = { nullable: true, description: argument.description };
    addField(listArgs, argument.name, () => [argument.type], options);
    addField(listWhere, argument.name, () => [argument.type], options);
  }
  if (relation.mirrored) addDirection(types);
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

function addDirection({ edge, listArgs, listWhere }: LinkTypes): void {
  const options = { nullable: true, description: 'Only links in this direction. If left out, both directions.' };
  addField(listArgs, 'direction', () => LinkDirection, options);
  addField(listWhere, 'direction', () => LinkDirection, options);
  addField(edge, 'direction', () => LinkDirection, { description: 'The direction of the link.' });
}
