import {
  ContactsForPathwayProgramsDocument,
  EverythingAboutAProgramDocument,
  GapsInTheDirectoryDocument,
  PartnersInAProgramDocument,
  ProgramsForAnAudienceDocument,
  SupportForAProgramDocument,
} from '../../schema/documents/generated/graphql';
import { startTestHub, type TestHub } from '../../tests/support/hub';
import { ask } from '../../tests/operations/ask';

let hub: TestHub;

beforeAll(async () => {
  hub = await startTestHub({ seeded: true });
});
afterAll(() => hub.close());

const chop = { slug: 'chop', name: "Children's Hospital of Philadelphia" };

test('who partners in SECURE', async () => {
  const parent = { name: "Children's Hospital of Philadelphia" };
  const partners = [
    { slug: 'center-for-health-equity', name: 'CHOP Center for Health Equity', type: 'CENTER', parent },
    { slug: 'chop-emergency-department', name: 'CHOP Emergency Department', type: 'DEPARTMENT', parent },
    { slug: 'chop-primary-care', name: 'CHOP Primary Care', type: 'DEPARTMENT', parent },
    { slug: 'community-resource-connects', name: 'Community Resource Connects', type: 'COMMUNITY', parent: null },
    { slug: 'chop-social-work', name: 'Social Work', type: 'DEPARTMENT', parent },
  ];
  expect(await ask(hub, PartnersInAProgramDocument)).toEqual({
    program: {
      name: 'SECURE',
      kind: 'STUDY',
      core: { name: 'Research and Education' },
      organizations: { totalCount: 5, edges: partners.map((node) => ({ role: 'PARTNER', note: null, node })) },
    },
  });
});

test('whom to write to about pathway programs: a person for one, nobody for the other', async () => {
  expect(await ask(hub, ContactsForPathwayProgramsDocument)).toEqual({
    programs: {
      nodes: [
        {
          slug: 'penn-visiting-clerkship',
          name: 'Penn Visiting Clerkship Program',
          contacts: {
            edges: [
              {
                role: 'inquiries',
                isPrimary: true,
                node: { name: 'Jessica Fowler', credentials: 'MD, MPH', email: 'fowlerj@chop.edu' },
              },
            ],
          },
          organizations: { edges: [{ role: 'HOST', node: { slug: 'chop', contacts: { nodes: [] } } }] },
        },
        {
          slug: 'summr-scholars',
          name: 'SUMMR Scholars Program',
          contacts: { edges: [] },
          organizations: { edges: [] },
        },
      ],
    },
  });
});

test('which programs are there for residents', async () => {
  const training = { kind: 'TRAINING', status: 'ACTIVE', scheduleDescription: null, lead: chop };
  expect(await ask(hub, ProgramsForAnAudienceDocument)).toEqual({
    programs: {
      totalCount: 2,
      pageInfo: { hasNextPage: false, endCursor: expect.any(String) },
      nodes: [
        {
          ...training,
          slug: 'community-pediatrics-and-advocacy',
          name: 'Community Pediatrics & Advocacy Program',
          eligibilityDescription: 'All residents of CHOP.',
          topics: { nodes: [{ name: 'advocacy' }] },
        },
        {
          ...training,
          slug: 'pediatrics-residency',
          name: 'Pediatrics Residency Program',
          eligibilityDescription: null,
          topics: { nodes: [] },
        },
      ],
    },
  });
});

test('an audience is not a topic', async () => {
  expect(
    await ask(hub, ProgramsForAnAudienceDocument, { audience: 'research' }, { planned: 1, byResolvers: 2 }),
  ).toEqual({
    programs: { totalCount: 0, pageInfo: { hasNextPage: false, endCursor: null }, nodes: [] },
  });
});

test('who supports the visiting clerkship: an amount, and nobody who is said to pay it', async () => {
  const printed = { assertion: 'EXPLICIT', lineFrom: 57, source: { key: 'A' } };
  const { program } = await ask(hub, SupportForAProgramDocument);
  expect(program).toEqual({
    name: 'Penn Visiting Clerkship Program',
    supportMaxAmount: '2000.00',
    supportCurrency: 'USD',
    supportNote: 'For housing and travel during the month; the document does not say who pays.',
    organizations: { totalCount: 0, edges: [] },
    citations: { totalCount: 3, nodes: expect.any(Array) },
  });
  // All stand on one line, and citations have no order beyond the line.
  const fields = ['supportCurrency', 'supportMaxAmount', 'supportNote'];
  const cited = [...(program?.citations.nodes ?? [])].sort((a, b) => (a.field ?? '').localeCompare(b.field ?? ''));
  expect(cited).toEqual(fields.map((field) => ({ ...printed, field })));
});

test('a program that nobody knows is null', async () => {
  const { data, errors } = await hub.query(SupportForAProgramDocument, { slug: 'no-such-program' });
  expect({ data, errors }).toEqual({ data: { program: null } });
});

test('what is missing from the directory', async () => {
  const all = [
    'anti-racism-training',
    'antiracist-research-best-practices',
    'community-health-partnership-clinics',
    'community-pediatrics-and-advocacy',
    'complete-eats',
    'healthier-together',
    'medical-financial-partnership',
    'pediatrics-residency',
    'penn-visiting-clerkship',
    'secure',
    'summr-scholars',
  ];
  const without = (...slugs: string[]) => ({ totalCount: slugs.length, nodes: slugs.map((slug) => ({ slug })) });
  expect(await ask(hub, GapsInTheDirectoryDocument)).toEqual({
    withoutCore: without('healthier-together', 'pediatrics-residency', 'penn-visiting-clerkship', 'summr-scholars'),
    withoutLead: without(
      'community-health-partnership-clinics',
      'complete-eats',
      'medical-financial-partnership',
      'penn-visiting-clerkship',
      'secure',
      'summr-scholars',
    ),
    withoutOrganization: without('summr-scholars'),
    withoutContact: without(...all.filter((slug) => slug !== 'penn-visiting-clerkship')),
  });
});

/** A passage of document A that says so. */
function said(lineFrom: number, lineTo = lineFrom): object {
  return { assertion: 'EXPLICIT', lineFrom, lineTo, source: { key: 'A' } };
}

const onLine57 = { nodes: [said(57)] };

function tag(name: string, taxonomy: string): object {
  return { node: { name, taxonomy: { name: taxonomy } }, citations: onLine57 };
}

test('everything about the visiting clerkship, with every source', async () => {
  const { program } = await ask(hub, EverythingAboutAProgramDocument);
  expect(program).toEqual({
    slug: 'penn-visiting-clerkship',
    name: 'Penn Visiting Clerkship Program',
    alternateNames: [],
    description:
      'Visiting students spend a clinical month in one of more than 20 programs at CHOP and UPHS, each with a faculty ' +
      'mentor and a resident as mentor. It is meant to lower the barriers to academic medicine.',
    kind: 'PATHWAY',
    status: 'ACTIVE',
    url: null,
    startedYear: 2011,
    eligibilityDescription: 'Medical students about to enter their fourth year.',
    scheduleDescription: 'One month.',
    supportMaxAmount: '2000.00',
    supportCurrency: 'USD',
    supportNote: 'For housing and travel during the month; the document does not say who pays.',
    version: 1,
    assuredAt: null,
    archivedAt: null,
    core: null,
    identifiers: { nodes: [] },
    organizations: {
      edges: [
        { role: 'HOST', note: null, node: { slug: 'chop' }, citations: onLine57 },
        { role: 'PARTICIPANT', note: null, node: { slug: 'uphs' }, citations: onLine57 },
      ],
    },
    relatedPrograms: {
      edges: [
        {
          type: 'RECRUITS_FOR',
          direction: 'OUTGOING',
          node: { slug: 'pediatrics-residency' },
          citations: onLine57,
        },
      ],
    },
    contacts: {
      edges: [
        {
          role: 'inquiries',
          node: { name: 'Jessica Fowler', credentials: 'MD, MPH', email: 'fowlerj@chop.edu' },
          citations: { nodes: [said(59)] },
        },
      ],
    },
    terms: {
      edges: [
        tag('medical students', 'Audiences'),
        tag('mentorship', 'Topics'),
        tag('recruitment', 'Topics'),
        tag('rising fourth-year medical students', 'Audiences'),
      ],
    },
    citations: { nodes: expect.any(Array) },
  });
  // All but the first stand on one line, and citations have no order beyond the line.
  const [whole, ...fields] = program?.citations.nodes ?? [];
  expect(whole).toEqual({ field: null, ...said(55, 59) });
  expect(fields.sort((a, b) => (a.field ?? '').localeCompare(b.field ?? ''))).toEqual([
    { field: 'eligibilityDescription', ...said(57) },
    { field: 'scheduleDescription', ...said(57) },
    { field: 'startedYear', ...said(57) },
    { field: 'status', ...said(57), assertion: 'INFERRED' },
    { field: 'supportCurrency', ...said(57) },
    { field: 'supportMaxAmount', ...said(57) },
    { field: 'supportNote', ...said(57) },
  ]);
});
