import { printSchemaWithDirectives } from '@graphql-tools/utils';
import { extendSchema, GraphQLUnionType, parse, type GraphQLSchema } from 'graphql';
import type { HubContext } from '../context';
import { BadUserInput } from '../errors';
import { COST_BUDGET, LIMITS, ROW_BUDGET } from '../limits/limits';
import type { Info, Row } from '../reading';
import type { Model } from '../reading';
import { MAX_PAGE } from '../reading/types/page-types';

/** What a gateway sends to name a record: the type and one of its keys. */
type Representation = Readonly<Record<string, unknown>> & { readonly __typename: string };

const LINK = `@link(
    url: "https://specs.apollo.dev/federation/v2.9"
    import: ["@key", "@shareable", "@cost", "@listSize"]
  )`;

const DESCRIPTION = `The directory of a health-equity network: organizations, cores, programs and contacts, how they hang
together, and the source of every fact.

Limits of one request: a body of ${LIMITS.body / 1000} kB, ${LIMITS.tokens} tokens, depth ${LIMITS.depth}, ${LIMITS.aliases} aliases, ${LIMITS.rootFields} root
fields, variables ${LIMITS.variablesDepth} levels deep, ${MAX_PAGE} records a page, ${LIMITS.representations} representations of \`_entities\`.
An operation costs about one for each record that it could return if all its pages were full. Without
credentials it may cost ${COST_BUDGET.public}, and read ${ROW_BUDGET.public} records in fact.`;

/** The SDL that a composer reads: the hub's own types, with the directives of Federation 2.9. */
export function subgraphSdl(schema: GraphQLSchema): string {
  const types = printSchemaWithDirectives(schema).replace(/^schema\s*\{[^}]*\}\s*/m, '');
  return `"""\n${DESCRIPTION}\n"""\nschema\n  ${LINK} {\n  query: Query\n}\n\n${types.trim()}\n`;
}

/** Adds what a gateway asks of a subgraph: `_service` and `_entities`. */
export function withEntities(schema: GraphQLSchema, models: readonly Model[]): GraphQLSchema {
  const entities = new Map(models.filter((model) => model.options.keys).map((model) => [model.type, model]));
  const sdl = subgraphSdl(schema);
  const extended = extendSchema(schema, parse(federationTypes([...entities.keys()])), { assumeValidSDL: true });
  const query = extended.getQueryType()?.getFields() ?? {};
  Object.assign(query._service ?? {}, { resolve: () => ({ sdl }) });
  Object.assign(query._entities ?? {}, {
    resolve: (_root: unknown, args: { representations: readonly Representation[] }, context: HubContext, info: Info) =>
      resolveReferences(entities, args.representations, context, info),
  });
  const union = extended.getType('_Entity');
  if (union instanceof GraphQLUnionType) union.resolveType = (row: { readonly __typename?: string }) => row.__typename;
  return extended;
}

function federationTypes(entities: readonly string[]): string {
  return `
    "A record as a gateway names it: its type and one of its keys."
    scalar _Any
    "Any record that a gateway may refer to."
    union _Entity = ${entities.join(' | ')}
    "The subgraph as a gateway sees it."
    type _Service {
      "Its SDL."
      sdl: String!
    }
    extend type Query {
      "The subgraph itself; for gateways."
      _service: _Service!
      "Records by their keys; for gateways."
      _entities("The records, each by its type and one of its keys." representations: [_Any!]!): [_Entity]!
    }`;
}

function resolveReferences(
  entities: ReadonlyMap<string, Model>,
  representations: readonly Representation[],
  { reads }: HubContext,
  info: Info,
): Promise<(Row | null)[]> {
  if (representations.length > LIMITS.representations) {
    throw new BadUserInput(
      `_entities got ${representations.length} representations; at most ${LIMITS.representations} are answered.`,
    );
  }
  return Promise.all(
    representations.map(async (representation) => {
      const { model, key, value } = reference(entities, representation);
      const row = await reads.byKey(model, key, value, info);
      return row && { ...row, __typename: model.type };
    }),
  );
}

function reference(
  entities: ReadonlyMap<string, Model>,
  representation: Representation,
): { model: Model; key: string; value: string } {
  const model = entities.get(representation.__typename);
  if (!model) throw new BadUserInput(`_entities: there is no entity of type "${String(representation.__typename)}".`);
  for (const key of model.options.keys ?? []) {
    const value = representation[key];
    if (typeof value === 'string') return { model, key, value };
  }
  throw new BadUserInput(`_entities: a ${model.type} is named by ${(model.options.keys ?? []).join(' or ')}.`);
}
