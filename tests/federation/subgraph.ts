import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  buildASTSchema,
  extendSchema,
  isAbstractType,
  isObjectType,
  parse,
  type DocumentNode,
  type GraphQLFieldResolver,
  type GraphQLSchema,
} from 'graphql';
import { createHandler } from 'graphql-http/lib/use/http';

/** What a gateway knows of a record when it asks for more. */
export type Representation = { readonly __typename: string } & Readonly<Record<string, unknown>>;

/** A subgraph beside the hub. */
export interface Neighbour {
  readonly name: string;
  readonly sdl: string;
  readonly resolvers: Readonly<Record<string, Readonly<Record<string, GraphQLFieldResolver<never, unknown, never>>>>>;
  /** Its types with a key. */
  readonly entities: readonly string[];
  /** What it knows of a record beyond what the gateway does; null for a record that there is not. */
  readonly find?: (representation: Representation) => object | null;
}

export interface RunningNeighbour {
  readonly name: string;
  readonly sdl: string;
  readonly url: string;
  close(): Promise<void>;
}

/** Serves a neighbour on a free port of the loopback interface. */
export async function serveNeighbour(neighbour: Neighbour): Promise<RunningNeighbour> {
  const server = createServer(createHandler({ schema: executable(neighbour) }) as never);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const { name, sdl } = neighbour;
  return { name, sdl, url: `http://127.0.0.1:${port}/graphql`, close: () => closed(server) };
}

function executable({ sdl, resolvers, entities, find = () => ({}) }: Neighbour): GraphQLSchema {
  const own = buildASTSchema(asDefinitions(parse(sdl)), { assumeValid: true, assumeValidSDL: true });
  const schema = extendSchema(
    own,
    parse(`
      scalar _Any
      union _Entity = ${entities.join(' | ')}
      type _Service { sdl: String! }
      extend type Query { _service: _Service! _entities(representations: [_Any!]!): [_Entity]! }`),
    { assumeValid: true, assumeValidSDL: true },
  );
  resolve(schema, 'Query', {
    ...resolvers.Query,
    _service: () => ({ sdl }),
    _entities: (_root, { representations }: { representations: readonly Representation[] }) =>
      representations.map((representation) => {
        const found = find(representation);
        return found && { ...found, ...representation };
      }),
  });
  for (const [type, fields] of Object.entries(resolvers)) if (type !== 'Query') resolve(schema, type, fields);
  for (const type of Object.values(schema.getTypeMap())) {
    if (isAbstractType(type)) type.resolveType = (value: Representation) => value.__typename;
  }
  return schema;
}

/** An extension of a type that stands elsewhere is all that this subgraph has of it. */
function asDefinitions(document: DocumentNode): DocumentNode {
  const definitions = document.definitions.flatMap((definition) => {
    if (definition.kind === 'ObjectTypeExtension') return [{ ...definition, kind: 'ObjectTypeDefinition' } as never];
    return definition.kind === 'SchemaExtension' ? [] : [definition];
  });
  return { ...document, definitions };
}

function resolve(
  schema: GraphQLSchema,
  name: string,
  resolvers: Readonly<Record<string, GraphQLFieldResolver<never, unknown, never>>>,
): void {
  const type = schema.getType(name);
  if (!isObjectType(type)) throw new TypeError(`the neighbour has no type ${name}`);
  for (const [field, resolver] of Object.entries(resolvers)) {
    const found = type.getFields()[field];
    if (!found) throw new TypeError(`the neighbour has no field ${name}.${field}`);
    Object.assign(found, { resolve: resolver });
  }
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((done) => server.close(() => done()));
}
