import { getNamedType, isObjectType, type GraphQLField, type GraphQLSchema } from 'graphql';
import type { HasMany } from '../model';
import { mark } from './extensions';
import type { ListOf } from './list-work';

/** A built schema records which models its lists are for. */
const LIST = 'equityHubList';

/** Marks a connection type: all fields of that type list the same records. */
export function markConnection(schema: GraphQLSchema, name: string, list: ListOf): void {
  mark(schema.getType(name), LIST, list);
}

/** Marks a field of a type: it lists the records of a relation. */
export function markList(schema: GraphQLSchema, type: string, field: string, relation: HasMany): void {
  const object = schema.getType(type);
  const list: ListOf = { model: relation.target, relation };
  if (isObjectType(object)) mark(object.getFields()[field], LIST, list);
}

/** Extensions of a field whose list is that of a relation with some arguments. */
export function listed(list: ListOf): Readonly<Record<string, ListOf>> {
  return { [LIST]: list };
}

/** What a field lists with its arguments. */
export function listWith(list: ListOf, args: Readonly<Record<string, unknown>>): ListOf {
  const relation = list.relationWith?.(args);
  return relation ? { model: list.model, relation } : list;
}

/** The records that a field lists; undefined if it does not list records. */
export function listOf(field: GraphQLField<unknown, unknown>): ListOf | undefined {
  return (field.extensions[LIST] ?? getNamedType(field.type).extensions[LIST]) as ListOf | undefined;
}
