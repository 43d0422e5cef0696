import type { Neighbour, Representation } from './subgraph';

/** Ids and slugs of records of the hub that neighbours refer to. */
export interface Known {
  readonly hospital: string;
  readonly merged: string;
  readonly archived: string;
  readonly unknown: string;
  readonly camp: string;
  readonly walk: string;
}

const link = (version: string, ...directives: string[]): string =>
  `@link(url: "https://specs.apollo.dev/federation/${version}", import: [${directives.map((name) => `"@${name}"`).join(', ')}])`;

interface Review {
  readonly __typename: 'Review';
  readonly id: string;
  readonly stars: number;
  readonly programId: string;
}

/** Federation 2.3; programs by id, with what it needs of them from the hub; a `Query.node` and a `Node` of its own. */
export function reviews({ camp, walk, unknown }: Known): Neighbour {
  const all: readonly Review[] = [
    { __typename: 'Review', id: 'r1', stars: 5, programId: camp },
    { __typename: 'Review', id: 'r2', stars: 3, programId: camp },
    { __typename: 'Review', id: 'r3', stars: 1, programId: walk },
    { __typename: 'Review', id: 'r4', stars: 2, programId: unknown },
  ];
  return {
    name: 'reviews',
    sdl: `
      schema ${link('v2.3', 'key', 'requires', 'external', 'provides', 'shareable')} { query: Query }
      scalar DateTime
      interface Node { id: ID! }
      enum ProgramStatus { PLANNED ACTIVE PAUSED COMPLETED DISCONTINUED }
      type Query { node(id: ID!): Node reviews: [Review!]! latest: Review }
      type Review implements Node @key(fields: "id") {
        id: ID!
        stars: Int!
        writtenAt: DateTime
        program: Program @provides(fields: "slug")
      }
      type Program @key(fields: "id") {
        id: ID!
        slug: String! @external
        name: String! @external
        status: ProgramStatus! @external
        reviews: [Review!]!
        headline: String @requires(fields: "name status")
      }`,
    entities: ['Review', 'Program'],
    find: ({ id }) => all.find((review) => review.id === id) ?? {},
    resolvers: {
      Query: {
        node: (_root, { id }: { id: string }) => all.find((review) => review.id === id),
        reviews: () => all,
        latest: () => all[0],
      },
      Review: {
        program: ({ programId }: Review) => ({
          id: programId,
          slug: { [camp]: 'camp', [walk]: 'walk' }[programId] ?? 'nowhere',
        }),
      },
      Program: {
        reviews: ({ id }: Representation) => all.filter(({ programId }) => programId === id),
        headline: ({ name, status }: Representation) => `${String(name)} is ${String(status).toLowerCase()}`,
      },
    },
  };
}

/** Federation 2.0, extending as Federation 1 did; organizations and cores by slug; a `PageInfo` that promises less. */
export function places(): Neighbour {
  const cities: Readonly<Record<string, string>> = { hospital: 'Philadelphia', nowhere: 'Atlantis' };
  const all = Object.entries(cities).map(([slug, city]) => ({ city, organization: { slug } }));
  return {
    name: 'places',
    sdl: `
      extend schema ${link('v2.0', 'key', 'shareable')}
      type Query { places: PlaceConnection! }
      type Place { city: String! organization: Organization }
      type PlaceConnection { nodes: [Place!]! pageInfo: PageInfo! }
      type PageInfo @shareable { hasNextPage: Boolean! hasPreviousPage: Boolean startCursor: String endCursor: String }
      extend type Organization @key(fields: "slug") { slug: String! place: Place }
      extend type Core @key(fields: "slug") { slug: String! room: String }`,
    entities: ['Organization', 'Core'],
    resolvers: {
      Query: { places: () => ({ nodes: all, pageInfo: { hasNextPage: false } }) },
      Organization: { place: ({ slug }: Representation) => all.find((place) => place.organization.slug === slug) },
      Core: { room: ({ slug }: Representation) => `Room of ${String(slug)}` },
    },
  };
}

/** Federation 2.9; prices of its own, and what is not for everyone; lists of references. */
export function invoices({ hospital, merged, archived, unknown }: Known): Neighbour {
  const billed = [hospital, unknown, merged, archived];
  return {
    name: 'invoices',
    sdl: `
      schema ${link('v2.9', 'key', 'cost', 'listSize', 'tag', 'inaccessible')} { query: Query }
      scalar JSON @tag(name: "invoices")
      type Query { billed: [Organization]! @cost(weight: 7) bill(size: InvoiceSize! = SMALL): Invoice }
      enum InvoiceSize @cost(weight: 3) { SMALL LARGE }
      type Invoice @cost(weight: 2) { number: Int! extra: JSON secret: String @inaccessible }
      type Organization @key(fields: "id") {
        id: ID!
        invoices(first: Int = 2 @cost(weight: 1)): [Invoice!]!
          @listSize(slicingArguments: ["first"], requireOneSlicingArgument: false)
      }`,
    entities: ['Organization'],
    resolvers: {
      Query: {
        billed: () => billed.map((id) => ({ id })),
        bill: (_root, { size }: { size: string }) => ({ number: size === 'LARGE' ? 2 : 1 }),
      },
      Organization: {
        invoices: (_organization, { first }: { first: number }) =>
          Array.from({ length: first }, (_, index) => ({ number: index + 1, extra: { paid: index > 0 } })),
      },
    },
  };
}

/** Federation 2.5; an interface with a key, whose types lead to programs. */
export function media({ camp }: Known): Neighbour {
  const films = [{ __typename: 'Film', id: 'm1', title: 'A summer', minutes: 12, about: { id: camp } }];
  return {
    name: 'media',
    sdl: `
      schema ${link('v2.5', 'key', 'shareable')} { query: Query }
      type Query { media: [Medium!]! }
      interface Medium @key(fields: "id") { id: ID! title: String! about: Program }
      type Film implements Medium @key(fields: "id") { id: ID! title: String! about: Program minutes: Int! }
      type Program @key(fields: "id", resolvable: false) { id: ID! }`,
    entities: ['Film'],
    find: ({ id }) => films.find((film) => film.id === id) ?? null,
    resolvers: { Query: { media: () => films } },
  };
}

/** Federation 2.7; stands in for the interface of another neighbour as a whole. */
export function ratings(): Neighbour {
  return {
    name: 'ratings',
    sdl: `
      schema ${link('v2.7', 'key', 'interfaceObject')} { query: Query }
      type Query { rated: Int! }
      type Medium @key(fields: "id") @interfaceObject { id: ID! rating: Int! }`,
    entities: ['Medium'],
    resolvers: { Query: { rated: () => 1 }, Medium: { rating: () => 4 } },
  };
}

/** Federation 1, without a link. */
export function stock(): Neighbour {
  return {
    name: 'stock',
    sdl: `
      type Query { stocked: Int! }
      extend type Program @key(fields: "id") { id: ID! @external inStock: Int! }
      extend type Term @key(fields: "id") { id: ID! @external uses: Int! }`,
    entities: ['Program', 'Term'],
    resolvers: { Query: { stocked: () => 3 }, Program: { inStock: () => 3 }, Term: { uses: () => 2 } },
  };
}
