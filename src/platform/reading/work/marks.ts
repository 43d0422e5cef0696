import { getNamedType, isObjectType, type GraphQLField, type GraphQLInputType, type GraphQLSchema } from 'graphql';
import type { HasMany, Model } from '../model';
import type { ListOf } from './list-work';

/** A built schema records which models its lists and filters are for. It uses the extensions of fields and types, which stay with the schema. */
const LIST = 'equityHubList';
const FILTER = 'equityHubFilter';

interface Extended {
  extensions: Readonly<Record<string | symbol, unknown>>;
}

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

/** Marks an input type that filters records of a model. */
export function markFilter(schema: GraphQLSchema, name: string, model: Model): void {
  mark(schema.getType(name), FILTER, model);
}

/** The records that a field lists; undefined if it does not list records. */
export function listOf(field: GraphQLField<unknown, unknown>): ListOf | undefined {
  return (field.extensions[LIST] ?? getNamedType(field.type).extensions[LIST]) as ListOf | undefined;
}

/** The model whose records an argument filters; undefined if it is not a filter. */
export function filterOf(type: GraphQLInputType): Model | undefined {
  return getNamedType(type).extensions[FILTER] as Model | undefined;
}

function mark(place: Extended | undefined, name: string, value: unknown): void {
  if (place) place.extensions = { ...place.extensions, [name]: value };
}
