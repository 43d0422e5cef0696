import {
  makeAffiliation,
  makeAssignment,
  makeCitation,
  makeContact,
  makeCore,
  makeIdentifier,
  makeOrganization,
  makeProgram,
  makeRelationship,
  makeRole,
  makeSource,
  makeTag,
  makeTaxonomy,
  makeTerm,
} from '../support/factories';
import { startTestHub, type TestHub } from '../support/hub';

const MANY = 50;

let hub: TestHub;
let withoutPlans: TestHub;

beforeAll(async () => {
  hub = await startTestHub();
  withoutPlans = await startTestHub({ database: hub.database, env: { HUB_PLANS: 'off' } });
  await makeNetwork(MANY);
});
afterAll(async () => {
  await withoutPlans.close();
  await hub.close();
});

/** `count` records of every type, each of which has at least one record in each of its relations. */
async function makeNetwork(count: number): Promise<void> {
  const { pool } = hub.database;
  const root = await makeOrganization(pool);
  const hubProgram = await makeProgram(pool);
  for (let index = 0; index < count; index += 1) {
    const organization_id = await makeOrganization(pool, { parent_organization_id: root });
    const core_id = await makeCore(pool, { organization_id });
    const program_id = await makeProgram(pool, { core_id });
    const contact = await makeContact(pool);
    const taxonomy_id = await makeTaxonomy(pool);
    const broader = await makeTerm(pool, { taxonomy_id });
    const term = await makeTerm(pool, { taxonomy_id, parent_id: broader });
    const source_id = await makeSource(pool);
    const affiliation = await makeAffiliation(pool, organization_id, root);
    const relationship = await makeRelationship(pool, program_id, hubProgram);
    const role = await makeRole(pool, organization_id, { program_id, role: 'LEAD' });
    await makeRole(pool, organization_id, { core_id });
    const links: [string, string][] = [
      ['organization', organization_id],
      ['core', core_id],
      ['program', program_id],
      ['contact', contact],
      ['taxonomy', taxonomy_id],
      ['taxonomy_term', term],
      ['organization_affiliation', affiliation],
      ['program_relationship', relationship],
      ['organization_role', role],
    ];
    for (const target of [{ organization_id }, { core_id }, { program_id }]) {
      links.push(['contact_assignment', await makeAssignment(pool, contact, target)]);
      links.push(['attribute', await makeTag(pool, term, target)]);
    }
    links.push(['identifier', await makeIdentifier(pool, { organization_id })]);
    links.push(['identifier', await makeIdentifier(pool, { program_id })]);
    for (const [type, id] of links) await makeCitation(pool, type, id, { source_id });
  }
}

/** Every relation of the schema: the root list, the field with its arguments, what is selected of it. */
const toOne: [list: string, where: string, field: string][] = [
  ['organizations', '{ parent: {} }', 'parent { name }'],
  ['cores', '{ organization: {} }', 'organization { name }'],
  ['programs', '{ core: {} }', 'core { name }'],
  ['programs', '{ organizations: { some: {} } }', 'lead { name }'],
  ['terms', '{ taxonomy: {} }', 'taxonomy { name }'],
  ['terms', '{ parent: {} }', 'parent { name }'],
  ['citations', '{ source: {} }', 'source { title }'],
];
const toMany: [list: string, field: string][] = [
  ['organizations', 'children'],
  ['organizations', 'affiliations'],
  ['organizations', 'cores'],
  ['organizations', 'programs'],
  ['organizations', 'coreRoles'],
  ['organizations', 'contacts'],
  ['organizations', 'terms'],
  ['organizations', 'identifiers'],
  ['organizations', 'citations'],
  ['cores', 'organizations'],
  ['cores', 'programs'],
  ['cores', 'contacts'],
  ['cores', 'terms'],
  ['cores', 'citations'],
  ['programs', 'organizations'],
  ['programs', 'relatedPrograms'],
  ['programs', 'contacts'],
  ['programs', 'terms'],
  ['programs', 'identifiers'],
  ['programs', 'citations'],
  ['contacts', 'organizations'],
  ['contacts', 'cores'],
  ['contacts', 'programs'],
  ['contacts', 'citations'],
  ['taxonomies', 'terms'],
  ['taxonomies', 'citations'],
  ['terms', 'children'],
  ['terms', 'organizations'],
  ['terms', 'cores'],
  ['terms', 'programs'],
  ['terms', 'citations'],
  ['sources', 'citations'],
];

async function statementsFor(asked: TestHub, selection: string): Promise<number> {
  const { errors, statements } = await asked.query(selection);
  expect(errors).toBeUndefined();
  return statements.length;
}

/** @param byResolvers the statements without plans @param planned those with plans */
async function expectStatements(selection: (first: number) => string, byResolvers: number, planned = 1): Promise<void> {
  for (const [asked, expected] of [
    [hub, hub.plans ? planned : byResolvers],
    [withoutPlans, byResolvers],
  ] as const) {
    expect(await statementsFor(asked, selection(1))).toBe(expected);
    // Twice: a document that is used again is compiled, and must batch as well as an interpreted one.
    expect(await statementsFor(asked, selection(MANY))).toBe(expected);
    expect(await statementsFor(asked, selection(MANY))).toBe(expected);
  }
}

describe('a plan takes one statement; without it, the number does not grow with the number of parents:', () => {
  test.each(toOne)('%s where %s { %s } takes two', async (list, where, field) => {
    await expectStatements(
      (first) => `{ ${list}(first: ${first}, where: ${where}) { nodes { id ${field} } } }`,
      2,
      field.startsWith('lead') ? 2 : 1,
    );
  });

  test.each(toMany)('%s { %s } takes two', async (list, field) => {
    await expectStatements((first) => `{ ${list}(first: ${first}) { nodes { ${field} { nodes { id } } } } }`, 2);
  });

  test.each(toMany)('%s { %s } with a page, an order, a filter and backwards takes two', async (list, field) => {
    const args =
      '(last: 3, where: { createdAt: { gt: "2000-01-01T00:00:00Z" } }, orderBy: [{ field: CREATED_AT, direction: DESC }])';
    await expectStatements(
      (first) => `{ ${list}(first: ${first}) { nodes { ${field}${args} { edges { cursor node { id } } } } } }`,
      2,
    );
  });

  test.each(toMany)('%s { %s } with rows and totalCount takes three', async (list, field) => {
    await expectStatements(
      (first) => `{ ${list}(first: ${first}) { nodes { ${field} { totalCount nodes { id } } } } }`,
      3,
    );
  });

  test.each(toMany)('%s { %s { totalCount } } alone takes two', async (list, field) => {
    await expectStatements((first) => `{ ${list}(first: ${first}) { nodes { ${field} { totalCount } } } }`, 2);
  });

  test('organizations { ancestors } takes two', async () => {
    await expectStatements((first) => `{ organizations(first: ${first}) { nodes { ancestors { name } } } }`, 2, 2);
  });

  test('a nested groups takes two', async () => {
    await expectStatements(
      (first) =>
        `{ organizations(first: ${first}) { nodes { programs { groups(by: [KIND, CORE]) { count keys { value label } } } } } }`,
      2,
    );
  });

  test('the citations of links take one more', async () => {
    await expectStatements(
      (first) =>
        `{ programs(first: ${first}, where: { organizations: { some: {} } }) { nodes { organizations { edges { role citations { nodes { lineFrom } } node { name } } } } } }`,
      3,
    );
  });

  test('the record of a citation takes one for each type of record', async () => {
    const where = 'where: { recordType: { in: [ORGANIZATION, ORGANIZATION_ROLE] } }';
    await expectStatements(
      (first) =>
        `{ citations(first: ${first === 1 ? 2 : first}, orderBy: [{ field: CREATED_AT }], ${where}) { nodes { record { id __typename } } } }`,
      3,
      3,
    );
  });

  test('one field under two aliases takes one for each alias', async () => {
    await expectStatements(
      (first) =>
        `{ cores(first: ${first}) { nodes { a: programs(first: 1) { nodes { id } } b: programs(first: 2) { nodes { name } } } } }`,
      3,
    );
  });

  test('four levels take four', async () => {
    await expectStatements(
      (first) =>
        `{ cores(first: ${first}) { nodes { programs(first: 3) { nodes { organizations(first: 3) { edges { node { contacts(first: 3) { nodes { name } } } } } } } } } }`,
      4,
    );
  });
});

test('only the columns that were selected are read', async () => {
  const query = '{ programs { nodes { name core { tagline } } } }';
  const [programs, cores] = (await withoutPlans.query(query)).statements;
  expect(programs?.match(/AS "(\w+)"/g)?.sort()).toEqual(['AS "coreId"', 'AS "id"', 'AS "name"']);
  expect(cores?.match(/AS "(\w+)"/g)?.sort()).toEqual(['AS "id"', 'AS "tagline"']);
  const [planned] = (await hub.query(query)).statements;
  expect(planned).not.toMatch(/description|summary|website/);
});

test('rows are not read where only a count is asked', async () => {
  for (const asked of [hub, withoutPlans]) {
    const { data, statements } = await asked.query('{ programs { totalCount } }');
    expect(data).toEqual({ programs: { totalCount: MANY + 1 } });
    expect(statements).toHaveLength(1);
    expect(statements[0]).toMatch(/SELECT count/);
    expect(statements[0]).not.toMatch(/ORDER BY/);
  }
});
