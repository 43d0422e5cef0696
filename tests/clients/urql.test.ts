import { section } from './front-end';
import { describeCache, play, type Seen } from './story';

const PROBE = `
  const read = async (query, variables) => (await client.query(query, variables)).data;
  const cached = (query, variables) => client.readQuery(query, variables, { requestPolicy: 'cache-only' })?.data;
  const mutate = async (query, variables) => (await client.mutation(query, variables)).data;
`;

let seen: Seen;

beforeAll(async () => {
  seen = await play(section('urql with graphcache', 'js'), PROBE);
});

describe('in urql with graphcache', () => describeCache(() => seen));
