import { hubSchema } from '../../src/hub';
import { composers, type Subgraph } from './compose';
import { grantsNeighbour } from './neighbour';
import type { Neighbour } from './subgraph';
import { invoices, media, places, ratings, reviews, stock } from './neighbours';

const hub: Subgraph = { name: 'hub', url: 'http://hub.example.org/graphql', sdl: hubSchema().sdl };

const KNOWN = { hospital: '', merged: '', archived: '', unknown: '', camp: '', walk: '' };
/** Neighbours that are as unlike as they come. */
const unlike: readonly Subgraph[] = [
  grantsNeighbour([]),
  reviews(KNOWN),
  places(),
  invoices(KNOWN),
  media(KNOWN),
  ratings(),
].map(asSubgraph);

/** A subgraph that gives the hub's types fields of its own, by each of their keys. */
const byEveryKey: Subgraph = {
  name: 'notes',
  url: 'http://notes.example.org/graphql',
  sdl: `
    schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@requires", "@external"]) {
      query: Query
    }
    type Query { noted: [Program!]! }
    ${['Organization', 'Core', 'Program']
      .map(
        (type) => `
          type ${type} @key(fields: "id") @key(fields: "slug") {
            id: ID!
            slug: String!
            name: String! @external
            note: String @requires(fields: "name")
          }`,
      )
      .join('\n')}
    type Contact @key(fields: "id") { id: ID! note: String }
    type Term @key(fields: "id") { id: ID! note: String }
  `,
};

function asSubgraph({ name, sdl }: Neighbour): Subgraph {
  return { name, url: `http://${name}.example.org/graphql`, sdl };
}

const everyone = [...unlike.slice(0, 3), hub, ...unlike.slice(3), byEveryKey];

describe.each(Object.entries(composers))('the composer %s', (name, compose) => {
  it('composes the hub alone, and passes on what fields cost', () => {
    const { errors, supergraph = '' } = compose([hub]);

    expect(errors).toEqual([]);
    expect(supergraph).toContain('type Organization');
    // Cosmo's router has a form of its own for it.
    if (name === 'cosmo') return;
    expect(supergraph).toContain('totalCount: Int! @cost(weight: 5)');
    expect(supergraph).toMatch(/@listSize\([^)]*slicingArguments: \["first", "last"\]/);
  });

  it('composes the hub among neighbours of all kinds, which may implement Node, since it has no key', () => {
    const { errors, supergraph } = compose(everyone);

    expect(errors).toEqual([]);
    expect(supergraph).toMatch(/type Grant implements Node/);
  });

  it('composes the hub and a neighbour of Federation 1', () => {
    expect(compose([hub, asSubgraph(stock())]).errors).toEqual([]);
  });

  it('refuses a neighbour with @interfaceObject for Node', () => {
    const standIn = {
      name: 'stand-in',
      url: 'http://stand-in.example.org/graphql',
      sdl: `
        schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@interfaceObject"]) { query: Query }
        type Query { pinned: [Node!]! }
        type Node @interfaceObject @key(fields: "id") { id: ID! pins: Int! }
      `,
    };

    expect(compose([hub, standIn]).errors).not.toEqual([]);
  });
});

test("a planner that cannot read the schema's description is given none", () => {
  expect(composers.guild([hub]).supergraph).toMatch(/^schema\b/m);
  expect(composers.guild([hub]).supergraph).not.toMatch(/"""\s*schema\b/);
});
