import { getIntrospectionQuery } from 'graphql';
import { makeAssignment, makeContact, makeOrganization, makeProgram, makeRole } from '../support/factories';
import { startTestHub, type TestHub } from '../support/hub';
import { refusalsOf, times } from './refused';
import { effortOf } from '../support/effort';

let hub: TestHub;

beforeAll(async () => {
  hub = await startTestHub();
});
afterAll(() => hub.close());

const query = (document: string) => hub.query<unknown, object>(document);

/** An operation of so many nested fields, without `nodes`. */
function nested(depth: number): string {
  const parents = depth - 2;
  return `{ organizations { nodes { ${'parent { '.repeat(parents)}id${' }'.repeat(parents)} } } }`;
}

describe('tokens', () => {
  /** Two filters, each with as many texts as it may have, and a few for the rest. Forty-two stand around the texts. */
  const texts = (count: number) => `where: { name: { in: [${'"a" '.repeat(count)}] } }`;
  const document = (tokens: number) =>
    `{ a: organizations(${texts(980)}) { totalCount } b: organizations(${texts(tokens - 1_022)}) { totalCount } }`;

  it('2,000 are answered', async () => {
    expect(await query(document(2_000))).toMatchObject({ errors: undefined });
  });

  it('one more is refused', async () => {
    const [refusal, ...others] = refusalsOf(await query(document(2_001)));

    expect(refusal).toMatch(/^GRAPHQL_PARSE_FAILED: Syntax Error: Document contains more tha[nt] 2000 tokens/);
    expect(others).toEqual([]);
  });
});

describe('depth', () => {
  const REFUSED = ["GRAPHQL_VALIDATION_FAILED: The operation's depth is 11; the limit is 10."];
  /** Lists in lists, so many deep, with an id at the bottom. */
  const lists = (count: number, open: string, close: string) =>
    `{ organizations ${times(count - 1, () => `${open} children `)} ${open} id ${close.repeat(count)} }`;
  const relay = (count: number) => lists(count, '(first: 1) { edges { node {', '} } }');

  it.each([
    ['10', nested(10)],
    ['10 with nodes, which do not count', lists(9, '(first: 1) { nodes {', '} }')],
    ['10 with edges and node, which do not count', relay(9)],
    [
      '10 in fragments, with edges and node',
      `{ organizations(first: 1) { ...E } } fragment E on OrganizationConnection { edges { node { ...P } } }
      fragment P on Organization { ${'parent { '.repeat(8)} id ${'} '.repeat(8)} }`,
    ],
    [
      '10 by fields of other names with the aliases edges, node and nodes',
      nested(10).replace('parent {', 'edges: parent { nodes: id node: id '),
    ],
  ])('%s is answered', async (_name, document) => {
    expect(await query(document)).toMatchObject({ errors: undefined, data: { organizations: {} } });
  });

  it.each([
    ['11', nested(11)],
    ['11 through inline fragments', nested(11).replace('parent {', '... { parent {').replace(/\}$/, '} }')],
    [
      '11 through fragments',
      `{ organizations { nodes { ...A } } }
       fragment A on Organization { parent { parent { parent { parent { ...B } } } } }
       fragment B on Organization { parent { parent { parent { parent { parent { id } } } } } }`,
    ],
    ['11 with edges and node', relay(10)],
    ['11 by fields with the alias node', nested(11).replaceAll('parent', 'node: parent')],
    ['11 in an operation that is not even the one to run', `query A { __typename } query B ${nested(11)}`],
  ])('%s is refused', async (_name, document) => {
    expect(refusalsOf(await query(document))).toEqual(REFUSED);
  });

  it.each([
    ['node', `{ ${'node { '.repeat(32)} id ${'} '.repeat(32)} }`],
    [
      'edges in fragments',
      `{ ${'edges { '.repeat(16)} ...A ${'} '.repeat(16)} } fragment A on Query { ${'nodes { '.repeat(16)} id ${'} '.repeat(16)} }`,
    ],
  ])('nothing but %s, 33 deep, is refused', async (_name, document) => {
    expect(refusalsOf(await query(document))).toEqual([
      "GRAPHQL_VALIDATION_FAILED: The operation's depth with `edges`, `node` and `nodes` is 33; the limit is 32.",
    ]);
  });

  it("Relay's style leads as far as nodes do: to the contacts of those who work with the programs of an organization", async () => {
    const filled = await startTestHub();
    const { pool } = filled.database;
    const [one, other] = [await makeOrganization(pool, { slug: 'one' }), await makeOrganization(pool)];
    const program = await makeProgram(pool);
    for (const organization of [one, other]) await makeRole(pool, organization, { program_id: program });
    await makeAssignment(pool, await makeContact(pool, { email: 'ada@example.org' }), { organization_id: other });
    const path = (open: string, close: string) =>
      `{ organization(slug: "one") { ${['programs', 'organizations', 'contacts'].map((field) => `${field} ${open} `).join('')} email ${close.repeat(3)} } }`;

    for (const document of [path('{ nodes {', '} }'), path('{ edges { node {', '} } }')]) {
      const answer = await filled.query(document);
      expect(answer.errors).toBeUndefined();
      expect(JSON.stringify(answer.data).match(/[^"]+@example.org/g)).toEqual(['ada@example.org']);
    }
    await filled.close();
  });

  it('the full introspection query is answered', async () => {
    const introspection = getIntrospectionQuery({
      descriptions: true,
      specifiedByUrl: true,
      directiveIsRepeatable: true,
      schemaDescription: true,
      inputValueDeprecation: true,
      oneOf: true,
    });

    expect(await query(introspection)).toMatchObject({ errors: undefined, data: { __schema: {} } });
  });

  it('an answer with the schema several times is refused', async () => {
    const types =
      'types { name description inputFields { name description } fields { name description args { name description } } }';
    const many = `{ ${Array.from({ length: 20 }, (_, i) => `a${i}: __schema { ${types} }`).join(' ')} }`;
    const { errors } = await query(many);
    expect(errors?.map(({ message }) => message)).toEqual([expect.stringMatching(/more than 4 MB/)]);
  });
});

describe('aliases', () => {
  const aliased = (count: number) => `{ organizations { nodes { ${times(count, (index) => `a${index}: id`)} } } }`;
  const REFUSED = ["GRAPHQL_VALIDATION_FAILED: The operation's number of aliases is 31; the limit is 30."];

  it('30 are answered', async () => {
    expect(await query(aliased(30))).toMatchObject({ errors: undefined });
  });

  it.each([
    ['31', aliased(31)],
    ['31 that fragments make of one', `{ ${times(31, () => '...A')} } fragment A on Query { a: __typename }`],
    ['31 within the schema', `{ __schema { ${times(31, (index) => `a${index}: queryType { name }`)} } }`],
  ])('%s are refused', async (_name, document) => {
    expect(refusalsOf(await query(document))).toEqual(expect.arrayContaining(REFUSED));
  });
});

describe('root fields', () => {
  it('50 are answered', async () => {
    expect(await query(`{ ${'__typename '.repeat(50)} }`)).toMatchObject({ errors: undefined });
  });

  it.each([
    ['51', `{ ${'__typename '.repeat(51)} }`],
    [
      '51 in fragments',
      `{ ${times(51, (index) => `...A${index}`)} } ${times(51, (index) => `fragment A${index} on Query { __typename }`)}`,
    ],
  ])('%s are refused', async (_name, document) => {
    expect(refusalsOf(await query(document))).toEqual([
      "GRAPHQL_VALIDATION_FAILED: The operation's number of root fields is 51; the limit is 50.",
    ]);
  });
});

describe('documents that are made to be hard', () => {
  const CIRCLE = [
    'GRAPHQL_VALIDATION_FAILED: The fragments of the document spread each other in a cycle; remove one of the spreads.',
  ];
  /** Each fragment holds the next one twice, under its own name and another. */
  const bomb = (count: number, inner: string, last: string) =>
    `${times(count, (index) => `fragment F${index} on Organization { ${inner.replaceAll('$', `...F${index + 1}`)} }`)}
     fragment F${count} on Organization { ${last} }`;
  const spread = '{ organizations { nodes { ...F0 } } }';

  it.each([
    ['a fragment within itself', `{ ...A } fragment A on Query { ...A }`, CIRCLE],
    ['fragments in a circle', `{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }`, CIRCLE],
    ['a circle that no operation enters', `{ __typename } fragment A on Query { ...A }`, CIRCLE],
    [
      'many fragments in many circles',
      `${spread} ${times(120, (index) => `fragment F${index} on Organization { id name ...F${index + 1} ...F${(index * 7) % 120} }`)} fragment F120 on Organization { id }`,
      CIRCLE,
    ],
    [
      'fragments that double aliases sixty times',
      `${spread} ${bomb(60, 'a: parent { $ } b: parent { $ }', 'id')}`,
      [expect.stringMatching(/depth is 62/), expect.stringMatching(/number of aliases is 2305843009213694000/)],
    ],
    [
      'fields in fields in fragments',
      `${spread} ${bomb(30, 'parent { $ } children { nodes { $ } }', 'id')}`,
      [expect.stringMatching(/^GRAPHQL_VALIDATION_FAILED: The operation's depth is 32/)],
    ],
    [
      'a value of five hundred levels',
      `{ organizations(where: ${'{not:'.repeat(450)}{}${'}'.repeat(450)}) { totalCount } }`,
      ["GRAPHQL_VALIDATION_FAILED: The operation's depth of written values is 451; the limit is 32."],
    ],
    [
      'six hundred fields that are the same',
      `{ ${'organizations { nodes { id } } '.repeat(280)} }`,
      [expect.stringMatching(/number of root fields is 280/)],
    ],
  ])('%s: refused at once', async (_name, document, expected) => {
    const { answer, effort } = await effortOf(() => query(document));

    expect(refusalsOf(answer)).toEqual(expected);
    expect(effort).toBeLessThan(200);
  });

  it('fragments that spread each other a million times over, to no effect, are answered', async () => {
    const { answer, effort } = await effortOf(() => query(`${spread} ${bomb(60, '$ $', 'id')}`));

    expect(answer).toMatchObject({ errors: undefined, data: { organizations: { nodes: [] } } });
    expect(effort).toBeLessThan(200);
  });

  it('a description of the schema within its description is refused', async () => {
    const document = '{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }';

    expect(refusalsOf(await query(document))).toEqual([expect.stringMatching(/^GRAPHQL_VALIDATION_FAILED: /)]);
  });

  it('descriptions of the schema many times over are too costly', async () => {
    const fields = 'type { name ofType { name ofType { name } } } args { name type { name } }';
    const document = `{ __schema { types { ${times(20, (index) => `a${index}: fields { ${fields} }`)} } } }`;

    expect(refusalsOf(await query(document))).toEqual([expect.stringMatching(/^QUERY_TOO_COSTLY: /)]);
  });
});
