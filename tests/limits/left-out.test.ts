import { COST_BUDGET } from '../../src/platform/limits/limits';
import { startTestHub, type TestHub } from '../support/hub';
import { refusalsOf } from './refused';

let hub: TestHub;

beforeAll(async () => {
  hub = await startTestHub();
});
afterAll(() => hub.close());

const query = (document: string, variables: object = {}) => hub.query<unknown, object>(document, variables);

/** Far beyond the budget. */
const COSTLY =
  'organizations(first: 100) { nodes { programs(first: 100) { nodes { contacts(first: 100) { nodes { id } } } } } }';
const costly = (directive: string) => COSTLY.replace('{', `${directive} {`);
const ANSWERED = { errors: undefined };

describe('what @skip and @include leave out costs nothing', () => {
  it.each<[name: string, document: string, variables?: object]>([
    ['a field, by a literal', `{ __typename ${costly('@skip(if: true)')} }`],
    ['a field that is not included', `{ __typename ${costly('@include(if: false)')} }`],
    ['a field, by a variable', `query ($no: Boolean!) { __typename ${costly('@skip(if: $no)')} }`, { no: true }],
    ['a field, by another', `query ($yes: Boolean!) { __typename ${costly('@include(if: $yes)')} }`, { yes: false }],
    ["a field, by a variable's default", `query ($no: Boolean = true) { __typename ${costly('@skip(if: $no)')} }`],
    ['an inline fragment', `{ __typename ... @skip(if: true) { ${COSTLY} } }`],
    ['an inline fragment on a type', `{ __typename ... on Query @include(if: false) { ${COSTLY} } }`],
    ['a fragment', `{ __typename ...Costly @skip(if: true) } fragment Costly on Query { ${COSTLY} }`],
    ['a part of a fragment', `{ ...Costly } fragment Costly on Query { __typename ... @skip(if: true) { ${COSTLY} } }`],
    [
      'a list in a list',
      `query ($deep: Boolean!) { ${COSTLY.replace('contacts(first: 100)', 'contacts(first: 100) @include(if: $deep)')} }`,
      { deep: false },
    ],
    [
      'a field in which something else is skipped',
      `query ($no: Boolean!) { ${COSTLY.replace('programs(first: 100)', 'name programs(first: 100) @skip(if: true)')} a: cores @skip(if: $no) { nodes { id } } }`,
      { no: false },
    ],
    ['a field that is skipped though it is included', `{ __typename ${costly('@include(if: true) @skip(if: true)')} }`],
  ])('%s', async (_name, document, variables = {}) => {
    expect(await query(document, variables)).toMatchObject(ANSWERED);
  });
});

describe('what they let in costs as ever', () => {
  it.each<[name: string, document: string, variables?: object]>([
    ['by a literal', `{ ${costly('@skip(if: false)')} }`],
    ['by a variable', `query ($yes: Boolean!) { ${costly('@include(if: $yes)')} }`, { yes: true }],
    ["whatever the variable's default", `query ($no: Boolean = true) { ${costly('@skip(if: $no)')} }`, { no: false }],
    [
      'in one of two places of a fragment',
      `{ ...Costly @skip(if: true) ... { ...Costly } } fragment Costly on Query { ${COSTLY} }`,
    ],
    [
      'by a variable in a fragment that is spread twice',
      `query ($no: Boolean!) { ...Costly ...Costly } fragment Costly on Query { ${costly('@skip(if: $no)')} }`,
      { no: false },
    ],
  ])('%s', async (_name, document, variables = {}) => {
    expect(refusalsOf(await query(document, variables))).toEqual([
      expect.stringMatching(new RegExp(`^QUERY_TOO_COSTLY: .*; one operation may cost ${COST_BUDGET.public}`)),
    ]);
  });

  it('but for a variable that has no value, which is what is wrong', async () => {
    const document = `query ($no: Boolean!) { __typename ${costly('@include(if: $no)')} }`;
    expect((await query(document, {})).errors?.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
  });

  it('and the next request with the same document is judged by its own variables', async () => {
    const document = `query ($no: Boolean!) { __typename ${costly('@skip(if: $no)')} }`;
    for (const no of [true, false, true, false]) {
      const answer = await query(document, { no });
      expect(answer.errors?.[0]?.extensions.code).toBe(no ? undefined : 'QUERY_TOO_COSTLY');
    }
  });
});

it('the shape of a document includes what @skip leaves out', async () => {
  const aliases = Array.from({ length: 31 }, (_, index) => `a${index}: __typename @skip(if: true)`).join(' ');
  expect(refusalsOf(await query(`{ __typename ${aliases} }`))).toEqual([
    expect.stringMatching(/number of aliases is 31/),
  ]);
});
