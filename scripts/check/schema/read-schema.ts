import { buildSchema, type GraphQLSchema } from 'graphql';

/** The schema of a subgraph's SDL, which uses directives that the gateway defines. */
export function readSchema(sdl: string): GraphQLSchema {
  return buildSchema(sdl, { assumeValidSDL: true, assumeValid: true, noLocation: true });
}
