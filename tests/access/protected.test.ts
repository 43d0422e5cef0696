import { domain } from '../../src/features';
import { hubSchema } from '../../src/hub';
import { attachAccess } from '../../src/platform/access/attach-guards';
import { guardsOf } from '../../src/platform/access/guards';
import type { Policies } from '../../src/platform/access/policy-table';
import type { KeyRole } from '../../src/platform/access/viewer';
import { buildHubSchema } from '../../src/platform/schema';
import { policies } from '../../src/policies';
import { composers } from '../federation/compose';
import { makeCitation, makeContact, makeCore, makeOrganization, makeProgram, makeRole } from '../support/factories';
import { times } from '../limits/refused';
import { startTestHub, type TestHub } from '../support/hub';

const { sdl } = hubSchema();
const base = buildHubSchema(domain, policies);
const models = domain.models;

let hub: TestHub;
let program: string;

beforeAll(async () => {
  hub = await startTestHub();
  const { pool } = hub.database;
  program = await makeProgram(pool, { slug: 'vouched', assured_by: 'user:ada', assured_at: new Date() });
  await makeProgram(pool, { slug: 'other' });
  await makeCitation(pool, 'program', program);
});
afterAll(() => hub.close());

type Asker = 'public' | KeyRole;

async function ask(role: Asker, query: string, variables = {}) {
  const answer = await hub.query<Record<string, unknown>, unknown>(
    query,
    variables,
    role === 'public' ? {} : await hub.signIn(role),
  );
  return { ...answer, codes: answer.errors?.map(({ extensions }) => extensions.code) };
}

const REFUSED = [
  ['public', 'UNAUTHENTICATED', 'Sign in to use Program.assuredBy: it is for analysts, editors and admins.'],
  [
    'partner',
    'FORBIDDEN',
    'Your role, partner, may not use Program.assuredBy: it is for analysts, editors and admins.',
  ],
] as const;

/** Ways to read it; the second time a document is compiled. */
const READS = [
  ['plain', '{ program(slug: "vouched") { id assuredBy } }'],
  ['by an alias', '{ program(slug: "vouched") { id assuredAt: assuredBy } }'],
  [
    'in a fragment',
    'query { program(slug: "vouched") { ...F } } fragment F on Program { id ... @include(if: true) { assuredBy } }',
  ],
  ['as a node', '{ citations { nodes { record { ... on Program { assuredBy } } } } }'],
  ['in a list', '{ programs(where: { slug: { eq: "vouched" } }) { edges { node { assuredBy } } } }'],
  [
    'by a reference',
    'query ($id: ID!) { _entities(representations: [{ __typename: "Program", id: $id }]) { ... on Program { assuredBy } } }',
  ],
  ['by a search', '{ search(query: "program") { node { ... on Program { assuredBy } } } }'],
] as const;

describe.each(READS)('a protected field, read %s', (_how, query) => {
  test.each(REFUSED)('is null with an error to the role %s, also once it is compiled', async (role, code, message) => {
    for (let time = 0; time < 3; time += 1) {
      const { data, errors } = await ask(role, query, { id: program });
      expect(errors?.length).toBeGreaterThan(0);
      for (const error of errors ?? []) expect(error).toMatchObject({ message, extensions: { code } });
      expect(JSON.stringify(data)).toContain('null');
      expect(JSON.stringify({ data, errors })).not.toContain('user:ada');
    }
  });

  test.each(['analyst', 'editor', 'admin'] as const)('is shown to the role %s', async (role) => {
    for (let time = 0; time < 3; time += 1) {
      const { data, errors } = await ask(role, query, { id: program });
      expect(errors).toBeUndefined();
      expect(JSON.stringify(data)).toContain('user:ada');
    }
  });
});

test.each(['plain', 'compiled'])('each null of a protected field has its error, %s', async (_how) => {
  const query = '{ programs(first: 2) { nodes { assuredBy again: assuredBy } } }';
  const { data, errors } = await ask('public', query);
  expect(data).toEqual({ programs: { nodes: Array(2).fill({ assuredBy: null, again: null }) as object[] } });
  expect(errors?.map(({ path }) => path?.join('.'))).toEqual([
    'programs.nodes.0.assuredBy',
    'programs.nodes.0.again',
    'programs.nodes.1.assuredBy',
    'programs.nodes.1.again',
  ]);
  // The first error of each place, as many as an answer has.
  const many = await ask('public', `{ programs(first: 2) { nodes { ${times(29, (at) => `a${at}: assuredBy`)} } } }`);
  expect(new Set(many.errors?.map(({ path }) => path?.join('.'))).size).toBe(58);
});

const ASKED = [
  ['a filter', '{ programs(where: { assuredBy: { startsWith: "user" } }) { totalCount } }'],
  [
    'a filter under and, or and not',
    '{ programs(where: { and: [{ or: [{ not: { assuredBy: { isNull: true } } }] }] }) { totalCount } }',
  ],
  [
    'a filter of related records',
    '{ cores(where: { programs: { none: { assuredBy: { eq: "x" } } } }) { totalCount } }',
  ],
  [
    'a filter of citations',
    '{ sources(where: { citations: { some: { assuredBy: { isNull: false } } } }) { totalCount } }',
  ],
  [
    'a filter of a nested list',
    '{ cores { nodes { programs(where: { assuredBy: { isNull: false } }) { totalCount } } } }',
  ],
  ['an order', '{ programs(orderBy: [{ field: NAME }, { field: ASSURED_BY }]) { nodes { slug } } }'],
  ['a group', '{ programs { groups(by: [KIND, ASSURED_BY]) { count } } }'],
  ['a filter of groups', '{ programs { groups(by: [KIND], where: { assuredBy: { isNull: false } }) { count } } }'],
] as const;

describe.each(ASKED)('a protected field cannot be found out by %s', (_how, query) => {
  beforeAll(() => makeCore(hub.database.pool));

  test.each(['public', 'partner'] as const)('by the role %s', async (role) => {
    const { data, codes } = await ask(role, query);
    expect(codes).toContain(role === 'public' ? 'UNAUTHENTICATED' : 'FORBIDDEN');
    expect(JSON.stringify({ data })).not.toMatch(/count|slug/i);
  });

  test('but is by analysts', async () => {
    expect((await ask('analyst', query)).errors).toBeUndefined();
  });
});

describe('a record type that is not for everyone', () => {
  const changed: Policies = {
    ...policies,
    records: { ...policies.records, Citation: 'HISTORY', OrganizationRole: 'WRITE', Contact: 'WRITE' },
    fields: { ...policies.fields, 'Program.core': 'AUTHORSHIP', 'OrganizationRole.note': 'KEYS' },
  };
  const guards = guardsOf(base, models, changed);

  beforeAll(async () => {
    const contact = await makeContact(hub.database.pool, { name: 'Program' });
    await makeCitation(hub.database.pool, 'contact', contact);
    attachAccess(models, guards, changed);
  });
  afterAll(() => attachAccess(models, guardsOf(base, models, policies), policies));

  test.each([
    ['Program.citations', ['HISTORY']],
    ['Query.citations', ['HISTORY']],
    ['ProgramOrganizationsEdge.citations', ['HISTORY']],
    ['Program.organizations', ['WRITE']],
    ['Organization.coreRoles', ['WRITE']],
    ['Contact.programs', undefined],
    ['Program.contacts', ['WRITE']],
    ['Program.core', ['AUTHORSHIP']],
    ['Program.coreId', ['AUTHORSHIP']],
    ['ProgramOrganizationsEdge.note', ['KEYS']],
    ['Program.name', undefined],
  ])('protects %s as %j', (coordinate, permissions) => {
    expect(guards.fields.get(coordinate)).toEqual(permissions);
  });

  test.each([
    ['a relation', '{ programs(where: { citations: { some: {} } }) { totalCount } }'],
    ['the key of a protected relation', '{ programs(where: { coreId: { isNull: true } }) { totalCount } }'],
    ['a group', '{ programs { groups(by: [ORGANIZATIONS]) { count } } }'],
    ['a reference', '{ _entities(representations: [{ __typename: "Contact", id: "x" }]) { __typename } }'],
  ])('can not be reached by %s', async (_how, query) => {
    expect((await ask('public', query)).codes).toEqual(['UNAUTHENTICATED']);
  });

  test('is not found by a search, a citation or an id', async () => {
    const query = '{ search(query: "program", types: [CONTACT]) { name } contacts { totalCount } }';
    expect((await ask('partner', query)).data).toEqual({ search: [], contacts: { totalCount: 0 } });
    expect((await ask('editor', query)).data).toMatchObject({
      search: [{ name: 'Program' }],
      contacts: { totalCount: 1 },
    });
  });
});

describe('a key of another record shows the public nothing of an archived one', () => {
  let core: string;

  beforeAll(async () => {
    const { pool } = hub.database;
    core = await makeCore(pool, { archived_at: new Date() });
    const living = await makeCore(pool);
    await makeProgram(pool, { slug: 'of-archived', name: 'FK', core_id: core });
    await makeProgram(pool, { slug: 'of-living', name: 'FK', core_id: living });
    await makeProgram(pool, { slug: 'of-none', name: 'FK' });
  });

  test.each([
    ['eq', { eq: 'CORE' }, [], ['of-archived']],
    ['in', { in: ['CORE'] }, [], ['of-archived']],
    ['ne', { ne: 'CORE' }, ['of-archived', 'of-living', 'of-none'], ['of-living', 'of-none']],
    ['notIn', { notIn: ['CORE'] }, ['of-archived', 'of-living', 'of-none'], ['of-living', 'of-none']],
    ['isNull', { isNull: true }, ['of-archived', 'of-none'], ['of-none']],
    ['isNull: false', { isNull: false }, ['of-living'], ['of-archived', 'of-living']],
  ] as [string, object, string[], string[]][])('by %s', async (_operator, condition, toPublic, toAnalyst) => {
    const coreId = JSON.parse(JSON.stringify(condition).replace('CORE', core)) as object;
    const query = `query ($coreId: IDFilter!) {
      programs(where: { name: { eq: "FK" }, coreId: $coreId }, orderBy: [{ field: SLUG }]) { totalCount nodes { slug } }
    }`;
    for (const [role, slugs] of [
      ['public', toPublic],
      ['partner', toPublic],
      ['analyst', toAnalyst],
    ] as const) {
      const { data } = await ask(role, query, { coreId });
      expect(data).toEqual({ programs: { totalCount: slugs.length, nodes: slugs.map((slug) => ({ slug })) } });
    }
  });

  test('nor by groups, beside those that have none', async () => {
    const query = '{ programs(where: { name: { eq: "FK" } }) { groups(by: [CORE]) { count keys { value label } } } }';
    const { data } = await ask('public', query);
    const groups = (data as { programs: { groups: { count: number; keys: { value: unknown }[] }[] } }).programs.groups;
    expect(groups.filter(({ keys }) => keys[0]?.value === null)).toMatchObject([{ count: 2 }]);
    expect(JSON.stringify(groups)).not.toContain(core);
  });

  test('and it costs nothing for those who see everything', async () => {
    const query = `{ programs(where: { coreId: { eq: "${core}" } }) { totalCount } }`;
    expect((await ask('analyst', query)).statements.join()).not.toContain('EXISTS');
    expect((await ask('public', query)).statements).toHaveLength(1);
  });

  test('nor does an identifier, a role or a parent', async () => {
    const { pool } = hub.database;
    const gone = await makeOrganization(pool, { archived_at: new Date() });
    await makeOrganization(pool, { parent_organization_id: gone });
    await makeRole(pool, gone, { program_id: program });
    const { data } = await ask(
      'public',
      `query ($id: ID!) {
        organizations(where: { parentOrganizationId: { eq: $id } }) { totalCount }
        cores(where: { organizationId: { eq: $id } }) { totalCount }
        programs(where: { organizations: { some: { id: { eq: $id } } } }) { totalCount }
      }`,
      { id: gone },
    );
    const none = { totalCount: 0 };
    expect(data).toEqual({ organizations: none, cores: none, programs: none });
  });
});

describe('the SDL', () => {
  test('says to a router who may read a protected field, on each type', () => {
    const found = [...sdl.matchAll(/^ {2}assuredBy: String\b(.*)$/gm)].map(([, directive]) => directive?.trim());
    expect(found).toHaveLength(models.filter(({ columns }) => columns.has('assuredBy')).length);
    expect(new Set(found)).toEqual(new Set(['@requiresScopes(scopes: [["hub:authorship"]])']));
  });

  test.each(Object.entries(composers))('composes by %s, and the supergraph has its scopes', (_name, compose) => {
    const { errors, supergraph } = compose([{ name: 'hub', url: 'http://hub.example.org/graphql', sdl }]);
    expect(errors).toEqual([]);
    expect(supergraph).toContain('@requiresScopes(scopes: [["hub:authorship"]])');
  });
});

test('where a refusal has more places than an answer has errors, it has the first of them', async () => {
  const { pool } = hub.database;
  await Promise.all(Array.from({ length: 60 }, () => makeOrganization(pool)));
  const { errors } = await ask('public', '{ organizations(first: 100) { nodes { a: assuredBy b: assuredBy } } }');
  expect(errors?.length).toBe(100);
  expect(errors?.[0]?.path).toEqual(['organizations', 'nodes', 0, 'a']);
  expect(errors?.[99]?.path).toEqual(['organizations', 'nodes', 49, 'b']);
});
