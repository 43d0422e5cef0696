import {
  ProgramDirectoryDocument,
  type ProgramDirectoryQueryVariables,
} from '../../schema/documents/generated/graphql';
import { startTestHub, type TestHub } from '../support/hub';
import { ask } from './ask';

let hub: TestHub;

beforeAll(async () => {
  hub = await startTestHub({ seeded: true });
});
afterAll(() => hub.close());

type Row = readonly [
  slug: string,
  name: string,
  kind: string,
  core: string | null,
  lead: string | null,
  partners: number,
];

const CHE = 'CHOP Center for Health Equity';
const CHOP = "Children's Hospital of Philadelphia";
const TRANSLATION = 'Community Translation';
const RESEARCH = 'Research and Education';
const JUSTICE = 'Advocacy and Social Justice';

const PROGRAMS: readonly Row[] = [
  ['anti-racism-training', 'Anti-Racism Training and Programming', 'TRAINING', RESEARCH, CHE, 1],
  [
    'antiracist-research-best-practices',
    'Best Practices for the Conduct of Antiracist Research',
    'RESOURCE',
    RESEARCH,
    CHE,
    1,
  ],
  ['community-health-partnership-clinics', 'Community Health Partnership Clinics', 'CLINIC', TRANSLATION, null, 1],
  ['community-pediatrics-and-advocacy', 'Community Pediatrics & Advocacy Program', 'TRAINING', JUSTICE, CHOP, 1],
  ['complete-eats', 'Complete Eats', 'PARTNERSHIP', TRANSLATION, null, 3],
  ['healthier-together', 'Healthier Together', 'INITIATIVE', null, CHOP, 2],
  ['medical-financial-partnership', 'Medical Financial Partnership', 'PARTNERSHIP', TRANSLATION, null, 4],
  ['pediatrics-residency', 'Pediatrics Residency Program', 'TRAINING', null, CHOP, 1],
  ['penn-visiting-clerkship', 'Penn Visiting Clerkship Program', 'PATHWAY', null, null, 2],
  ['secure', 'SECURE', 'STUDY', RESEARCH, null, 5],
  ['summr-scholars', 'SUMMR Scholars Program', 'PATHWAY', null, null, 0],
];

function card([slug, name, kind, core, lead, partners]: Row): unknown {
  return {
    slug,
    name,
    kind,
    status: 'ACTIVE',
    core: core && { name: core },
    lead: lead && { name: lead },
    organizations: { totalCount: partners },
  };
}

test('the first page', async () => {
  expect(await ask(hub, ProgramDirectoryDocument)).toEqual({
    programs: {
      totalCount: 11,
      pageInfo: {
        hasNextPage: true,
        hasPreviousPage: false,
        startCursor: expect.any(String),
        endCursor: expect.any(String),
      },
      nodes: PROGRAMS.slice(0, 4).map(card),
    },
  });
});

test('pages follow on each other without a gap or a repetition', async () => {
  const variables: ProgramDirectoryQueryVariables = { first: 4, orderBy: [{ field: 'NAME', direction: 'ASC' }] };
  const pages: unknown[][] = [];
  for (let after: string | null | undefined; ;) {
    const { programs } = await ask(hub, ProgramDirectoryDocument, { ...variables, after });
    expect(programs.pageInfo.hasPreviousPage).toBe(pages.length > 0);
    pages.push(programs.nodes);
    if (!programs.pageInfo.hasNextPage) break;
    after = programs.pageInfo.endCursor;
  }
  expect(pages.map((page) => page.length)).toEqual([4, 4, 3]);
  expect(pages.flat()).toEqual(PROGRAMS.map(card));
});

test('a front end may filter and order it', async () => {
  const { programs } = await ask(hub, ProgramDirectoryDocument, {
    first: 20,
    where: { core: { slug: { eq: 'research-and-education' } } },
    orderBy: [{ field: 'KIND', direction: 'ASC' }],
  });
  expect(programs.totalCount).toBe(3);
  expect(programs.nodes.map(({ kind }) => kind)).toEqual(['RESOURCE', 'STUDY', 'TRAINING']);
});
