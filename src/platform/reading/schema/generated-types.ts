import { capital } from '../../naming';
import { onceFor } from '../../once-for';
import type { Linked, Model } from '../model';
import { argsClass, inputClass, objectClass, type TypeClass } from './dynamic';
import { PageArgs } from './page-types';

/** The GraphQL types that are generated for a model. */
export interface ModelTypes {
  readonly where: TypeClass;
  readonly order: TypeClass;
  readonly edge: TypeClass;
  readonly connection: TypeClass;
  readonly listArgs: TypeClass;
  /** The arguments of the root list. */
  readonly rootArgs: TypeClass;
  /** `some`, `none` and `every` over a list of this model. */
  readonly listWhere: TypeClass;
}

/** The GraphQL types of a model. They are created empty on first use; `completeModelTypes` fills them when the schema is built. */
export const typesOf = onceFor(({ options: { type, noun, plural } }: Model): ModelTypes => ({
  where: inputClass(`${type}Where`, `A filter of ${plural}. All given conditions must hold.`),
  order: inputClass(`${type}Order`, `One sort key of a list of ${plural}.`),
  edge: objectClass(`${type}Edge`, `${capital(noun)} in a list, with its cursor.`),
  connection: objectClass(`${type}Connection`, `A page of ${plural}.`),
  listArgs: argsClass(`${type}ListArgs`, PageArgs),
  rootArgs: argsClass(`${type}RootArgs`, PageArgs),
  listWhere: inputClass(`${type}ListWhere`, `Conditions on a list of ${plural}. All given conditions must hold.`),
}));

/** The GraphQL types of a list whose edges have data. */
export interface LinkTypes {
  readonly edge: TypeClass;
  readonly connection: TypeClass;
  readonly listArgs: TypeClass;
  readonly listWhere: TypeClass;
}

/** The same for a list over links: `Program.organizations` → `ProgramOrganizationsEdge`, `ProgramOrganizationsConnection`, … */
export const linkTypesOf = onceFor(({ on, name, target }: Linked): LinkTypes => {
  const field = `${on.type}.${name}`;
  const prefix = on.type + capital(name);
  return {
    edge: objectClass(`${prefix}Edge`, `A link of \`${field}\`, with its data.`),
    connection: objectClass(`${prefix}Connection`, `A page of \`${field}\`.`),
    listArgs: argsClass(`${prefix}Args`, PageArgs),
    listWhere: inputClass(
      `${prefix}Where`,
      `Conditions on the linked ${target.options.plural}. All given conditions must hold.`,
    ),
  };
});
