import {
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  type GraphQLInputField,
  type GraphQLInputObjectType,
} from 'graphql';
import { didYouMean, oneOfAll, suggests, type Subject } from './suggestion';

/** What other APIs call comparisons. */
const COMPARISONS: Readonly<Record<string, string>> = {
  equals: 'eq',
  is: 'eq',
  equal: 'eq',
  neq: 'ne',
  not: 'ne',
  nin: 'notIn',
  like: 'contains',
  ilike: 'contains',
  matches: 'contains',
  regex: 'contains',
  search: 'contains',
  iequals: 'eqIgnoreCase',
  equalsIgnoreCase: 'eqIgnoreCase',
  eqInsensitive: 'eqIgnoreCase',
  ieq: 'eqIgnoreCase',
  includes: 'has',
};

/** Which field was meant by one that an input type does not have. */
export function inputFieldAdvice(subject: Subject, name = '', typeName = ''): string | undefined {
  const type = inputType(subject, typeName);
  if (!type) return undefined;
  const fields = type.getFields();
  const comparison = COMPARISONS[name.replace(/^_/, '')];
  if (comparison !== undefined && fields[comparison] && fields['eq']) return didYouMean([`"${comparison}"`]);
  const order = orderBy(type, name);
  if (order !== undefined) return order;
  const within = byUse(Object.values(fields)).find((field) => holds(field, name, type));
  if (within) return didYouMean([`${within.name}: { ${name}: … }`]);
  return suggests(subject.error.message) ? undefined : oneOfAll(Object.keys(fields), `fields of ${typeName}`);
}

/** `name` first: what clients most often compare. */
function byUse(fields: readonly GraphQLInputField[]): GraphQLInputField[] {
  return [...fields].sort((a, b) => Number(b.name === 'name') - Number(a.name === 'name'));
}

/** Whether a field takes an object with a field of this name. `not` and the like, which take the same type again, do not count. */
function holds({ type }: GraphQLInputField, name: string, parent: GraphQLInputObjectType): boolean {
  const named = getNamedType(type);
  return (
    isInputObjectType(named) &&
    named !== parent &&
    !isListType(getNullableType(type)) &&
    named.getFields()[name] !== undefined
  );
}

/** How to write what was given in the place of an object. @param typeName may have the marks of lists and of non-null types */
export function objectAdvice(subject: Subject, typeName = ''): string | undefined {
  if (subject.error.message.endsWith('found null.')) return 'Give a value; null is none.';
  const type = inputType(subject, typeName.replace(/[[\]!]/g, ''));
  if (!type) return undefined;
  const fields = type.getFields();
  if (fields['eq']) return didYouMean(['{ eq: … }']);
  if (fields['some']) return didYouMean(['{ some: { … } }']);
  const order = orderBy(type, 'name');
  if (order !== undefined) return order;
  const key = ['slug', 'name', 'id'].find((name) => isFilter(fields[name]));
  return key ? didYouMean([`{ ${key}: { eq: … } }`]) : 'Give an object, in braces.';
}

/** For the type of an order: how to order by this field. */
function orderBy(type: GraphQLInputObjectType, name: string): string | undefined {
  const { field, direction } = type.getFields();
  const values = field && direction && getNamedType(field.type);
  if (!isEnumType(values)) return undefined;
  const wanted = name.replace(/[A-Z]/g, '_$&').toUpperCase();
  const known = values.getValue(wanted)?.name ?? values.getValues()[0]?.name;
  return didYouMean([`[{ field: ${known}, direction: ASC }]`]);
}

function isFilter(field: GraphQLInputField | undefined): boolean {
  const type = field && getNamedType(field.type);
  return isInputObjectType(type) && type.getFields()['eq'] !== undefined;
}

function inputType({ schema }: Subject, name: string): GraphQLInputObjectType | undefined {
  const type = schema.getType(name);
  return isInputObjectType(type) ? type : undefined;
}

/** Which values an enum has, unless GraphQL has already asked for one that is similar. */
export function enumAdvice({ schema, error }: Subject, typeName = ''): string | undefined {
  const type = schema.getType(typeName);
  if (!isEnumType(type) || suggests(error.message)) return undefined;
  return oneOfAll(
    type.getValues().map(({ name }) => name),
    `values of ${typeName}`,
  );
}
