import { getNamedType, type GraphQLInputType, type GraphQLSchema } from 'graphql';
import type { Model } from '../model';
import { mark } from './extensions';

const FILTER = 'equityHubFilter';

/** Marks an input type that filters records of a model. */
export function markFilter(schema: GraphQLSchema, name: string, model: Model): void {
  mark(schema.getType(name), FILTER, model);
}

/** The model whose records an argument filters; undefined if it is not a filter. */
export function filterOf(type: GraphQLInputType): Model | undefined {
  return getNamedType(type).extensions[FILTER] as Model | undefined;
}
