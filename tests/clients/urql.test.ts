import { section } from './front-end';
import { describeCache, play, type Seen } from './story';

const PROBE = `
  const read = async (query, variables) => (await client.query(query, variables)).data;
  const cached = (query, variables) => client.readQuery(query, variables)?.data;
  const watch = (query, variables, seen) => {
    client.query(query, variables).subscribe(({ data }) => data && seen(data));
  };
  const mutate = async (query, variables) => (await client.mutation(query, variables)).data;
`;

let seen: Seen;

beforeAll(async () => {
  seen = await play({ code: section('urql with graphcache', 'js'), probe: PROBE });
});

describe('in urql with graphcache', () => describeCache(() => seen));
