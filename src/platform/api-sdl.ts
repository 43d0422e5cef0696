import { parse, print, printSchema, type GraphQLSchema } from 'graphql';
import { rootsFirst } from './subgraph/subgraph';

const HEADER =
  '# The schema for clients: for code generators, relay-compiler and editors. A gateway composes hub.graphql instead.';

/** The schema as clients see it: with `node` and `nodes`, without the fields and directives that are for gateways. */
export function apiSdl(schema: GraphQLSchema): string {
  return `${HEADER}\n\n${print(rootsFirst(parse(printSchema(schema))))}\n`;
}
