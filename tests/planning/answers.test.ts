import type { Role } from '../../src/platform/access/viewer';
import * as make from '../support/factories';
import { ROLES, TwoHubs } from './two-hubs';

let hubs: TwoHubs;
let program: string;

beforeAll(async () => {
  hubs = await TwoHubs.start();
  const { pool } = hubs.planning.database;
  const organization_id = await make.makeOrganization(pool, { slug: 'o' });
  const core_id = await make.makeCore(pool, { organization_id, slug: 'c' });
  program = await make.makeProgram(pool, { slug: 'p', core_id });
  await make.makeRole(pool, organization_id, {
    program_id: program,
    role: 'LEAD',
    note: 'ключ',
    started_on: '0044-03-15 BC',
  });
  await make.makeOrganization(pool, { slug: 'without-names', alternate_names: ['a', null] });
});
afterAll(() => hubs.close());

/** Selects a day that is none of GraphQL's. */
const DATED = 'nodes { organizations { edges { note startedOn } } }';

/** Selects records that resolvers read. */
const RECORDS = 'groups(by: [CORE]) { keys { record { id } } }';

/** Documents that a plan could easily answer otherwise, each of which was so once, or could have been. */
const DOCUMENTS: readonly (readonly [string, string, plan: RegExp])[] = [
  [
    'a record of a page that is selected in two ways, through one fragment and more',
    `{ programs { edges { node { ...P core { slug organization { name } } } } nodes { ...P } ${RECORDS} } }
     fragment P on Program { core { name organization { slug } } }`,
    /^part/,
  ],
  [
    'the same under aliases of one part',
    `{ programs { a: nodes { ...P core { slug } cores: organizations(first: 1) { totalCount } } b: nodes { ...P } ${RECORDS} } }
     fragment P on Program { core { name } organizations { nodes { id } } }`,
    /^part/,
  ],
  [
    'a field named __proto__ beside one that needs resolvers',
    `{ programs { __proto__: pageInfo { startCursor } ${RECORDS} } }`,
    /^none/,
  ],
  [
    'what is computed of lists, under aliases and in fragments',
    `{ programs { __typename ...A b: aggregate { years: startedYear { newest: max __typename } count } nodes { id } }
       cores { nodes { slug programs { ...A g: groups(by: [KIND, STATUS], orderBy: [{ count: true }, { key: KIND }]) { __typename n: count keys { by v: value label __typename } aggregate { createdAt { max } name { countDistinct } } } } } } }
     fragment A on ProgramConnection { aggregate { __typename startedYear { min max avg countDistinct } createdAt { max } name { min } } }`,
    /^whole/,
  ],
  [
    'the same beside a field that needs resolvers',
    `{ cores { nodes { id programs(first: 1) { aggregate { count updatedAt { max } } groups(by: [CREATED_AT_MONTH], withEmpty: true) { count keys { value } } nodes { lead { name } } } } } programs { ${RECORDS} groups2: groups(by: [KIND]) { count aggregate { startedYear { avg } } } } }`,
    /^part/,
  ],
  [
    'what is computed over links',
    '{ organizations { nodes { programs(roles: [LEAD]) { aggregate { count startedYear { avg } } groups(by: [KIND], having: { count: { gte: 1 } }) { count } } } } }',
    /^whole/,
  ],
  ['groups by nothing', '{ programs { nodes { id } groups(by: []) { count } } }', /^none/],
  [
    'more groups than there may be',
    '{ cores { nodes { programs { groups(by: [KIND], first: 5000) { count } } } } }',
    /^none/,
  ],
  ['a list of texts, one of which is missing', '{ organizations { nodes { slug alternateNames } } }', /^none/],
  ['a value that its scalar refuses', `{ programs { ${DATED} } }`, /^none; reason="[ -~]+"$/],
  ['the same where resolvers answer a part', `{ programs { ${DATED} ${RECORDS} } }`, /^part/],
  ['a slug that no record can have', '{ program(slug: "\\u0000") { name } programs { totalCount } }', /^whole/],
  [
    'an id that no record can have',
    '{ program(id: "no-uuid") { name } programs { totalCount } }',
    /^none; reason="arguments are not valid"$/,
  ],
  ['a merged field of the root', '{ programs { nodes { id } } programs { nodes { slug } totalCount } }', /^whole/],
  ['only __typename', '{ __typename a: __typename }', /^whole/],
  ['a list of which only the type is asked', '{ programs { __typename } }', /^whole/],
  ['the same in a fragment', '{ programs { ... on ProgramConnection { __typename } } }', /^whole/],
  ['a list of which everything is left out', '{ programs(first: 2) { nodes @include(if: false) { id } } }', /^whole/],
  ['the same with archived records', '{ programs(includeArchived: true) { nodes @skip(if: true) { id } } }', /^whole/],
  [
    'the same with a position that is none',
    '{ programs(first: 2, atLeast: "x") { nodes @include(if: false) { id } } }',
    /^none/,
  ],
  ['the same with a cursor that is none', '{ programs(after: "x") { totalCount @skip(if: true) } }', /^none/],
  [
    'the same with an empty filter of related records',
    '{ programs(where: { organizations: {} }) { nodes @skip(if: true) { id } } cores { totalCount } }',
    /^none/,
  ],
  [
    'the same with a filter that not everybody may use',
    '{ programs(where: { assuredBy: { eq: "x" } }) { nodes @skip(if: true) { id } } cores { totalCount } }',
    /^whole/,
  ],
  [
    'the same in a record',
    '{ programs(first: 1) { nodes { id contacts(where: { name: { eq: null } }) { nodes @skip(if: true) { id } } } } }',
    /./,
  ],
];

const FLAG = 'query ($b: Boolean = true) { programs(first: 1) { nodes { id name @include(if: $b) } } }';

describe.each(ROLES)('as %s', (role: Role) => {
  test.each(DOCUMENTS)('%s', async (_name, query, plan) => {
    const shows = role === 'editor' || role === 'admin';
    // The third use of a document is compiled, where a plan leaves something to resolvers.
    for (let use = 1; use <= 3; use += 1) {
      const reply = await hubs.same(role, { query }, { 'hub-cost': '1' });
      if (shows) expect(reply.plan).toMatch(plan);
    }
  });
});

test.each(ROLES)('as %s, a flag that is null is refused in the same way each time', async (role) => {
  for (let use = 1; use <= 3; use += 1) {
    const { body } = await hubs.same(role, { query: FLAG, variables: { b: null } });
    expect(body).toContain('"errors"');
    await hubs.same(role, { query: FLAG, variables: { b: false } });
    await hubs.same(role, { query: FLAG });
  }
});

test('no value of a record comes into the metrics or the log', async () => {
  await hubs.same('admin', { query: `{ programs { ${DATED} } }` });
  expect(hubs.planning.logged.filter((line) => line.includes('0044-03'))).toEqual([]);
});
