import { readFileSync } from 'node:fs';
import { buildSchema } from 'graphql';
import { section } from './front-end';
import { describeCache, play, type Seen } from './story';

const PROBE = `
  const read = async (query, variables) => (await client.query({ query: gql(query), variables })).data;
  const cached = (query, variables) => client.cache.readQuery({ query: gql(query), variables, optimistic: true }, true);
  const watch = (query, variables, seen) => {
    client.watchQuery({ query: gql(query), variables, fetchPolicy: 'cache-only' }).subscribe(({ data, dataState }) => {
      if (dataState === 'complete') seen(data);
    });
  };
  const mutate = async (query, variables) => (await client.mutate({ mutation: gql(query), variables })).data;
`;

const CODE = section('Apollo Client', 'js');

/** As the page says it: without the link of the WebSocket, Apollo Client receives subscriptions as multipart. */
const MULTIPART = CODE.replace(/link: ApolloLink\.split\(.*\),/, 'link: http,');

describe.each([
  ['over a WebSocket', CODE],
  ['as multipart', MULTIPART],
])('in Apollo Client, with subscriptions %s', (_, code) => {
  let seen: Seen;
  beforeAll(async () => {
    seen = await play({ code, probe: PROBE });
  });
  describeCache(() => seen);
});

test('the two have links of their own', () => {
  expect(MULTIPART).toContain('link: http,');
  expect(CODE).not.toContain('link: http,');
});

test("the page's list in the cache has an argument for each that makes another list", () => {
  const [, named = ''] = /relayStylePagination\(\[(.*?)\]\)/.exec(CODE) ?? [];
  const schema = buildSchema(readFileSync('schema/api.graphql', 'utf8'));
  const args = schema.getQueryType()?.getFields()['programs']?.args ?? [];
  const ofPages = ['first', 'after', 'last', 'before', 'atLeast'];
  const others = args.map(({ name }) => name).filter((name) => !ofPages.includes(name));
  expect(named.split(', ').sort()).toEqual(others.map((name) => `'${name}'`).sort());
});
