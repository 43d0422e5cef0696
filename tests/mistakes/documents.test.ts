import { startTestHub, type TestHub } from '../support/hub';
import type { KeyRole } from '../../src/platform/access/viewer';

let hub: TestHub;

beforeAll(async () => {
  hub = await startTestHub({ seeded: true });
});
afterAll(() => hub.close());

/** What somebody sends by mistake, and the messages that they get, with their codes. */
interface Mistake {
  readonly query: string;
  readonly variables?: unknown;
  readonly role?: KeyRole;
  readonly messages: readonly string[];
}

async function expectMessages({ query, variables, role, messages }: Mistake): Promise<void> {
  const headers = role ? await hub.signIn(role) : {};
  const { errors = [] } = await hub.query<unknown, unknown>(query, variables, headers);
  expect(errors.map(({ message, extensions }) => `${extensions.code}: ${message}`)).toEqual(messages);
}

const INVALID = 'GRAPHQL_VALIDATION_FAILED';
const UNPARSED = 'GRAPHQL_PARSE_FAILED: Syntax Error';
const INPUT = 'BAD_USER_INPUT';

/** A query of programs with a filter. */
const where = (text: string, message: string): Mistake => ({
  query: `{ programs(where: ${text}) { totalCount } }`,
  messages: [message],
});

/** The same with the filter as a variable. */
const given = (filter: unknown, message: string): Mistake => ({
  query: 'query ($where: ProgramWhere) { programs(where: $where) { totalCount } }',
  variables: { where: filter },
  messages: [message],
});

const ask = (query: string, ...messages: string[]): Mistake => ({ query, messages });

describe('moments', () => {
  const DAY = '"2026-01-31" is a day, not a moment; add a time and a time zone, such as "2026-01-31T00:00:00Z".';
  const EXAMPLES = 'give a text such as "2026-01-31T09:00:00Z" or "2026-01-31T09:00:00+01:00".';

  test.each<[string, Mistake]>([
    ['a day', where('{ createdAt: { gte: "2026-01-31" } }', `${INVALID}: ${DAY}`)],
    [
      'a day in a variable',
      given(
        { createdAt: { gte: '2026-01-31' } },
        `${INPUT}: Variable "$where" got invalid value "2026-01-31" at "where.createdAt.gte"; ${DAY}`,
      ),
    ],
    [
      'a day of which a past state is wanted',
      ask('{ program(slug: "secure", asOf: "2026-01-31") { name } }', `${INVALID}: ${DAY}`),
    ],
    [
      'no time zone',
      where(
        '{ createdAt: { gte: "2026-01-31T10:00:00" } }',
        `${INVALID}: "2026-01-31T10:00:00" has no time zone; add one, such as "2026-01-31T10:00:00Z" or "2026-01-31T10:00:00+01:00".`,
      ),
    ],
    [
      'milliseconds',
      where('{ createdAt: { gte: 1767225600000 } }', `${INVALID}: 1767225600000 is not a DateTime; ${EXAMPLES}`),
    ],
    [
      'a date of another form, whose year looks like a fraction',
      where('{ createdAt: { gte: "28.11.2026" } }', `${INVALID}: "28.11.2026" is not a DateTime; ${EXAMPLES}`),
    ],
    ['a word', where('{ createdAt: { gte: "yesterday" } }', `${INVALID}: "yesterday" is not a DateTime; ${EXAMPLES}`)],
    [
      'a day that is none',
      where('{ createdAt: { gte: "2026-02-30" } }', `${INVALID}: "2026-02-30" is not a DateTime; ${EXAMPLES}`),
    ],
    [
      'a moment where a day is wanted',
      ask(
        'mutation { assignOrganizationRole(input: { role: LEAD, startedOn: "2026-01-31T00:00:00Z" }) { cursor } }',
        `${INVALID}: Date cannot represent an invalid date-string 2026-01-31T00:00:00Z. Give a day without a time, such as "2026-01-31".`,
      ),
    ],
  ])('%s', async (_name, mistake) => expectMessages(mistake));
});

describe('ids', () => {
  const NO_ID = 'is "secure", which is not an id. An id is a UUID';

  test.each<[string, Mistake]>([
    [
      'a slug',
      ask(
        '{ program(id: "secure") { name } }',
        `${INPUT}: id ${NO_ID}; if this is a slug, give \`slug:\` instead of \`id:\`.`,
      ),
    ],
    [
      'a name, of a type without slugs',
      { ...ask('{ contact(id: "secure") { name } }', `${INPUT}: id ${NO_ID}.`), role: 'editor' },
    ],
    [
      'a number',
      ask(
        '{ program(id: 42) { name } }',
        `${INPUT}: id is "42", which is not an id. An id is a UUID; if this is a slug, give \`slug:\` instead of \`id:\`.`,
      ),
    ],
    ['neither id nor slug', ask('{ program { name } }', `${INPUT}: Give exactly one of id and slug.`)],
    ['both', ask('{ program(id: "x", slug: "secure") { name } }', `${INPUT}: Give exactly one of id and slug.`)],
    [
      'the name instead of a key',
      ask(
        '{ program(name: "SECURE") { name } }',
        `${INVALID}: Unknown argument "name" on field "Query.program". Did you mean "atLeast", "asOf", "id", or "slug"?`,
      ),
    ],
    [
      'no id',
      ask(
        '{ contact { name } }',
        `${INVALID}: Field "contact" argument "id" of type "ID!" is required, but it was not provided.`,
      ),
    ],
    [
      'an object',
      {
        query: 'query ($id: ID) { program(id: $id) { name } }',
        variables: { id: {} },
        messages: [
          `${INPUT}: Variable "$id" got invalid value {}; ID cannot represent value: {}. Give an id as a text in double quotes.`,
        ],
      },
    ],
    [
      'a truth value',
      ask(
        '{ program(id: true) { name } }',
        `${INVALID}: ID cannot represent a non-string and non-integer value: true. Give an id as a text in double quotes.`,
      ),
    ],
  ])('%s', async (_name, mistake) => expectMessages(mistake));

  test('the id of another type finds nothing', async () => {
    const { data } = await hub.query<{ program: { id: string } }, never>('{ program(slug: "secure") { id } }');
    const answer = await hub.query(`{ organization(id: "${data.program.id}") { name } }`);
    expect(answer).toMatchObject({ data: { organization: null }, errors: undefined });
  });
});

describe('pages', () => {
  const CURSOR = 'A page begins after a cursor, such as the pageInfo.endCursor of the page before it.';
  const UNKNOWN = `${INVALID}: Unknown argument`;
  const NO_CURSOR = `${INPUT}: after is not a cursor of this hub; use one from \`pageInfo\` or \`edges\`.`;

  test.each<[string, Mistake]>([
    [
      'too many',
      ask(
        '{ programs(first: 1000) { totalCount } }',
        `${INPUT}: first is 1000; give 0 to 100, and read further pages with cursors.`,
      ),
    ],
    [
      'a negative number',
      ask(
        '{ programs(last: -1) { totalCount } }',
        `${INPUT}: last is -1; give 0 to 100, and read further pages with cursors.`,
      ),
    ],
    [
      'a number as a text',
      ask(
        '{ programs(first: "10") { totalCount } }',
        `${INVALID}: Int cannot represent non-integer value: "10". Give a whole number without quotes, such as 10.`,
      ),
    ],
    [
      'the same in a variable',
      {
        query: 'query ($first: Int) { programs(first: $first) { totalCount } }',
        variables: { first: '10' },
        messages: [
          `${INPUT}: Variable "$first" got invalid value "10"; Int cannot represent non-integer value: "10". Give a whole number without quotes, such as 10.`,
        ],
      },
    ],
    [
      'both ends',
      ask(
        '{ programs(first: 1, last: 1) { totalCount } }',
        `${INPUT}: first and last are both given; give only one of them.`,
      ),
    ],
    [
      'limit and offset',
      ask(
        '{ programs(limit: 10, offset: 20) { totalCount } }',
        `${UNKNOWN} "limit" on field "Query.programs". Did you mean "first"?`,
        `${UNKNOWN} "offset" on field "Query.programs". Did you mean "after"? ${CURSOR}`,
      ),
    ],
    [
      'a page number',
      ask(
        '{ programs(page: 2) { totalCount } }',
        `${UNKNOWN} "page" on field "Query.programs". Did you mean "after"? ${CURSOR}`,
      ),
    ],
    ['a number as a cursor', ask('{ programs(after: "20") { totalCount } }', NO_CURSOR)],
    ['an empty cursor', ask('{ programs(after: "") { totalCount } }', NO_CURSOR)],
    ['an id as a cursor', ask('{ programs(after: "00000000-0000-4000-8000-000000000000") { totalCount } }', NO_CURSOR)],
  ])('%s', async (_name, mistake) => expectMessages(mistake));

  test('the cursor of another list, or of another order', async () => {
    const { data } = await hub.query<{ programs: { pageInfo: { endCursor: string } } }, never>(
      '{ programs(first: 1) { pageInfo { endCursor } } }',
    );
    const { endCursor } = data.programs.pageInfo;
    await expectMessages(
      ask(
        `{ programs(after: "${endCursor}", orderBy: [{ field: STARTED_YEAR }]) { totalCount } }`,
        `${INPUT}: after is a cursor of a list in another order; use a cursor from this list.`,
      ),
    );
    await expectMessages(
      ask(
        `{ organizations(after: "${endCursor}") { totalCount } }`,
        `${INPUT}: after is a cursor of another list; use a cursor from this list.`,
      ),
    );
  });
});

describe('filters', () => {
  test.each<[string, Mistake]>([
    [
      'under another name',
      ask(
        '{ programs(filter: { name: { eq: "x" } }) { totalCount } }',
        `${INVALID}: Unknown argument "filter" on field "Query.programs". Did you mean "where"?`,
      ),
    ],
    [
      'a text instead of a comparison',
      where('{ name: "x" }', `${INVALID}: Expected value of type "StringFilter", found "x". Did you mean { eq: … }?`),
    ],
    [
      'the same in a variable',
      given(
        { name: 'x' },
        `${INPUT}: Variable "$where" got invalid value "x" at "where.name"; Expected type "StringFilter" to be an object. Did you mean { eq: … }?`,
      ),
    ],
    [
      'an enum instead of a comparison',
      where(
        '{ kind: STUDY }',
        `${INVALID}: Expected value of type "ProgramKindFilter", found STUDY. Did you mean { eq: … }?`,
      ),
    ],
    [
      'a comparison of another API',
      where(
        '{ name: { equals: "x" } }',
        `${INVALID}: Field "equals" is not defined by type "StringFilter". Did you mean "eq"?`,
      ),
    ],
    [
      'one of SQL',
      where(
        '{ name: { like: "%x%" } }',
        `${INVALID}: Field "like" is not defined by type "StringFilter". Did you mean "contains"?`,
      ),
    ],
    [
      'one with an underscore',
      where(
        '{ name: { _contains: "x" } }',
        `${INVALID}: Field "_contains" is not defined by type "StringFilter". Did you mean "contains"?`,
      ),
    ],
    [
      'a comparison without a field',
      where(
        '{ contains: "x" }',
        `${INVALID}: Field "contains" is not defined by type "ProgramWhere". Did you mean name: { contains: … }?`,
      ),
    ],
    [
      'OR',
      where(
        '{ OR: [{ name: { eq: "x" } }] }',
        `${INVALID}: Field "OR" is not defined by type "ProgramWhere". Did you mean "or"?`,
      ),
    ],
    [
      'null',
      where(
        '{ name: { eq: null } }',
        `${INPUT}: where.name.eq is null; leave it out, or use isNull: true to find missing values.`,
      ),
    ],
    [
      'a record by its name',
      where(
        '{ core: "research" }',
        `${INVALID}: Expected value of type "CoreWhere", found "research". Did you mean { slug: { eq: … } }?`,
      ),
    ],
    [
      'related records without some, none or every',
      ask(
        '{ organizations(where: { programs: { kind: { eq: STUDY } } }) { totalCount } }',
        `${INVALID}: Field "kind" is not defined by type "OrganizationProgramsWhere". Did you mean some: { kind: … }?`,
      ),
    ],
    [
      'related records, empty',
      ask(
        '{ organizations(where: { programs: {} }) { totalCount } }',
        `${INPUT}: where.programs is empty; give some, none, every or count.`,
      ),
    ],
    [
      'JSON in a text',
      given(
        '{"name":{"eq":"x"}}',
        `${INPUT}: Variable "$where" got invalid value "{\\"name\\":{\\"eq\\":\\"x\\"}}"; Expected type "ProgramWhere" to be an object. Did you mean { slug: { eq: … } }?`,
      ),
    ],
    [
      'JSON in the document',
      where(
        '{ "name": { "eq": "x" } }',
        `${UNPARSED}: Expected Name, found String "name". Names have no quotes in GraphQL, unlike in JSON.`,
      ),
    ],
    [
      'a truth value as a text',
      ask(
        '{ programs(includeArchived: "true") { totalCount } }',
        `${INVALID}: Boolean cannot represent a non boolean value: "true". Give true or false, without quotes.`,
      ),
    ],
    [
      'a number as a text',
      where(
        '{ name: { eq: 5 } }',
        `${INVALID}: String cannot represent a non string value: 5. Give a text in double quotes.`,
      ),
    ],
    [
      'a number that is too large',
      where(
        '{ startedYear: { gte: 99999999999 } }',
        `${INVALID}: Int cannot represent non 32-bit signed integer value: 99999999999. Give one from -2147483648 to 2147483647.`,
      ),
    ],
  ])('%s', async (_name, mistake) => expectMessages(mistake));
});

describe('enums', () => {
  const VALUES = '"PATHWAY", "INITIATIVE", "TRAINING", "CLINIC", "PARTNERSHIP", "STUDY", or "RESOURCE"';

  test.each<[string, Mistake]>([
    [
      'in small letters',
      where(
        '{ kind: { eq: study } }',
        `${INVALID}: Value "study" does not exist in "ProgramKind" enum. Did you mean the enum value "STUDY"?`,
      ),
    ],
    [
      'in quotes',
      where(
        '{ kind: { eq: "STUDY" } }',
        `${INVALID}: Enum "ProgramKind" cannot represent non-enum value: "STUDY". Did you mean the enum value "STUDY"? Write the value of an enum without quotes.`,
      ),
    ],
    [
      'one that does not exist',
      where(
        '{ kind: { eq: WORKSHOP } }',
        `${INVALID}: Value "WORKSHOP" does not exist in "ProgramKind" enum. Did you mean ${VALUES}?`,
      ),
    ],
    [
      'one that does not exist, in quotes',
      where(
        '{ kind: { eq: "WORKSHOP" } }',
        `${INVALID}: Enum "ProgramKind" cannot represent non-enum value: "WORKSHOP". Did you mean ${VALUES}? Write the value of an enum without quotes.`,
      ),
    ],
    [
      'in a variable',
      given(
        { kind: { eq: 'Study' } },
        `${INPUT}: Variable "$where" got invalid value "Study" at "where.kind.eq"; Value "Study" does not exist in "ProgramKind" enum. Did you mean the enum value "STUDY"?`,
      ),
    ],
    [
      'several with a comma',
      ask(
        '{ program(slug: "secure") { organizations(roles: "LEAD,PARTNER") { totalCount } } }',
        `${INVALID}: Enum "OrganizationRoleType" cannot represent non-enum value: "LEAD,PARTNER". Give several values as a list, such as [A, B].`,
      ),
    ],
  ])('%s', async (_name, mistake) => expectMessages(mistake));
});

describe('orders', () => {
  const STEP = 'Did you mean [{ field: NAME, direction: ASC }]?';

  test.each<[string, Mistake]>([
    [
      'under another name',
      ask(
        '{ programs(sort: "name") { totalCount } }',
        `${INVALID}: Unknown argument "sort" on field "Query.programs". Did you mean "orderBy"?`,
      ),
    ],
    [
      'a text',
      ask(
        '{ programs(orderBy: "name") { totalCount } }',
        `${INVALID}: Expected value of type "[ProgramOrder!]", found "name". ${STEP}`,
      ),
    ],
    [
      'an enum',
      ask(
        '{ programs(orderBy: NAME_ASC) { totalCount } }',
        `${INVALID}: Expected value of type "[ProgramOrder!]", found NAME_ASC. ${STEP}`,
      ),
    ],
    [
      'a direction in small letters',
      ask(
        '{ programs(orderBy: { field: NAME, direction: desc }) { totalCount } }',
        `${INVALID}: Value "desc" does not exist in "OrderDirection" enum. Did you mean the enum value "DESC" or "ASC"?`,
      ),
    ],
  ])('%s', async (_name, mistake) => expectMessages(mistake));
});

describe('fields', () => {
  const NONE = (field: string, type: string) => `${INVALID}: Cannot query field "${field}" on type "${type}".`;

  test.each<[string, Mistake]>([
    [
      'of a record, on its list',
      ask('{ programs { name } }', `${NONE('name', 'ProgramConnection')} Did you mean nodes { name }?`),
    ],
    [
      'of a record, on its edge',
      ask('{ programs { edges { name } } }', `${NONE('name', 'ProgramEdge')} Did you mean node { name }?`),
    ],
    ['items', ask('{ programs { items { name } } }', `${NONE('items', 'ProgramConnection')} Did you mean "nodes"?`)],
    ['count', ask('{ programs { count } }', `${NONE('count', 'ProgramConnection')} Did you mean "totalCount"?`)],
    [
      'of the page, on its list',
      ask(
        '{ programs { hasNextPage } }',
        `${NONE('hasNextPage', 'ProgramConnection')} Did you mean pageInfo { hasNextPage }?`,
      ),
    ],
    [
      'of a link, on its record',
      ask(
        '{ program(slug: "secure") { organizations { nodes { role } } } }',
        `${NONE('role', 'Organization')} Did you mean edges { role node { … } }?`,
      ),
    ],
    [
      'of a link, on the record of an edge',
      ask(
        '{ program(slug: "secure") { organizations { edges { node { role } } } } }',
        `${NONE('role', 'Organization')} Did you mean edges { role node { … } }?`,
      ),
    ],
    [
      'with underscores',
      ask(
        '{ program(slug: "secure") { started_year } }',
        `${NONE('started_year', 'Program')} Did you mean "startedYear"?`,
      ),
    ],
    [
      'in the singular',
      ask(
        '{ program(slug: "secure") { organization { name } } }',
        `${NONE('organization', 'Program')} Did you mean "organizations"?`,
      ),
    ],
    [
      'that nothing resembles',
      ask(
        '{ program(slug: "secure") { title } }',
        `${NONE('title', 'Program')} The fields of Program are in the schema: see /explorer or /schema.graphql.`,
      ),
    ],
    [
      'with get',
      ask('{ getPrograms { nodes { id } } }', `${NONE('getPrograms', 'Query')} Did you mean "programs" or "program"?`),
    ],
    [
      'a mutation in a query',
      ask(
        '{ createProgram(input: { name: "x", kind: STUDY }) { cursor } }',
        `${NONE('createProgram', 'Query')} Did you mean mutation { createProgram }?`,
      ),
    ],
    [
      'a mutation by the name that other APIs have for it',
      ask(
        'mutation { deleteProgram(id: "x") { cursor } }',
        `${NONE('deleteProgram', 'Mutation')} Did you mean "archiveProgram"?`,
      ),
    ],
    [
      'braces after a value',
      ask(
        '{ programs { nodes { status { name } } } }',
        'GRAPHQL_VALIDATION_FAILED: Field "status" must not have a selection since type "ProgramStatus!" has no subfields. Write status without braces.',
      ),
    ],
    [
      'a query in a mutation',
      ask('mutation { programs { totalCount } }', `${NONE('programs', 'Mutation')} Did you mean query { programs }?`),
    ],
    [
      'a query in a subscription',
      ask(
        'subscription { programs { totalCount } }',
        `${NONE('programs', 'Subscription')} Did you mean query { programs }?`,
      ),
    ],
    [
      'none',
      ask(
        '{ programs }',
        `${INVALID}: Field "programs" of type "ProgramConnection!" must have a selection of subfields. Did you mean "programs { ... }"?`,
      ),
    ],
    [
      'of a number',
      ask(
        '{ programs { totalCount { x } } }',
        `${INVALID}: Field "totalCount" must not have a selection since type "Int!" has no subfields. Write totalCount without braces.`,
      ),
    ],
    [
      'of a subtype',
      {
        ...ask(
          'subscription { programUpdates { kind } }',
          `${NONE('kind', 'ProgramStreamMessage')} Did you mean to use an inline fragment on "ProgramChanged"?`,
        ),
        role: 'partner',
      },
    ],
    [
      'of two subscriptions',
      ask(
        'subscription { a: programUpdates { cursor } b: programUpdates { cursor } }',
        `${INVALID}: Anonymous Subscription must select only one top level field. Send a subscription for each.`,
      ),
    ],
  ])('%s', async (_name, mistake) => expectMessages(mistake));
});

describe('variables', () => {
  const SLUG = 'query ($slug: String!) { program(slug: $slug) { name } }';
  const MISSING = `${INPUT}: Variable "$slug" of required type "String!" was not provided. Send it in "variables": { "slug": … }.`;

  test.each<[string, Mistake]>([
    ['not sent', { query: SLUG, messages: [MISSING] }],
    ['in other letters', { query: SLUG, variables: { Slug: 'secure' }, messages: [MISSING] }],
    ['with a dollar sign', { query: SLUG, variables: { $slug: 'secure' }, messages: [MISSING] }],
    [
      'null',
      {
        query: SLUG,
        variables: { slug: null },
        messages: [`${INPUT}: Variable "$slug" of non-null type "String!" must not be null.`],
      },
    ],
    [
      'of another type',
      {
        query: SLUG,
        variables: { slug: 5 },
        messages: [
          `${INPUT}: Variable "$slug" got invalid value 5; String cannot represent a non string value: 5. Give a text in double quotes.`,
        ],
      },
    ],
    [
      'not declared',
      ask(
        '{ program(slug: $slug) { name } }',
        `${INVALID}: Variable "$slug" is not defined. Declare it at the beginning: query ($slug: …).`,
      ),
    ],
    [
      'not used',
      ask(
        'query ($slug: String) { programs { totalCount } }',
        `${INVALID}: Variable "$slug" is never used. Use it, or remove it.`,
      ),
    ],
    [
      'declared with another type',
      ask(
        'query ($id: String!) { program(id: $id) { name } }',
        `${INVALID}: Variable "$id" of type "String!" used in position expecting type "ID". Declare it as $id: ID.`,
      ),
    ],
    [
      'declared with a type in small letters',
      ask(
        'query ($slug: string!) { program(slug: $slug) { name } }',
        `${INVALID}: Unknown type "string". Did you mean "String"?`,
      ),
    ],
  ])('%s', async (_name, mistake) => expectMessages(mistake));
});

describe('writing a document', () => {
  test.each<[string, Mistake]>([
    [
      'a brace too few',
      ask(
        '{ programs { nodes { id } }',
        `${UNPARSED}: Expected Name, found <EOF>. The document ends too early; close every brace and parenthesis.`,
      ),
    ],
    [
      'no field between braces',
      ask(
        '{ programs { nodes { } } }',
        `${UNPARSED}: Expected Name, found "}". Write at least one field between braces.`,
      ),
    ],
    [
      'single quotes',
      ask(
        "{ program(slug: 'secure') { name } }",
        `${UNPARSED}: Unexpected single quote character ('), did you mean to use a double quote (")?`,
      ),
    ],
    [
      'open quotes',
      ask(
        '{ program(slug: "secure) { name } }',
        `${UNPARSED}: Unterminated string. Close the quotes; a text of several lines needs three on each side.`,
      ),
    ],
    [
      'SQL',
      ask(
        'SELECT * FROM program',
        `${UNPARSED}: Unexpected Name "SELECT". A document begins with query, mutation, subscription, fragment or a brace.`,
      ),
    ],
    ['a comment only', ask('# to do', `${UNPARSED}: Unexpected <EOF>. The document is empty; write an operation.`)],
    [
      'an unknown fragment',
      ask(
        '{ program(slug: "secure") { ...Card } }',
        `${INVALID}: Unknown fragment "Card". Define it in the document, or correct its name.`,
      ),
    ],
    [
      'nothing but a fragment',
      ask(
        'fragment Card on Program { id }',
        `${INVALID}: Fragment "Card" is never used. Spread it in an operation, or remove it.`,
      ),
    ],
    [
      'too deep',
      ask(
        `{ organizations { nodes { ${'parent { '.repeat(9)} id ${'} '.repeat(9)} } } }`,
        `${INVALID}: The operation's depth is 11; the limit is 10.`,
      ),
    ],
  ])('%s', async (_name, mistake) => expectMessages(mistake));
});

describe('mutations', () => {
  const edit = (query: string, ...messages: string[]): Mistake => ({ query, messages, role: 'editor' });
  const DRY = 'options: { dryRun: true }';

  test.each<[string, Mistake]>([
    [
      'without signing in',
      ask(
        'mutation { archiveProgram(input: { id: "x" }) { cursor } }',
        'UNAUTHENTICATED: Sign in to use Mutation.archiveProgram: it is for editors and admins.',
      ),
    ],
    [
      'with a role that may not',
      {
        ...ask(
          'mutation { archiveProgram(input: { id: "x" }) { cursor } }',
          'FORBIDDEN: Your role, partner, may not use Mutation.archiveProgram: it is for editors and admins.',
        ),
        role: 'partner',
      },
    ],
    [
      'without an input',
      edit(
        'mutation { createProgram(name: "x") { cursor } }',
        `${INVALID}: Unknown argument "name" on field "Mutation.createProgram". Did you mean input: { name: … }?`,
        `${INVALID}: Field "createProgram" argument "input" of type "CreateProgramInput!" is required, but it was not provided.`,
      ),
    ],
    [
      'an input as a text',
      edit(
        'mutation { createProgram(input: "x") { cursor } }',
        `${INVALID}: Expected value of type "CreateProgramInput!", found "x". Give an object, in braces.`,
      ),
    ],
    [
      'an option beside the fields',
      edit(
        'mutation { createProgram(input: { name: "x", kind: STUDY, dryRun: true }) { cursor } }',
        `${INVALID}: Field "dryRun" is not defined by type "CreateProgramInput". Did you mean options: { dryRun: … }?`,
      ),
    ],
    [
      'a field too few',
      edit(
        `mutation { createProgram(input: { name: "x", ${DRY} }) { cursor } }`,
        `${INVALID}: Field "CreateProgramInput.kind" of required type "ProgramKind!" was not provided.`,
      ),
    ],
    [
      'null where there must be a value',
      edit(
        `mutation { createProgram(input: { name: null, kind: STUDY, ${DRY} }) { cursor } }`,
        `${INVALID}: Expected value of type "String!", found null. Give a value; null is none.`,
      ),
    ],
    [
      'the record’s fields in the payload',
      edit(
        `mutation { createProgram(input: { name: "x", kind: STUDY, ${DRY} }) { name } }`,
        `${INVALID}: Cannot query field "name" on type "ProgramPayload". Did you mean program { name }?`,
      ),
    ],
  ])('%s', async (_name, mistake) => expectMessages(mistake));

  interface Payload {
    readonly payload: { readonly errors: readonly { readonly code: string; readonly message: string }[] };
  }

  test.each([
    [
      'a slug as an id',
      'updateProgram(input: { id: "secure", name: "x" })',
      'NOT_FOUND: There is no program with the id "secure". An id is a UUID, not a slug or a name.',
    ],
    [
      'a slug as the id of a related record',
      `createProgram(input: { name: "x", kind: STUDY, coreId: "research", ${DRY} })`,
      'NOT_FOUND: There is no record with the id "research". An id is a UUID, not a slug or a name.',
    ],
    [
      'a slug as the id to confirm',
      'assureRecord(input: { id: "secure" })',
      'NOT_FOUND: There is no record with the id "secure". An id is a UUID, not a slug or a name.',
    ],
    [
      'a slug that does not exist',
      `createProgram(input: { name: "x", kind: STUDY, coreSlug: "nope", ${DRY} })`,
      'NOT_FOUND: There is no core with the slug "nope".',
    ],
    [
      'an address that is none',
      `createContact(input: { kind: PERSON, name: "x", email: "jane at example", ${DRY} })`,
      'INVALID: email is not an e-mail address; write one like name@example.org.',
    ],
  ])('%s', async (_name, mutation, message) => {
    const query = `mutation { payload: ${mutation} { errors { code message } } }`;
    const { data } = await hub.query<Payload, never>(query, undefined, await hub.signIn('editor'));
    expect(data.payload.errors.map((error) => `${error.code}: ${error.message}`)).toEqual([message]);
  });
});

test('those who may not introspect get advice without names of the schema', async () => {
  const closed = await startTestHub({ database: hub.database, env: { HUB_INTROSPECTION: 'signed-in' } });
  const messageOf = async (query: string): Promise<string | undefined> =>
    (await closed.query(query)).errors?.[0]?.message;
  expect(await messageOf('{ programs { name } }')).toBe('Cannot query field "name" on type "ProgramConnection".');
  expect(await messageOf('{ programs(limit: 1) { totalCount } }')).toBe(
    'Unknown argument "limit" on field "Query.programs".',
  );
  expect(await messageOf('{ programs(where: { kind: { eq: "WORKSHOP" } }) { totalCount } }')).toBe(
    'Enum "ProgramKind" cannot represent non-enum value: "WORKSHOP". Write the value of an enum without quotes.',
  );
  await closed.close();
});
