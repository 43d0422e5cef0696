import { hubSchema } from '../../src/hub';
import { composers, type Subgraph } from './compose';
import { neighbourSdl } from './neighbour';

const hub: Subgraph = { name: 'hub', url: 'http://hub.example.org/graphql', sdl: hubSchema().sdl };
const neighbour: Subgraph = { name: 'grants', url: 'http://grants.example.org/graphql', sdl: neighbourSdl };

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

describe.each(Object.entries(composers))('the composer of %s', (_name, compose) => {
  it.each([
    ['the hub alone', [hub]],
    ['the hub and a neighbour that extends organizations by id and programs by slug', [hub, neighbour]],
    ['the hub and a neighbour that extends every entity by every key', [hub, byEveryKey]],
    ['all of them', [neighbour, hub, byEveryKey]],
  ])('composes %s', (_case, subgraphs) => {
    const { errors, supergraph } = compose(subgraphs);

    expect(errors).toEqual([]);
    expect(supergraph).toContain('type Organization');
  });

  it('tells the gateway what fields cost', () => {
    const { supergraph = '' } = compose([hub]);

    expect(supergraph).toContain('totalCount: Int! @cost(weight: 5)');
    expect(supergraph).toMatch(/@listSize\([^)]*slicingArguments: \["first", "last"\]/);
  });

  it('lets a neighbour implement Node, which has no key that would oblige the hub to know all of its types', () => {
    const { errors, supergraph = '' } = compose([hub, neighbour]);

    expect(errors).toEqual([]);
    expect(supergraph).toMatch(/type Grant implements Node/);
  });

  it('refuses a neighbour that stands in for Node as a whole', () => {
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
