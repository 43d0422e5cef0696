import { COST_BUDGET } from '../../src/platform/limits/limits';
import { startTestHub, type TestHub } from '../support/hub';
import { refusalsOf } from './refused';

let hub: TestHub;

beforeAll(async () => {
  hub = await startTestHub();
});
afterAll(() => hub.close());

const query = (document: string, variables: object = {}, headers: Record<string, string> = {}) =>
  hub.query<unknown, object>(document, variables, headers);

/** A page of pages of pages, the last of a size of its own. */
const pages = (last: number | string) =>
  `organizations(first: 100) { nodes { programs(first: 100) { nodes { contacts(first: ${last}) { nodes { id } } } } } }`;

/** Its cost: a page costs one, and each of its records one with what is in it. */
const costOf = (last: number) => 1 + 100 * (1 + 1 + 100 * (1 + 1 + last));

const LARGEST = 17;
const REFUSED = [
  `QUERY_TOO_COSTLY: The operation costs ${costOf(LARGEST + 1)}; one operation may cost ${COST_BUDGET.public}. ` +
    'Ask for smaller pages or fewer fields of each record.',
];

describe('the cost of an operation', () => {
  it('is within the budget at one size, and beyond it at the next', () => {
    expect(costOf(LARGEST)).toBeLessThanOrEqual(COST_BUDGET.public);
    expect(costOf(LARGEST + 1)).toBeGreaterThan(COST_BUDGET.public);
  });

  it('within the budget is answered', async () => {
    expect(await query(`{ ${pages(LARGEST)} }`)).toMatchObject({ errors: undefined });
  });

  it.each<[name: string, document: string, variables?: object]>([
    ['written out', `{ ${pages(18)} }`],
    ['by a variable', `query ($size: Int) { ${pages('$size')} }`, { size: 18 }],
    ["by a variable's default", `query ($size: Int = 18) { ${pages('$size')} }`],
    [
      'in a fragment on the connection',
      `{ organizations(first: 100) { ...Page } }
       fragment Page on OrganizationConnection { ...Nodes }
       fragment Nodes on OrganizationConnection { nodes { programs(first: 100) { ...Programs } } }
       fragment Programs on OrganizationProgramsConnection { nodes { contacts(first: 18) { ... { nodes { id } } } } }`,
    ],
    ['of the last', `{ ${pages(18).replaceAll('first:', 'last:')} }`],
    [
      'by edges',
      `{ ${pages(18)
        .replaceAll(/nodes \{(.*?)\}$/g, 'nodes {$1}')
        .replace('nodes { id }', 'edges { node { id } }')} }`,
    ],
  ])('beyond the budget is refused: %s', async (_name, document, variables = {}) => {
    expect(refusalsOf(await query(document, variables))).toEqual(REFUSED);
  });

  it('is in the error as numbers too', async () => {
    const { errors } = await query(`{ ${pages(18)} }`);

    expect(errors?.[0]?.extensions).toMatchObject({ cost: costOf(18), budget: COST_BUDGET.public });
  });

  it('is counted at twenty records where a list is given no size', async () => {
    const document = `{ ${pages('null')} }`;

    expect((await query(document)).errors?.[0]?.extensions).toMatchObject({ cost: costOf(20) });
  });

  it('may be higher for those who sign in', async () => {
    expect(await query(`{ ${pages(18)} }`, {}, await hub.signIn('analyst'))).toMatchObject({ errors: undefined });
  });

  it('of a bulk mutation is the sum of its items, in literals and in variables', async () => {
    const editor = await hub.signIn('editor');
    const inner =
      'programs { core { programs(first: 100) { nodes { core { programs(first: 20) { nodes { id } } } } } } }';
    const items = Array.from({ length: 500 }, () => ({ slug: 'no slug' }));
    const byVariable = `mutation ($input: UpsertProgramsInput!) { upsertPrograms(input: $input) { ${inner} } }`;
    const [refused] = refusalsOf(await query(byVariable, { input: { items } }, editor));
    expect(refused).toMatch(/^QUERY_TOO_COSTLY/);
    const list = items
      .slice(0, 450)
      .map(() => '{}')
      .join();
    const [written] = refusalsOf(
      await query(`mutation { upsertPrograms(input: { items: [${list}] }) { ${inner} } }`, {}, editor),
    );
    expect(written).toMatch(/^QUERY_TOO_COSTLY/);
  });

  it('of _entities is the sum of its references', async () => {
    const document = `query ($references: [_Any!]!) {
      _entities(representations: $references) { ... on Organization { programs(first: 100) { nodes { contacts(first: 18) { nodes { id } } } } } }
    }`;
    const references = Array.from({ length: 100 }, () => ({ __typename: 'Organization', slug: 'one' }));

    expect(refusalsOf(await query(document, { references }))).toEqual([expect.stringMatching(/^QUERY_TOO_COSTLY: /)]);
    expect(await query(document, { references: references.slice(0, 90) })).toMatchObject({ errors: undefined });
  });
});

describe('the size of a page', () => {
  it('of 100 is answered', async () => {
    expect(await query('{ programs(first: 100) { nodes { id } } }')).toMatchObject({ errors: undefined });
  });

  const TOO_LARGE = ['BAD_USER_INPUT: first is 101; give 0 to 100, and read further pages with cursors.'];
  it.each([
    ['of 101', '{ programs(first: 101) { nodes { id } } }', {}, TOO_LARGE],
    [
      'of 101 by a variable',
      'query ($size: Int) { programs(first: $size) { nodes { id } } }',
      { size: 101 },
      TOO_LARGE,
    ],
    [
      "of 101 by a variable's default",
      'query ($size: Int = 101) { programs(first: $size) { nodes { id } } }',
      {},
      TOO_LARGE,
    ],
    ['of 101 within a page', '{ organizations { nodes { id programs(first: 101) { nodes { id } } } } }', {}, TOO_LARGE],
    [
      'of 101 in a fragment',
      '{ organizations { nodes { id ...A } } } fragment A on Organization { programs(first: 101) { totalCount } }',
      {},
      TOO_LARGE,
    ],
    [
      'of the last 101',
      '{ programs(last: 101) { nodes { id } } }',
      {},
      ['BAD_USER_INPUT: last is 101; give 0 to 100, and read further pages with cursors.'],
    ],
    [
      'below nothing',
      '{ programs(first: -1) { nodes { id } } }',
      {},
      ['BAD_USER_INPUT: first is -1; give 0 to 100, and read further pages with cursors.'],
    ],
    [
      'from both ends',
      '{ organizations { nodes { programs(first: 1, last: 1) { nodes { id } } } } }',
      {},
      ['BAD_USER_INPUT: first and last are both given; give only one of them.'],
    ],
    [
      'that is no number',
      'query ($size: Int) { programs(first: $size) { nodes { id } } }',
      { size: 'all' },
      [expect.stringMatching(/^BAD_USER_INPUT: Variable "\$size" got invalid value "all"/)],
    ],
    [
      'beyond all numbers',
      '{ programs(first: 99999999999) { nodes { id } } }',
      {},
      [expect.stringMatching(/^GRAPHQL_VALIDATION_FAILED: Int cannot represent non 32-bit signed integer value/)],
    ],
  ])('%s is refused', async (_name, document, variables, expected) => {
    expect(refusalsOf(await query(document, variables))).toEqual(expected);
  });
});
