// The root lists of the hub and what clients can ask of them, from its schema.
import { getNamedType, isEnumType, isInputObjectType, isNonNullType, isRequiredArgument } from 'graphql';

/**
 * @typedef {object} List
 * @property {string} field the root field
 * @property {string} where the name of its filter's type
 * @property {string[]} orders what it can be ordered by
 * @property {string[]} groups what it can be grouped by
 * @property {{ name: string, operators: string[] }[]} columns what can be compared in its filter
 */

/** Lists that have as few records at each size. */
const SMALL = ['cores', 'taxonomies', 'terms', 'sources'];

/** @returns {List[]} the lists that grow, and that everybody may read: the others are nullable */
export function listsOf(schema) {
  return Object.values(schema.getQueryType().getFields())
    .filter(({ name, args }) => args.some((argument) => argument.name === 'orderBy') && !SMALL.includes(name))
    .filter(({ type, args }) => isNonNullType(type) && !args.some(isRequiredArgument))
    .map((field) => listOf(field));
}

function listOf({ name: field, type, args }) {
  const where = inputOf(args, 'where');
  const groups = type.ofType.getFields().groups;
  return {
    field,
    where: where.name,
    orders: valuesOf(inputOf(args, 'orderBy').getFields().field.type),
    groups: groups ? valuesOf(groups.args.find(({ name }) => name === 'by').type) : [],
    columns: Object.values(where.getFields()).flatMap(({ name, type: filter }) => {
      const operators = isInputObjectType(filter) && /Filter$/.test(filter.name) ? Object.keys(filter.getFields()) : [];
      return operators.length > 0 ? [{ name, operators }] : [];
    }),
  };
}

function inputOf(args, wanted) {
  return getNamedType(args.find(({ name }) => name === wanted).type);
}

function valuesOf(type) {
  const named = getNamedType(type);
  return isEnumType(named) ? named.getValues().map(({ name }) => name) : [];
}
