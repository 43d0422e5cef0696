import {
  HowWellGroundedDocument,
  InferredFactsDocument,
  MostActiveOrganizationsDocument,
  ProgramsByKindAndStatusDocument,
  WhatToLookAtDocument,
} from '../../schema/documents/generated/graphql';
import { startTestHub, type TestHub } from '../support/hub';
import { ask } from './ask';

let hub: TestHub;

beforeAll(async () => {
  hub = await startTestHub({ seeded: true });
});
afterAll(() => hub.close());

test('which organizations take part in most programs', async () => {
  const { programs } = await ask(hub, MostActiveOrganizationsDocument);
  expect(programs.totalCount).toBe(10);
  const found = programs.byOrganization.map(({ count, keys }) => [count, ...keys.map(({ label }) => label)]);
  expect(found.slice(0, 2)).toEqual([
    [6, "Children's Hospital of Philadelphia"],
    [4, 'CHOP Center for Health Equity'],
  ]);
  // Equally large groups come in the order of their ids.
  expect(found.slice(2).map(([count]) => count)).toEqual(Array(11).fill(1));
  expect(
    found
      .slice(2)
      .map(([, label]) => label)
      .sort(),
  ).toEqual([
    'Benefits Data Trust',
    'CHOP Emergency Department',
    'CHOP Primary Care',
    'Campaign for Working Families',
    'Clarifi',
    'Community Resource Connects',
    'Community of Compassion CDC',
    'Nutritional Development Services',
    'Social Work',
    'USDA',
    'University of Pennsylvania Health System',
  ]);
});

test('its answer can be cut to the first few', async () => {
  const { programs } = await ask(hub, MostActiveOrganizationsDocument, { first: 1 });
  expect(programs.byOrganization.map(({ count }) => count)).toEqual([6]);
});

test('how the programs divide up by kind and status, and by core', async () => {
  const { programs } = await ask(hub, ProgramsByKindAndStatusDocument);
  const kinds: [string, number][] = [
    ['TRAINING', 3],
    ['PARTNERSHIP', 2],
    ['PATHWAY', 2],
    ['CLINIC', 1],
    ['INITIATIVE', 1],
    ['RESOURCE', 1],
    ['STUDY', 1],
  ];
  const { byCore, ...rest } = programs;
  expect(rest).toEqual({
    totalCount: 11,
    byKindAndStatus: kinds.map(([value, count]) => ({
      count,
      keys: [
        { by: 'KIND', value },
        { by: 'STATUS', value: 'ACTIVE' },
      ],
    })),
  });
  expect(new Map(byCore.map(({ keys, count }) => [keys[0]?.label, count]))).toEqual(
    new Map([
      [null, 4],
      ['Community Translation', 3],
      ['Research and Education', 3],
      ['Advocacy and Social Justice', 1],
    ]),
  );
  expect(byCore.map(({ count }) => count)).toEqual([4, 3, 3, 1]);
});

test('it can be asked of a part of the programs', async () => {
  const { programs } = await ask(hub, ProgramsByKindAndStatusDocument, { where: { status: { eq: 'PAUSED' } } });
  expect(programs).toEqual({ totalCount: 0, byKindAndStatus: [], byCore: [] });
});

type Fact = readonly [document: string, from: number, to: number, type: string, field: string | null, record: object];

const CPAP = { slug: 'community-pediatrics-and-advocacy' };
const RESIDENCY = { slug: 'pediatrics-residency' };
const SECURE = { slug: 'secure' };

function status(document: string, from: number, to: number, slug: string): Fact {
  return [document, from, to, 'PROGRAM', 'status', { slug }];
}

const INFERRED: readonly Fact[] = [
  ['A', 7, 63, 'TAXONOMY', null, { name: 'Audiences' }],
  ['A', 7, 63, 'TAXONOMY', null, { name: 'Topics' }],
  ['A', 37, 37, 'ORGANIZATION', 'alternateNames', { slug: 'gme' }],
  ['A', 39, 39, 'ORGANIZATION', 'parent', { slug: 'gme-committee' }],
  status('A', 43, 43, 'healthier-together'),
  status('A', 57, 57, 'penn-visiting-clerkship'),
  status('A', 61, 63, 'summr-scholars'),
  ['B', 3, 3, 'ORGANIZATION', null, { slug: 'center-for-health-equity' }],
  ['B', 3, 3, 'ORGANIZATION', 'alternateNames', { slug: 'center-for-health-equity' }],
  ['B', 3, 29, 'TAXONOMY', null, { name: 'Audiences' }],
  ['B', 3, 29, 'TAXONOMY', null, { name: 'Topics' }],
  status('B', 9, 9, 'community-health-partnership-clinics'),
  status('B', 10, 10, 'complete-eats'),
  status('B', 11, 11, 'medical-financial-partnership'),
  status('B', 21, 21, 'community-pediatrics-and-advocacy'),
  status('B', 21, 21, 'pediatrics-residency'),
  ['B', 21, 21, 'ORGANIZATION_ROLE', null, { role: 'LEAD', organization: { slug: 'chop' }, program: CPAP }],
  ['B', 21, 21, 'PROGRAM_RELATIONSHIP', null, { type: 'PART_OF', program: CPAP, relatedProgram: RESIDENCY }],
  status('B', 27, 27, 'anti-racism-training'),
  status('B', 27, 27, 'antiracist-research-best-practices'),
  ['B', 27, 29, 'ATTRIBUTE', null, { term: { code: 'research' }, program: SECURE }],
  ['B', 29, 29, 'ATTRIBUTE', null, { term: { code: 'families' }, program: SECURE }],
  ['B', 29, 29, 'ORGANIZATION', 'parent', { slug: 'chop-social-work' }],
  status('B', 29, 29, 'secure'),
];

test('which facts are inferred', async () => {
  const { citations } = await ask(hub, InferredFactsDocument);
  const { nodes, byRecord, ...rest } = citations;
  expect(rest).toEqual({ totalCount: 24, pageInfo: { hasNextPage: false, endCursor: expect.any(String) } });
  // By line, and in no order where several stand on the same line.
  const lines = nodes.map(({ lineFrom }) => lineFrom);
  expect(lines).toEqual([...lines].sort((a, b) => a - b));
  const facts = INFERRED.map(([key, lineFrom, lineTo, recordType, field, record]) => ({
    recordType,
    field,
    lineFrom,
    lineTo,
    source: { key },
    record,
  }));
  expect(nodes).toHaveLength(facts.length);
  expect(nodes).toEqual(expect.arrayContaining(facts));
  expect(byRecord.map(({ count, keys }) => [count, ...keys.map(({ value }) => value)])).toEqual([
    [11, 'PROGRAM', 'status'],
    [4, 'TAXONOMY', null],
    [2, 'ATTRIBUTE', null],
    [2, 'ORGANIZATION', 'alternateNames'],
    [2, 'ORGANIZATION', 'parent'],
    [1, 'ORGANIZATION', null],
    [1, 'ORGANIZATION_ROLE', null],
    [1, 'PROGRAM_RELATIONSHIP', null],
  ]);
});

test('how well the directory is grounded', async () => {
  const source = (key: string, title: string, said: number, inferred: number, named: number) => ({
    key,
    title,
    retrievedAt: null,
    citations: {
      totalCount: said + inferred + named,
      byAssertion: [
        { count: said, keys: [{ value: 'EXPLICIT' }] },
        { count: inferred, keys: [{ value: 'INFERRED' }] },
        { count: named, keys: [{ value: 'NAME_ONLY' }] },
      ],
    },
  });
  expect(await ask(hub, HowWellGroundedDocument)).toEqual({
    sources: {
      nodes: [
        source('A', 'Inclusion, Belonging & Equity in Graduate Medical Education', 161, 7, 5),
        source('B', 'Core Workstreams', 95, 17, 4),
      ],
    },
  });
});

test('what editors should look at next', async () => {
  const { quality } = await ask(hub, WhatToLookAtDocument, {
    first: 1,
    rules: ['PROGRAM_WITHOUT_LEAD', 'CORE_WITHOUT_PROGRAM', 'PROGRAM_UNCITED', 'ORGANIZATION_CONTRADICTED'],
  });
  expect(quality.map(({ rule, count }) => [rule, count])).toEqual([
    ['PROGRAM_WITHOUT_LEAD', 6],
    ['CORE_WITHOUT_PROGRAM', 1],
    ['PROGRAM_UNCITED', 0],
    ['ORGANIZATION_CONTRADICTED', 0],
  ]);
  expect(quality.find(({ rule }) => rule === 'CORE_WITHOUT_PROGRAM')?.records).toMatchObject([
    { name: 'Clinical Quality and Safety' },
  ]);
});
