import { withoutAccess } from '../../src/platform/subgraph/without-access';
import { makeCore, makeOrganization, makeProgram, makeRole } from '../support/factories';
import { startTestHub, type TestHub } from '../support/hub';
import { composers } from './compose';
import { apolloGateway, hiveGateway, hivePlanner, type TestGateway } from './gateways';
import { grantsNeighbour } from './neighbour';
import { invoices, media, places, ratings, reviews, type Known } from './neighbours';
import { serveNeighbour, type RunningNeighbour } from './subgraph';

let hub: TestHub;
let known: Known;
let sdl: string;
let neighbours: readonly RunningNeighbour[];

beforeAll(async () => {
  hub = await startTestHub();
  known = await makeKnown();
  const grants = [{ id: 'g1', title: 'Beds', amount: 10, recipientId: known.hospital, programSlug: 'camp' }];
  neighbours = await Promise.all(
    [grantsNeighbour(grants), reviews(known), places(), invoices(known), media(known), ratings()].map(serveNeighbour),
  );
  ({ sdl } = (await hub.query<{ _service: { sdl: string } }, never>('{ _service { sdl } }')).data._service);
});
afterAll(async () => {
  await Promise.all(neighbours.map((neighbour) => neighbour.close()));
  await hub.close();
});

async function makeKnown(): Promise<Known> {
  const { pool } = hub.database;
  const hospital = await makeOrganization(pool, { slug: 'hospital', name: 'Hospital' });
  const merged = await makeOrganization(pool, { merged_into_id: hospital, archived_at: new Date() });
  const archived = await makeOrganization(pool, { archived_at: new Date() });
  const core_id = await makeCore(pool, { slug: 'care', name: 'Care', organization_id: hospital });
  const camp = await makeProgram(pool, { slug: 'camp', name: 'Camp', status: 'ACTIVE', core_id });
  const walk = await makeProgram(pool, { slug: 'walk', name: 'Walk', status: 'PAUSED' });
  await makeRole(pool, hospital, { program_id: camp, role: 'LEAD' });
  return { hospital, merged, archived, camp, walk, unknown: '00000000-0000-4000-8000-000000000000' };
}

interface Case {
  readonly it: string;
  readonly query: string;
  readonly variables?: Record<string, unknown>;
  readonly data: object;
  /** A record that is not there has no name, of which gateways say that it may not be so. */
  readonly complains?: true;
}

const CASES: readonly Case[] = [
  {
    it: 'one record of the hub has fields of four neighbours, by two keys',
    query: '{ organization(slug: "hospital") { name granted grants { title } place { city } invoices { number } } }',
    data: {
      organization: {
        name: 'Hospital',
        granted: 10,
        grants: [{ title: 'Beds' }],
        place: { city: 'Philadelphia' },
        invoices: [{ number: 1 }, { number: 2 }],
      },
    },
  },
  {
    it: "a neighbour's records lead into the hub and back; what the hub has not is null",
    complains: true,
    query: '{ reviews { stars program { name core { name room } reviews { stars } } } }',
    data: {
      reviews: [
        ...[5, 3].map((stars) => ({
          stars,
          program: {
            name: 'Camp',
            core: { name: 'Care', room: 'Room of care' },
            reviews: [{ stars: 5 }, { stars: 3 }],
          },
        })),
        { stars: 1, program: { name: 'Walk', core: null, reviews: [{ stars: 1 }] } },
        { stars: 2, program: null },
      ],
    },
  },
  {
    it: 'a field that requires others of the hub, text and enum, is given them',
    query: '{ programs { nodes { headline } totalCount } }',
    data: { programs: { nodes: [{ headline: 'Camp is active' }, { headline: 'Walk is paused' }], totalCount: 2 } },
  },
  {
    it: 'what a neighbour provides stands beside what only the hub has',
    query: '{ latest { program { slug name status } } }',
    data: { latest: { program: { slug: 'camp', name: 'Camp', status: 'ACTIVE' } } },
  },
  {
    it: 'pages of three subgraphs share PageInfo',
    complains: true,
    query: `{
      places { nodes { city organization { name } } pageInfo { hasNextPage hasPreviousPage } }
      programs(first: 1) { pageInfo { hasNextPage hasPreviousPage } }
      grants { pageInfo { hasNextPage } }
    }`,
    data: {
      places: {
        nodes: [
          { city: 'Philadelphia', organization: { name: 'Hospital' } },
          { city: 'Atlantis', organization: null },
        ],
        pageInfo: { hasNextPage: false, hasPreviousPage: null },
      },
      programs: { pageInfo: { hasNextPage: true, hasPreviousPage: false } },
      grants: { pageInfo: { hasNextPage: false } },
    },
  },
  {
    it: 'in a list of references the unknown and the archived are null, and the merged is the one that stays',
    complains: true,
    query: '{ billed { name slug } }',
    data: { billed: [{ name: 'Hospital', slug: 'hospital' }, null, { name: 'Hospital', slug: 'hospital' }, null] },
  },
  {
    it: "a neighbour's own Query.node answers with its own types, which lead into the hub",
    query: '{ node(id: "r1") { __typename id ... on Review { stars program { name } } } }',
    data: { node: { __typename: 'Review', id: 'r1', stars: 5, program: { name: 'Camp' } } },
  },
  {
    it: "an interface of a neighbour's that another one adds to leads into the hub",
    query: '{ media { title rating about { name headline } ... on Film { minutes } } }',
    data: {
      media: [{ title: 'A summer', rating: 4, about: { name: 'Camp', headline: 'Camp is active' }, minutes: 12 }],
    },
  },
  {
    it: 'variables, filters, orders and enums reach the subgraph that they are for',
    query: `query ($where: ProgramWhere, $order: [ProgramOrder!], $first: Int, $size: InvoiceSize!, $billed: Int) {
      programs(where: $where, orderBy: $order, first: $first) { nodes { name reviews { stars } lead { invoices(first: $billed) { number } } } }
      bill(size: $size) { number }
    }`,
    variables: {
      where: { status: { in: ['ACTIVE', 'PAUSED'] } },
      order: [{ field: 'NAME', direction: 'DESC' }],
      first: 2,
      size: 'LARGE',
      billed: 1,
    },
    data: {
      programs: {
        nodes: [
          { name: 'Walk', reviews: [{ stars: 1 }], lead: null },
          { name: 'Camp', reviews: [{ stars: 5 }, { stars: 3 }], lead: { invoices: [{ number: 1 }] } },
        ],
      },
      bill: { number: 2 },
    },
  },
  {
    it: "what the hub shows only as a Node has the neighbours' fields once its type is known",
    query:
      '{ search(query: "camp", types: [PROGRAM]) { node { __typename ... on Program { name headline reviews { stars } } } } }',
    data: {
      search: [
        {
          node: {
            __typename: 'Program',
            name: 'Camp',
            headline: 'Camp is active',
            reviews: [{ stars: 5 }, { stars: 3 }],
          },
        },
      ],
    },
  },
  {
    it: 'aliases, fragments and directives hold across subgraphs',
    query: `query ($no: Boolean!) {
      a: program(slug: "camp") { ...P }
      b: program(slug: "walk") { ...P grants @include(if: $no) { title } }
    }
    fragment P on Program { called: name stars: reviews { n: stars } organizations { edges { role node { granted } } } }`,
    variables: { no: false },
    data: {
      a: {
        called: 'Camp',
        stars: [{ n: 5 }, { n: 3 }],
        organizations: { edges: [{ role: 'LEAD', node: { granted: 10 } }] },
      },
      b: { called: 'Walk', stars: [{ n: 1 }], organizations: { edges: [] } },
    },
  },
];

describe.each([
  ['Hive Gateway', hiveGateway, 'guild'],
  ["Hive's planner", hivePlanner, 'apollo 2.9'],
  ['Apollo Gateway', apolloGateway, 'apollo'],
] as const)('behind %s', (name, start, composer) => {
  let gateway: TestGateway;

  beforeAll(async () => {
    // Apollo Gateway refuses access directives, which it does not enforce; the hub does.
    const own = { name: 'hub', url: `${hub.url}/graphql`, sdl: name === 'Apollo Gateway' ? withoutAccess(sdl) : sdl };
    const { supergraph, errors } = composers[composer]([own, ...neighbours]);
    expect(errors).toEqual([]);
    gateway = await start(supergraph ?? '');
  }, 60_000);
  afterAll(() => gateway.close());

  it.each(CASES)('$it', async ({ query, variables, data, complains }) => {
    const answer = await gateway.query(query, variables);
    expect(complains ? { data: answer.data } : answer).toEqual({ data });
  });

  it('an error of the hub keeps its message and its code, beside what a neighbour answers', async () => {
    const { errors, data } = await gateway.query(
      '{ program(slug: "camp") { organizations(first: 101) { totalCount } } bill { number } }',
    );

    expect(data).toMatchObject({ bill: { number: 1 } });
    expect(errors).toEqual([
      expect.objectContaining({
        message: expect.stringContaining('first is 101') as unknown,
        extensions: expect.objectContaining({ code: 'BAD_USER_INPUT' }) as unknown,
      }),
    ]);
  });
});
