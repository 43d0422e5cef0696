import * as documents from '../../schema/documents/generated/graphql';
import { makeCore, makeOrganization } from '../support/factories';
import { startTestHub, type TestHub } from '../support/hub';
import { ask } from './ask';
import { INFERRED_TYPES, makeCenter, makeHolding, makeInferences, makePathways, makeRichProgram } from './network';

const MANY = 50;

let hub: TestHub;

beforeAll(async () => {
  hub = await startTestHub();
  const { pool } = hub.database;
  await makePathways(pool, 'anyone', MANY);
  for (const [slug, count] of [
    ['one', 1],
    ['many', MANY],
  ] as const) {
    await makeHolding(pool, `holding-${slug}`, count);
    await makeCenter(pool, `center-${slug}`, Math.ceil(count / 5), Math.min(count, 5));
    await makeRichProgram(pool, `program-${slug}`, count);
  }
}, 120_000);
afterAll(() => hub.close());

/** `ask` fails where an operation takes another number of statements than the table says. */
describe('an operation takes as many statements for 50 parents as for one', () => {
  test('HowAnOrganizationIsConnected', async () => {
    for (const [slug, count] of [
      ['holding-one', 1],
      ['holding-many', MANY],
    ] as const) {
      const { organization } = await ask(hub, documents.HowAnOrganizationIsConnectedDocument, { slug });
      expect(organization?.children.nodes).toHaveLength(count);
      expect(organization?.affiliations.edges).toHaveLength(count);
    }
  });

  test('WhatACenterRuns', async () => {
    for (const [slug, count] of [
      ['center-one', 1],
      ['center-many', MANY],
    ] as const) {
      const { organization } = await ask(hub, documents.WhatACenterRunsDocument, { slug });
      const programs = organization?.cores.nodes.flatMap((core) => core.programs.nodes) ?? [];
      expect(programs).toHaveLength(count);
      expect(programs.every((program) => program.organizations.edges.length === 1)).toBe(true);
    }
  });

  test('PartnersInAProgram', async () => {
    for (const [slug, count] of [
      ['program-one', 1],
      ['program-many', MANY],
    ] as const) {
      const { program } = await ask(hub, documents.PartnersInAProgramDocument, { slug });
      expect(program?.organizations.edges).toHaveLength(count);
    }
  });

  test('SupportForAProgram', async () => {
    for (const [slug, count] of [
      ['program-one', 1],
      ['program-many', MANY],
    ] as const) {
      const { program } = await ask(hub, documents.SupportForAProgramDocument, { slug });
      expect(program?.organizations.totalCount).toBe(count);
      expect(program?.citations.totalCount).toBe(count);
    }
  });

  test('EverythingAboutAProgram, and two more for the core and its owner, which the clerkship has not', async () => {
    for (const [slug, count] of [
      ['program-one', 1],
      ['program-many', MANY],
    ] as const) {
      const { program } = await ask(
        hub,
        documents.EverythingAboutAProgramDocument,
        { slug },
        { planned: 1, byResolvers: 15 },
      );
      const { organizations, relatedPrograms, contacts, terms, citations } = program ?? {};
      const lists = [relatedPrograms?.edges, contacts?.edges, terms?.edges, citations?.nodes];
      expect(lists.map((list) => list?.length)).toEqual([count, count, count, count]);
      expect(organizations?.edges).toHaveLength(Math.min(2 * count, 50));
    }
  });

  test('ContactsForPathwayPrograms', async () => {
    for (const first of [1, MANY]) {
      const { programs } = await ask(hub, documents.ContactsForPathwayProgramsDocument, { first });
      expect(programs.nodes).toHaveLength(first);
      expect(programs.nodes.every(({ organizations }) => organizations.edges[0]?.node.contacts.nodes[0])).toBe(true);
    }
  });

  test('ProgramsForAnAudience', async () => {
    for (const first of [1, MANY]) {
      const { programs } = await ask(hub, documents.ProgramsForAnAudienceDocument, { audience: 'anyone', first });
      expect(programs.nodes).toHaveLength(first);
      expect(programs.nodes.every(({ lead, topics }) => lead && topics.nodes.length === 1)).toBe(true);
    }
  });

  test('ProgramDirectory', async () => {
    for (const first of [1, MANY]) {
      const where = { kind: { eq: 'PATHWAY' } } as const;
      const { programs } = await ask(hub, documents.ProgramDirectoryDocument, { first, where });
      expect(programs.nodes).toHaveLength(first);
      expect(programs.nodes.every(({ core, lead, organizations }) => core && lead && organizations.totalCount)).toBe(
        true,
      );
    }
  });

  test('GroupsToJoin', async () => {
    for (const first of [1, MANY]) {
      const { organizations } = await ask(hub, documents.GroupsToJoinDocument, { first });
      expect(organizations.nodes).toHaveLength(first);
      expect(organizations.nodes.every(({ parent, audiences }) => parent && audiences.nodes.length === 1)).toBe(true);
    }
  });

  test('GapsInTheDirectory', async () => {
    for (const first of [1, MANY]) {
      const { withoutLead } = await ask(hub, documents.GapsInTheDirectoryDocument, { first });
      expect(withoutLead.nodes).toHaveLength(first);
    }
  });

  test('WhoWorksOnATopic', async () => {
    const { terms } = await ask(hub, documents.WhoWorksOnATopicDocument, { topic: 'topic' });
    const { organizations, cores, programs } = terms.nodes[0] ?? {};
    expect([organizations, cores, programs].map((list) => list?.nodes.length)).toEqual([MANY, MANY, MANY]);
  });

  test('SearchTheNetwork, of programs and their leads only', async () => {
    for (const first of [1, MANY]) {
      const variables = { query: 'program', types: ['PROGRAM' as const], first };
      const { search } = await ask(hub, documents.SearchTheNetworkDocument, variables, { planned: 3, byResolvers: 3 });
      expect(search).toHaveLength(first);
    }
  });

  test('MostActiveOrganizations', async () => {
    for (const first of [1, MANY]) {
      const { programs } = await ask(hub, documents.MostActiveOrganizationsDocument, { first });
      expect(programs.byOrganization).toHaveLength(first);
    }
  });

  test('ProgramsByKindAndStatus', async () => {
    const { programs } = await ask(hub, documents.ProgramsByKindAndStatusDocument, {});
    expect(programs.byCore.length).toBeGreaterThan(MANY);
  });
});

describe('an operation without a size of its own takes as many for 50 records as the bundled dataset takes', () => {
  test('CoresWithoutPrograms', async () => {
    const organization_id = await makeOrganization(hub.database.pool);
    for (let index = 0; index < MANY; index += 1) await makeCore(hub.database.pool, { organization_id });
    const { cores } = await ask(hub, documents.CoresWithoutProgramsDocument);
    expect(cores.nodes).toHaveLength(MANY);
  });

  test('WhatToLookAt', async () => {
    for (const first of [1, MANY]) {
      const { quality } = await ask(hub, documents.WhatToLookAtDocument, {
        first,
        rules: ['PROGRAM_WITHOUT_URL', 'CORE_WITHOUT_PROGRAM'],
      });
      const found = quality.find(({ rule }) => rule === 'PROGRAM_WITHOUT_URL');
      expect(found?.records).toHaveLength(first);
    }
  });

  test('InferredFacts and HowWellGrounded', async () => {
    await makeInferences(hub.database.pool, Math.ceil(MANY / INFERRED_TYPES));
    for (const first of [INFERRED_TYPES, MANY]) {
      const { citations } = await ask(hub, documents.InferredFactsDocument, { first });
      expect(new Set(citations.nodes.map(({ recordType }) => recordType)).size).toBe(INFERRED_TYPES);
      expect(citations.nodes).toHaveLength(first);
    }
    const { sources } = await ask(hub, documents.HowWellGroundedDocument);
    expect(sources.nodes).toHaveLength(MANY);
  });
});
