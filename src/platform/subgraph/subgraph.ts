import { extendSchema, GraphQLUnionType, parse, type GraphQLResolveInfo, type GraphQLSchema } from 'graphql';
import type { HubContext } from '../context';
import type { Model } from '../reading';
import { markRead } from '../reading/schema/read-marks';
import { resolveReferences } from './entity-references';

export { rootsFirst, subgraphSdl } from './sdl';

/** Adds the fields that a gateway needs from a subgraph: `_service`, which returns the SDL, and `_entities`. */
export function withEntities(schema: GraphQLSchema, models: readonly Model[], sdl: string): GraphQLSchema {
  const entities = new Map(models.filter((model) => model.options.keys).map((model) => [model.type, model]));
  const extended = extendSchema(schema, parse(federationTypes([...entities.keys()])), { assumeValidSDL: true });
  // Extending a schema loses its description.
  extended.description = schema.description;
  const query = extended.getQueryType()?.getFields() ?? {};
  Object.assign(query._service ?? {}, { resolve: () => ({ sdl }) });
  if (query._entities) markRead(query._entities, { kind: 'entities', models: entities });
  Object.assign(query._entities ?? {}, {
    resolve: (
      _root: unknown,
      args: { representations: readonly unknown[] },
      context: HubContext,
      info: GraphQLResolveInfo,
    ) => resolveReferences(entities, args.representations, context, info),
  });
  const union = extended.getType('_Entity');
  if (union instanceof GraphQLUnionType) union.resolveType = (row: { readonly __typename?: string }) => row.__typename;
  return extended;
}

function federationTypes(entities: readonly string[]): string {
  return `
    "A reference to a record from a gateway: its type and one of its keys."
    scalar _Any
    "Any record that a gateway can refer to."
    union _Entity = ${entities.join(' | ')}
    "The subgraph, as a gateway sees it."
    type _Service {
      "Its SDL."
      sdl: String!
    }
    extend type Query {
      "For gateways: the subgraph itself."
      _service: _Service!
      "For gateways: records by their keys, null for each record that is not found."
      _entities("References to the records, each with its type and one of its keys." representations: [_Any!]!): [_Entity]!
    }`;
}
