import type { Linked } from '../relation';
import { addField, argsClass, inputClass, objectClass, type TypeClass } from './dynamic';
import { describedEnum } from './enums';
import { completeConnection, completeListArgs, completeListWhere } from './model-types';
import { PageArgs } from './page-types';

export const LinkDirection = describedEnum('LinkDirection', 'Which way a link between two records of one type runs.', {
  OUTGOING: 'From the record that is read to the one in the list.',
  INCOMING: 'From the one in the list to the record that is read.',
});

/** The GraphQL types of a list whose edges carry data. */
export interface LinkTypes {
  readonly edge: TypeClass;
  readonly connection: TypeClass;
  readonly listArgs: TypeClass;
  readonly listWhere: TypeClass;
}

/** `Program.organizations` → `ProgramOrganizationsEdge`, `ProgramOrganizationsConnection`, … */
export function linkTypes(relation: Omit<Linked, 'types'>): LinkTypes {
  const name = relation.on.type + relation.name.charAt(0).toUpperCase() + relation.name.slice(1);
  const { plural } = relation.target.options;
  return {
    edge: objectClass(`${name}Edge`, `A link of \`${relation.on.type}.${relation.name}\`, with what it says.`),
    connection: objectClass(`${name}Connection`, `A page of \`${relation.on.type}.${relation.name}\`.`),
    listArgs: argsClass(`${name}Args`, PageArgs),
    listWhere: inputClass(`${name}Where`, `Conditions on the linked ${plural}; all that are given must hold.`),
  };
}

/** Fills the generated types of a link, once every feature has added its relations. */
export function completeLinkTypes(relation: Linked): void {
  const { edge, connection, listArgs, listWhere } = relation.types;
  completeConnection(relation.target, connection, edge);
  completeListArgs(listArgs, relation.target);
  completeListWhere(listWhere, relation.target);
  for (const argument of relation.arguments) {
    const options = { nullable: true, description: argument.description };
    addField(listArgs, argument.name, () => [argument.type], options);
    addField(listWhere, argument.name, () => [argument.type], options);
  }
  if (relation.mirrored) addDirection(relation.types);
  addField(edge, 'id', relation.link.column('id').type, { description: 'The id of the link itself.' });
  for (const property of relation.edge) {
    const { type, description, nullable } = relation.link.column(property);
    addField(edge, property, type, { description, nullable });
  }
  for (const inner of relation.link.relations.values()) {
    if (inner.kind !== 'hasMany') continue;
    addField(
      edge,
      inner.name,
      () => inner.target.types.connection,
      { description: inner.description },
      () => inner.target.types.listArgs,
    );
  }
}

function addDirection({ edge, listArgs, listWhere }: LinkTypes): void {
  const options = { nullable: true, description: 'Only links that run this way; both ways if left out.' };
  addField(listArgs, 'direction', () => LinkDirection, options);
  addField(listWhere, 'direction', () => LinkDirection, options);
  addField(edge, 'direction', () => LinkDirection, { description: 'Which way the link runs.' });
}
