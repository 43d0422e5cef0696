import { serveNeighbour, type Neighbour, type Representation, type RunningNeighbour } from './subgraph';

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

/** A neighbour that has these grants. */
export function grantsNeighbour(grants: readonly Grant[]): Neighbour {
  const ofOrganization = ({ id }: Representation) => grants.filter((grant) => grant.recipientId === id);
  const ofProgram = ({ slug }: Representation) => grants.filter((grant) => grant.programSlug === slug);
  return {
    name: 'grants',
    sdl: neighbourSdl,
    entities: ['Grant', 'Organization', 'Program'],
    find: ({ id }) => grants.find((grant) => grant.id === id) ?? {},
    resolvers: {
      Query: { grants: () => ({ nodes: grants, pageInfo: { hasNextPage: false, hasPreviousPage: false } }) },
      Grant: {
        recipient: (grant: Grant) => ({ id: grant.recipientId }),
        program: (grant: Grant) => (grant.programSlug ? { slug: grant.programSlug } : null),
      },
      Organization: {
        grants: ofOrganization,
        granted: (reference: Representation) => ofOrganization(reference).reduce((sum, { amount }) => sum + amount, 0),
      },
      Program: { grants: ofProgram },
    },
  };
}

export function startNeighbour(grants: readonly Grant[]): Promise<RunningNeighbour> {
  return serveNeighbour(grantsNeighbour(grants));
}
