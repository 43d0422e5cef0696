import { section } from './front-end';
import { describeCache, play, type Seen } from './story';

const PROBE = `
  const read = async (query, variables) => (await client.query({ query: gql(query), variables })).data;
  const cached = (query, variables) => client.cache.readQuery({ query: gql(query), variables, optimistic: true }, true);
  const mutate = async (query, variables) => (await client.mutate({ mutation: gql(query), variables })).data;
`;

let seen: Seen;

beforeAll(async () => {
  seen = await play(section('Apollo Client', 'js'), PROBE);
});

describe('in Apollo Client', () => describeCache(() => seen));
