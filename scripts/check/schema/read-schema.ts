import { buildSchema, type GraphQLSchema } from 'graphql';

/** Builds a schema from a subgraph's SDL, which uses directives that the gateway defines. */
export function readSchema(sdl: string): GraphQLSchema {
  return buildSchema(sdl, { assumeValidSDL: true, assumeValid: true, noLocation: true });
}
