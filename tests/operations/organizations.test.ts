import {
  CoresWithoutProgramsDocument,
  GroupsToJoinDocument,
  HowAnOrganizationIsConnectedDocument,
  WhatACenterRunsDocument,
  WhoWorksOnATopicDocument,
} from '../../schema/documents/generated/graphql';
import { startTestHub, type TestHub } from '../support/hub';
import { ask } from './ask';
import { CENTER_CORES } from './center-cores';

let hub: TestHub;

beforeAll(async () => {
  hub = await startTestHub({ seeded: true });
});
afterAll(() => hub.close());

const chop = { slug: 'chop', name: "Children's Hospital of Philadelphia" };
const penn = { slug: 'penn', name: 'University of Pennsylvania' };
const uphs = { slug: 'uphs', name: 'University of Pennsylvania Health System' };
const amp = { slug: 'alliance-of-minority-physicians', name: 'Penn-CHOP Alliance of Minority Physicians' };
const none = { totalCount: 0, nodes: [] };

describe('how an organization is connected', () => {
  test('the center: part of the hospital, partner of another center', async () => {
    expect(await ask(hub, HowAnOrganizationIsConnectedDocument)).toEqual({
      organization: {
        name: 'CHOP Center for Health Equity',
        type: 'CENTER',
        parent: chop,
        ancestors: [{ slug: 'chop' }],
        children: none,
        affiliations: {
          edges: [
            {
              type: 'PARTNER_OF',
              direction: 'OUTGOING',
              node: {
                slug: 'center-for-healthcare-quality-and-analytics',
                name: 'Center for Healthcare Quality and Analytics',
              },
            },
          ],
        },
      },
    });
  });

  test('a committee: between a department and a subcommittee', async () => {
    expect(await ask(hub, HowAnOrganizationIsConnectedDocument, { slug: 'gme-committee' })).toEqual({
      organization: {
        name: 'Graduate Medical Education Committee',
        type: 'COMMITTEE',
        parent: { slug: 'gme', name: 'Graduate Medical Education at CHOP' },
        ancestors: [{ slug: 'gme' }, { slug: 'chop' }],
        children: {
          totalCount: 1,
          nodes: [{ slug: 'gme-diversity-subcommittee', name: 'GME Diversity Subcommittee', type: 'COMMITTEE' }],
        },
        affiliations: { edges: [] },
      },
    });
  });

  // Without a parent there is one statement fewer.
  test('a university: part of nothing, and others point at it', async () => {
    const ldi = { slug: 'leonard-davis-institute', name: 'Leonard Davis Institute of Health Economics' };
    expect(
      await ask(hub, HowAnOrganizationIsConnectedDocument, { slug: 'penn' }, { planned: 2, byResolvers: 5 }),
    ).toEqual({
      organization: {
        name: 'University of Pennsylvania',
        type: 'UNIVERSITY',
        parent: null,
        ancestors: [],
        children: none,
        affiliations: {
          edges: [
            { type: 'BASED_AT', direction: 'INCOMING', node: ldi },
            { type: 'AFFILIATED_WITH', direction: 'INCOMING', node: amp },
            { type: 'AFFILIATED_WITH', direction: 'INCOMING', node: uphs },
          ],
        },
      },
    });
  });

  test('a health system: affiliated in both directions', async () => {
    const { organization } = await ask(
      hub,
      HowAnOrganizationIsConnectedDocument,
      { slug: 'uphs' },
      { planned: 2, byResolvers: 5 },
    );
    expect(organization?.affiliations.edges).toEqual([
      { type: 'AFFILIATED_WITH', direction: 'INCOMING', node: amp },
      { type: 'AFFILIATED_WITH', direction: 'OUTGOING', node: penn },
    ]);
  });

  test('the hospital: its thirteen parts', async () => {
    const { organization } = await ask(
      hub,
      HowAnOrganizationIsConnectedDocument,
      { slug: 'chop' },
      { planned: 2, byResolvers: 5 },
    );
    expect(organization?.children.totalCount).toBe(13);
    expect(organization?.children.nodes.map(({ slug }) => slug)).toEqual([
      'center-for-healthcare-quality-and-analytics',
      'center-for-health-equity',
      'chop-emergency-department',
      'chop-government-affairs',
      'chop-primary-care',
      'chop-research-institute',
      'gme',
      'multicultural-physicians-alliance',
      'multicultural-professionals-network',
      'pride-at-chop',
      'providers-of-pride',
      'chop-social-work',
      'women-at-chop',
    ]);
  });
});

test('what the Center for Health Equity runs, and with whom', async () => {
  expect(await ask(hub, WhatACenterRunsDocument)).toEqual({
    organization: { name: 'CHOP Center for Health Equity', cores: { nodes: CENTER_CORES } },
  });
});

test('which cores have no program', async () => {
  expect(await ask(hub, CoresWithoutProgramsDocument)).toEqual({
    cores: {
      totalCount: 1,
      nodes: [
        {
          slug: 'clinical-quality-and-safety',
          name: 'Clinical Quality and Safety',
          tagline: 'No Harm, Equitable Care',
          description: 'Measures health equity at CHOP, and helps to try out and spread what closes the gaps.',
          organization: { slug: 'center-for-health-equity', name: 'CHOP Center for Health Equity' },
        },
      ],
    },
  });
});

test('which networks and employee groups one can join', async () => {
  type Row = [slug: string, name: string, type: string, parent: string | null, audiences: string[], email: string];
  const rows: Row[] = [
    [
      'multicultural-physicians-alliance',
      "Multicultural Physicians' Alliance",
      'NETWORK',
      'chop',
      ['attending physicians', 'fellows', 'residents'],
      'chopmpa@gmail.com',
    ],
    [
      'multicultural-professionals-network',
      'Multicultural Professionals Network',
      'EMPLOYEE_RESOURCE_GROUP',
      'chop',
      ['employees', 'families', 'patients', 'racial, cultural and ethnic groups'],
      'mpn@chop.edu',
    ],
    [amp.slug, amp.name, 'NETWORK', null, ['fellows', 'residents'], 'amp.uphs.chop@gmail.com'],
    [
      'pride-at-chop',
      'Pride at CHOP',
      'EMPLOYEE_RESOURCE_GROUP',
      'chop',
      ['allies', 'employees', 'families', 'LGBTQ+ people', 'patients'],
      'pride@chop.edu',
    ],
    [
      'providers-of-pride',
      'Providers of Pride at CHOP',
      'NETWORK',
      'chop',
      ['faculty', 'fellows', 'LGBTQ+ people', 'residents'],
      'popchop1855@gmail.com',
    ],
    ['women-at-chop', 'WOMEN at CHOP', 'EMPLOYEE_RESOURCE_GROUP', 'chop', ['women'], 'women@chop.edu'],
  ];
  expect(await ask(hub, GroupsToJoinDocument)).toEqual({
    organizations: {
      totalCount: 6,
      nodes: rows.map(([slug, name, type, parent, audiences, email]) => ({
        slug,
        name,
        type,
        parent: parent && { slug: parent },
        audiences: { nodes: audiences.map((audience) => ({ name: audience })) },
        contacts: { nodes: [{ email }] },
      })),
    },
  });
});

test('who works on advocacy', async () => {
  expect(await ask(hub, WhoWorksOnATopicDocument)).toEqual({
    terms: {
      nodes: [
        {
          name: 'advocacy',
          organizations: {
            totalCount: 3,
            nodes: [
              { slug: 'chop-government-affairs', name: 'CHOP Government Affairs' },
              { slug: 'pride-at-chop', name: 'Pride at CHOP' },
              { slug: 'providers-of-pride', name: 'Providers of Pride at CHOP' },
            ],
          },
          cores: { nodes: [{ slug: 'advocacy-and-social-justice', name: 'Advocacy and Social Justice' }] },
          programs: {
            nodes: [{ slug: 'community-pediatrics-and-advocacy', name: 'Community Pediatrics & Advocacy Program' }],
          },
        },
      ],
    },
  });
});
