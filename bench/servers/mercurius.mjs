// Mercurius with its JIT turned on. Each loader and statement is written by hand, as a careful team would do for these queries.
import Fastify from 'fastify';
import mercurius from 'mercurius';
import { createPool } from './pool.mjs';
import { resolversFor } from './mercurius-resolvers.mjs';

const SCHEMA = `
  scalar _Any
  union _Entity = Program
  enum OrderField { NAME }
  enum ProgramStatus { PLANNED ACTIVE PAUSED COMPLETED DISCONTINUED }
  enum ProgramKind { PATHWAY INITIATIVE TRAINING CLINIC PARTNERSHIP STUDY RESOURCE }
  input Order { field: OrderField! }
  input ProgramStatusFilter { eq: ProgramStatus }
  input ProgramKindFilter { eq: ProgramKind }
  input ProgramWhere { status: ProgramStatusFilter, kind: ProgramKindFilter }
  type Query {
    program(id: ID!): Program
    programs(first: Int!, where: ProgramWhere, orderBy: [Order!]): ProgramConnection!
    organizations(first: Int!, after: String, orderBy: [Order!]): OrganizationConnection!
    _entities(representations: [_Any!]!): [_Entity]!
  }
  input UpdateProgramInput { id: ID! description: String }
  input UpsertProgramsInput { items: [UpdateProgramInput!]! }
  input CreateProgramInput { slug: String! name: String! kind: ProgramKind! status: ProgramStatus! description: String }
  type Mutation {
    updateProgram(input: UpdateProgramInput!): ProgramPayload!
    upsertPrograms(input: UpsertProgramsInput!): ProgramsPayload!
    createProgram(input: CreateProgramInput!): ProgramPayload!
  }
  type UserError { message: String! }
  type ProgramPayload { errors: [UserError!]! program: Program }
  type ProgramsPayload { errors: [UserError!]! programs: [Program]! }
  type Core { id: ID! name: String! }
  type Program {
    id: ID! name: String! description: String status: ProgramStatus! core: Core
    organizations(first: Int!): ProgramOrganizationConnection!
    contacts(first: Int!): ContactConnection!
  }
  type ProgramConnection { nodes: [Program!]! }
  type ProgramOrganizationConnection { edges: [ProgramOrganizationEdge!]! }
  type ProgramOrganizationEdge { role: String! node: Organization! }
  type Organization { id: ID! name: String! programs(first: Int!): OrganizationProgramConnection! }
  type PageInfo { endCursor: String }
  type OrganizationConnection { nodes: [Organization!]! pageInfo: PageInfo! }
  type OrganizationProgramConnection { edges: [OrganizationProgramEdge!]! }
  type OrganizationProgramEdge { role: String! node: Program! }
  type Contact { id: ID! name: String email: String }
  type ContactConnection { nodes: [Contact!]! }
`;

const app = Fastify({ logger: false });
const { resolvers, loaders } = resolversFor(createPool());
app.register(mercurius, {
  schema: SCHEMA,
  resolvers,
  loaders,
  jit: 1,
  path: '/graphql',
  subscription: false,
  graphiql: false,
});
await app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
