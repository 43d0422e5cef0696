import { withoutAccess } from '../../src/platform/subgraph/without-access';
import { makeOrganization, makeProgram, makeRole } from '../support/factories';
import { startTestHub, type TestHub } from '../support/hub';
import { composers } from './compose';
import { apolloGateway, hiveGateway, type TestGateway } from './gateways';
import { neighbourSdl, startNeighbour } from './neighbour';
import type { RunningNeighbour } from './subgraph';

const UNKNOWN = '00000000-0000-4000-8000-000000000000';

let hub: TestHub;
let neighbour: RunningNeighbour;
let supergraphs: Readonly<Record<'guarded' | 'open', string>>;

beforeAll(async () => {
  hub = await startTestHub();
  const { pool } = hub.database;
  const hospital = await makeOrganization(pool, { slug: 'hospital', name: 'Hospital' });
  const merged = await makeOrganization(pool, { merged_into_id: hospital, archived_at: new Date() });
  const archived = await makeOrganization(pool, { archived_at: new Date() });
  const camp = await makeProgram(pool, { slug: 'camp', name: 'Camp' });
  await makeProgram(pool, { slug: 'walk', name: 'Walk' });
  await makeRole(pool, hospital, { program_id: camp, role: 'LEAD' });
  neighbour = await startNeighbour([
    { id: 'g1', title: 'Beds', amount: 10, recipientId: hospital, programSlug: 'camp' },
    { id: 'g2', title: 'Tents', amount: 5, recipientId: hospital, programSlug: 'camp' },
    { id: 'g3', title: 'Unknown', amount: 1, recipientId: UNKNOWN, programSlug: 'nowhere' },
    { id: 'g4', title: 'Merged', amount: 1, recipientId: merged },
    { id: 'g5', title: 'Archived', amount: 1, recipientId: archived },
  ]);
  const { sdl } = (await hub.query<{ _service: { sdl: string } }, never>('{ _service { sdl } }')).data._service;
  const supergraphOf = (hubSdl: string): string => {
    const subgraphs = [
      { name: 'hub', url: `${hub.url}/graphql`, sdl: hubSdl },
      { name: 'grants', url: neighbour.url, sdl: neighbourSdl },
    ];
    return composers.guild(subgraphs).supergraph ?? '';
  };
  supergraphs = { guarded: supergraphOf(sdl), open: supergraphOf(withoutAccess(sdl)) };
});
afterAll(async () => {
  await neighbour.close();
  await hub.close();
});

describe.each([
  ['Hive Gateway', hiveGateway, 'guarded'],
  // Refuses a supergraph with access directives, which it does not enforce; the hub does.
  ['Apollo Gateway', apolloGateway, 'open'],
] as const)('behind %s', (_name, start, kind) => {
  let gateway: TestGateway;

  beforeAll(async () => {
    gateway = await start(supergraphs[kind]);
  });
  afterAll(() => gateway.close());

  it("the neighbour's fields stand on the hub's records, reached by id and by slug", async () => {
    const answer = await gateway.query(`{
      organization(slug: "hospital") { name granted grants { title } }
      program(slug: "camp") { name grants { title amount } }
    }`);

    expect(answer).toEqual({
      data: {
        organization: { name: 'Hospital', granted: 15, grants: [{ title: 'Beds' }, { title: 'Tents' }] },
        program: {
          name: 'Camp',
          grants: [
            { title: 'Beds', amount: 10 },
            { title: 'Tents', amount: 5 },
          ],
        },
      },
    });
  });

  it("the hub's records stand under the neighbour's, and lead back again", async () => {
    const { data } = await gateway.query(`{
      grants {
        nodes { title recipient { name programs { nodes { name grants { title } } } } program { name lead { granted } } }
        pageInfo { hasNextPage }
      }
    }`);

    const { grants } = data as { grants: { nodes: readonly unknown[]; pageInfo: unknown } };
    expect(grants.pageInfo).toEqual({ hasNextPage: false });
    expect(grants.nodes[0]).toEqual({
      title: 'Beds',
      recipient: {
        name: 'Hospital',
        programs: { nodes: [{ name: 'Camp', grants: [{ title: 'Beds' }, { title: 'Tents' }] }] },
      },
      program: { name: 'Camp', lead: { granted: 15 } },
    });
  });

  it('a reference to an unknown or hidden record is null; one to a merged record is the record it was merged into', async () => {
    const { data } = await gateway.query('{ grants { nodes { title recipient { name } program { name } } } }');

    const { grants } = data as { grants: { nodes: readonly { title: string }[] } };
    expect(grants.nodes.slice(2)).toEqual([
      { title: 'Unknown', recipient: null, program: null },
      { title: 'Merged', recipient: { name: 'Hospital' }, program: null },
      { title: 'Archived', recipient: null, program: null },
    ]);
  });

  it("both subgraphs' pages are answered, whose PageInfo they share", async () => {
    const answer = await gateway.query(`{
      programs(first: 1) { nodes { name grants { title } } pageInfo { hasNextPage } totalCount }
      grants { pageInfo { hasNextPage } }
    }`);

    expect(answer).toEqual({
      data: {
        programs: {
          nodes: [{ name: 'Camp', grants: [{ title: 'Beds' }, { title: 'Tents' }] }],
          pageInfo: { hasNextPage: true },
          totalCount: 2,
        },
        grants: { pageInfo: { hasNextPage: false } },
      },
    });
  });

  it('an error of the hub keeps its message and its code', async () => {
    const { errors } = await gateway.query('{ programs(first: 101) { totalCount } grants { nodes { id } } }');

    expect(errors).toEqual([
      expect.objectContaining({
        message: 'first is 101; give 0 to 100, and read further pages with cursors.',
        extensions: expect.objectContaining({ code: 'BAD_USER_INPUT' }) as unknown,
      }),
    ]);
  });
});
