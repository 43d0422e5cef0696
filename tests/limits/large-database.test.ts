/** @long It fills a large database. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { COST_BUDGET } from '../../src/platform/limits/limits';
import { FOLDER, variablesBeside } from '../operations/ask';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { startTestHub, type ClientSideError, type TestHub } from '../support/hub';
import { refusalsOf } from './refused';

let database: TestDatabase;
let hub: TestHub;
let analyst: Record<string, string>;

beforeAll(async () => {
  database = await createTestDatabase();
  await database.pool.query(readFileSync(path.join(__dirname, 'large-database.sql'), 'utf8'));
  hub = await startTestHub({ database });
  analyst = await hub.signIn('analyst');
}, 300_000);
afterAll(async () => {
  await hub.close();
  await database.drop();
});

const files = readdirSync(FOLDER).filter((name) => name.endsWith('.graphql'));
const query = (document: string, variables: object = {}, headers: Record<string, string> = {}) =>
  hub.query<unknown, object>(document, variables, headers);

/** What the public may ask, though all programs have to be looked at. */
const USUAL: [name: string, document: string][] = [
  ['a word of a name', '{ programs(where: { name: { contains: "9" } }) { totalCount nodes { name } } }'],
  [
    'a word anywhere',
    '{ programs(where: { or: [{ name: { contains: "x" } }, { description: { contains: "x" } }] }) { totalCount nodes { name } } }',
  ],
  [
    'the programs of an organization',
    '{ programs(where: { organizations: { some: { slug: { eq: "organization-7" } } } }) { totalCount nodes { name } } }',
  ],
  [
    'the programs of thirty organizations',
    `{ ${Array.from({ length: 30 }, (_, i) => `a${i}: programs(where: { organizations: { some: { slug: { eq: "organization-${i + 7}" } } } }) { totalCount }`).join(' ')} }`,
  ],
  [
    'another order',
    '{ programs(first: 100, orderBy: [{ field: CREATED_AT, direction: DESC }]) { totalCount nodes { name } } }',
  ],
  [
    'what is computed of all programs',
    '{ programs { aggregate { count name { min max } startedYear { avg } supportMaxAmount { sum } description { countDistinct } } } }',
  ],
  [
    'what is computed of groups',
    '{ programs { groups(by: [KIND], having: { count: { gt: 1 } }) { count aggregate { supportMaxAmount { min max avg } } } } }',
  ],
  [
    'the organizations with most programs',
    '{ organizations(first: 100, orderBy: [{ count: { programs: {} }, direction: DESC }]) { nodes { name } } }',
  ],
  [
    'the programs with most organizations',
    '{ programs(first: 100, orderBy: [{ count: { organizations: {} }, direction: DESC }]) { nodes { name } } }',
  ],
  [
    'the organizations with many programs',
    '{ organizations(where: { programs: { count: { gte: 25 } } }) { nodes { name } } }',
  ],
  ['counts by kind', '{ programs { groups(by: [KIND, STATUS]) { count } } }'],
  [
    'the programs of the largest organization',
    '{ organization(slug: "organization-1") { programs(first: 100) { totalCount nodes { name contacts { nodes { email } } } } } }',
  ],
];

const some = (levels: number): string =>
  levels === 0
    ? '{ name: { contains: "zz" } }'
    : `{ organizations: { every: { programs: { none: ${some(levels - 1)} } } } }`;

/** What would keep Postgres busy for seconds, and the list that an error names. */
const COSTLY: [name: string, document: string, place: string][] = [
  ['nested conditions', `{ programs(where: ${some(2)}) { totalCount } }`, 'programs(where:).totalCount'],
  [
    'two hundred parts of addresses',
    `{ contacts(where: { or: [${'{ email: { contains: "q" } }'.repeat(150)}] }) { nodes { id } } }`,
    'contacts(where:).nodes',
  ],
  [
    'counts of a filtered list, thirty times',
    `{ ${Array.from({ length: 30 }, (_, i) => `a${i}: programs(where: { name: { contains: "${i}" } }) { totalCount }`).join(' ')} }`,
    'programs(where:).totalCount',
  ],
  [
    'different values in groups of links, three times',
    `{ ${Array.from({ length: 3 }, (_, i) => `a${i}: programs { groups(by: [ORGANIZATIONS]) { aggregate { ...Names } } }`).join(' ')} }
     fragment Names on ProgramAggregate { name { countDistinct } }`,
    'programs.groups(by:).aggregate.name.countDistinct',
  ],
  [
    'conditions on different values in groups of links, three times',
    `{ ${Array.from({ length: 3 }, (_, i) => `a${i}: programs { groups(by: [ORGANIZATIONS], having: { name: { countDistinct: { gt: 1 } } }) { count } }`).join(' ')} }`,
    'programs.groups(by: having:)',
  ],
  [
    'many searches',
    `{ ${Array.from({ length: 20 }, (_, i) => `a${i}: search(query: "program") { name }`).join(' ')} }`,
    'search(query:)',
  ],
  [
    'lists in lists in an order of their own',
    '{ cores { nodes { programs(orderBy: [{ field: SLUG }], where: { organizations: { every: { programs: { every: { name: { contains: "q" } } } } } }) { totalCount } } } }',
    'cores.nodes.programs(where: orderBy:).totalCount',
  ],
  [
    'the past of everything',
    `{ ${Array.from({ length: 6 }, (_, i) => `a${i}: programs(asOf: "2020-01-01T00:00:00Z") { totalCount }`).join(' ')} }`,
    'programs(asOf:).totalCount',
  ],
];

/** What the public is refused for. */
const REFUSED = new Set(['UNAUTHENTICATED', 'QUERY_TOO_COSTLY']);

/** Whether Postgres finds the answer in time on a busy machine is not judged here. */
const tooCostly = (errors: readonly ClientSideError[] = []) =>
  errors.filter(({ extensions }) => extensions.code !== 'TIMEOUT').map(({ message }) => message);

function judged(): void {
  it('says of the whole work list that it is too much', async () => {
    expect(await (await fetch(`${hub.url}/quality`)).text()).toContain(
      'There are too many records to count all of this',
    );
  });

  it.each(files)('admits %s for the public, or for analysts if it is theirs', async (file) => {
    const document = readFileSync(path.join(FOLDER, file), 'utf8');
    const variables = variablesBeside(file.replace('.graphql', '')) ?? {};
    const { errors = [] } = await query(document, variables);
    const isTheirs =
      document.startsWith('# For analysts: ') && errors.some(({ extensions }) => REFUSED.has(extensions.code));
    const asAnalyst = isTheirs ? await query(document, variables, analyst) : { errors };
    expect(tooCostly(asAnalyst.errors)).toEqual([]);
  });

  it.each(USUAL)('admits %s', async (_name, document) => {
    const { errors } = await query(document);
    expect(tooCostly(errors)).toEqual([]);
  });

  it.each(COSTLY)('refuses %s before anything is read, and says where', async (_name, document, place) => {
    const answer = await query(document);
    expect(refusalsOf(answer)).toEqual([expect.stringContaining(`${place} costs `)]);
    expect(answer.errors?.[0]?.message).toMatch(/would have to read about [\d,]+ rows/);
    expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'QUERY_TOO_COSTLY', budget: COST_BUDGET.public });
  });
}

describe('a large directory right after it was loaded', judged);

describe('a large directory that was analyzed', () => {
  beforeAll(async () => {
    await hub.close();
    await database.pool.query('VACUUM ANALYZE');
    hub = await startTestHub({ database });
  }, 300_000);

  judged();
});

it('asks Postgres for the sizes of its tables for no request', async () => {
  const { statements } = await query('{ programs(where: { name: { contains: "9" } }) { totalCount } }');
  expect(statements).toHaveLength(1);
});
