import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildASTSchema, GraphQLObjectType, GraphQLUnionType, parse, type GraphQLSchema } from 'graphql';
import { createHandler } from 'graphql-http/lib/use/http';

/** A grant as the neighbour stores it; it knows the hub's organizations by id and its programs by slug. */
export interface Grant {
  readonly id: string;
  readonly title: string;
  readonly amount: number;
  readonly recipientId: string;
  readonly programSlug?: string;
}

/** The SDL of a subgraph beside the hub: it has grants, and adds them to the hub's organizations and programs. */
export const neighbourSdl = `
  schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable"]) {
    query: Query
  }
  scalar DateTime
  type Query {
    grants(first: Int = 20): GrantConnection!
  }
  interface Node {
    id: ID!
  }
  type Grant implements Node @key(fields: "id") {
    id: ID!
    title: String!
    amount: Int!
    awardedAt: DateTime
    recipient: Organization
    program: Program
  }
  type GrantConnection {
    nodes: [Grant!]!
    pageInfo: PageInfo!
  }
  type PageInfo @shareable {
    hasNextPage: Boolean!
    hasPreviousPage: Boolean!
    startCursor: String
    endCursor: String
  }
  type Organization @key(fields: "id") {
    id: ID!
    grants: [Grant!]!
    granted: Int!
  }
  type Program @key(fields: "slug") {
    slug: String!
    grants: [Grant!]!
  }
`;

const FEDERATION = `
  scalar _Any
  union _Entity = Grant | Organization | Program
  type _Service { sdl: String! }
  extend type Query {
    _service: _Service!
    _entities(representations: [_Any!]!): [_Entity]!
  }
`;

export interface Neighbour {
  readonly url: string;
  close(): Promise<void>;
}

/** Serves the neighbour on a free port of the loopback interface. */
export async function startNeighbour(grants: readonly Grant[]): Promise<Neighbour> {
  const server = createServer(createHandler({ schema: neighbourSchema(grants) }) as never);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/graphql`, close: () => closed(server) };
}

interface Reference {
  readonly __typename: string;
  readonly id?: string;
  readonly slug?: string;
}

function neighbourSchema(grants: readonly Grant[]): GraphQLSchema {
  const schema = buildASTSchema(parse(neighbourSdl + FEDERATION), { assumeValid: true, assumeValidSDL: true });
  const ofOrganization = ({ id }: Reference) => grants.filter((grant) => grant.recipientId === id);
  const ofProgram = ({ slug }: Reference) => grants.filter((grant) => grant.programSlug === slug);
  resolve(schema, 'Query', {
    grants: () => ({ nodes: grants, pageInfo: { hasNextPage: false, hasPreviousPage: false } }),
    _service: () => ({ sdl: neighbourSdl }),
    _entities: (_root, { representations }: { representations: readonly Reference[] }) =>
      representations.map((reference) => ({ ...grants.find(({ id }) => id === reference.id), ...reference })),
  });
  resolve(schema, 'Grant', {
    recipient: (grant: Grant) => ({ id: grant.recipientId }),
    program: (grant: Grant) => (grant.programSlug ? { slug: grant.programSlug } : null),
  });
  resolve(schema, 'Organization', {
    grants: ofOrganization,
    granted: (reference: Reference) => ofOrganization(reference).reduce((sum, { amount }) => sum + amount, 0),
  });
  resolve(schema, 'Program', { grants: ofProgram });
  const union = schema.getType('_Entity');
  if (union instanceof GraphQLUnionType) union.resolveType = (reference: Reference) => reference.__typename;
  return schema;
}

type Resolvers = Readonly<Record<string, (source: never, args: never) => unknown>>;

function resolve(schema: GraphQLSchema, name: string, resolvers: Resolvers): void {
  const type = schema.getType(name);
  if (!(type instanceof GraphQLObjectType)) throw new TypeError(`the neighbour has no type ${name}`);
  for (const [field, resolver] of Object.entries(resolvers))
    Object.assign(type.getFields()[field] ?? {}, { resolve: resolver });
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((done) => server.close(() => done()));
}
