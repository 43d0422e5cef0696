import { getNamedType, isObjectType, type GraphQLField, type GraphQLInputType, type GraphQLSchema } from 'graphql';
import type { HasMany, Model } from '../model';
import type { ListOf } from './list-work';

/** Where a built schema says what its lists and filters stand for: in the extensions of fields and types, which go wherever the schema goes. */
const LIST = 'equityHubList';
const FILTER = 'equityHubFilter';

interface Extended {
  extensions: Readonly<Record<string | symbol, unknown>>;
}

/** All fields that give such a page list the same records. */
export function markConnection(schema: GraphQLSchema, name: string, list: ListOf): void {
  mark(schema.getType(name), LIST, list);
}

/** The field of a type lists what a relation leads to. */
export function markList(schema: GraphQLSchema, type: string, field: string, relation: HasMany): void {
  const object = schema.getType(type);
  const list: ListOf = { model: relation.target, relation };
  if (isObjectType(object)) mark(object.getFields()[field], LIST, list);
}

/** An input type that filters records of a model. */
export function markFilter(schema: GraphQLSchema, name: string, model: Model): void {
  mark(schema.getType(name), FILTER, model);
}

/** What a field lists; nothing where it is no list of records. */
export function listOf(field: GraphQLField<unknown, unknown>): ListOf | undefined {
  return (field.extensions[LIST] ?? getNamedType(field.type).extensions[LIST]) as ListOf | undefined;
}

/** Whose records an argument filters; nothing where it is no filter. */
export function filterOf(type: GraphQLInputType): Model | undefined {
  return getNamedType(type).extensions[FILTER] as Model | undefined;
}

function mark(place: Extended | undefined, name: string, value: unknown): void {
  if (place) place.extensions = { ...place.extensions, [name]: value };
}
