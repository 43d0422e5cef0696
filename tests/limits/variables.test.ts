import { startTestHub, type TestHub } from '../support/hub';
import { refusalsOf } from './refused';
import { effortOf } from '../support/effort';

let hub: TestHub;
let editor: Record<string, string>;

beforeAll(async () => {
  hub = await startTestHub();
  editor = await hub.signIn('editor');
});
afterAll(() => hub.close());

const ORDERED = 'query ($order: [OrganizationOrder!]) { organizations(orderBy: $order) { nodes { id } } }';
const UPSERT =
  'mutation ($input: UpsertOrganizationsInput!) { upsertOrganizations(input: $input) { errors { code } } }';

function keys(count: number): Record<string, number> {
  return Object.fromEntries(Array.from({ length: count }, (_, at) => [`directio${at}`, 1]));
}

/** Variables with thousands of faults. */
const FAULTY: readonly [name: string, query: string, variables: object][] = [
  ['unknown keys of one object', ORDERED, { order: [keys(5_000)] }],
  ['unknown keys of many objects', ORDERED, { order: Array(140).fill(keys(40)) as object[] }],
  ['values of a wrong type', UPSERT, { input: { items: Array(30_000).fill(1) as number[] } }],
  ['unknown enum values', UPSERT, { input: { items: Array(5_000).fill({ type: 'HOSPITALX' }) as object[] } }],
];

describe.each(FAULTY)('of thousands of %s', (_name, query, variables) => {
  test('the answer has the first twenty, and the hub looks for no more', async () => {
    const { answer, effort } = await effortOf(() => hub.query<unknown, unknown>(query, variables, editor));
    const { errors, statements } = answer;
    // To look for all of them takes 5 to 15 s, which is over 1,000.
    expect(effort).toBeLessThan(600);
    expect(statements).toEqual([]);
    expect(errors).toHaveLength(21);
    expect(errors?.at(-1)?.message).toContain('Too many errors processing variables');
  });
});

test.each([
  ['objects', { items: Array(45_000).fill({}) as object[] }],
  ['texts', { items: [{ name: 'A', alternateNames: Array(45_000).fill('a') as string[] }] }],
])('variables of more than 40,000 values are refused before they are read: %s', async (_case, input) => {
  expect(refusalsOf(await hub.query<unknown, unknown>(UPSERT, { input }, editor))).toEqual([
    'BAD_USER_INPUT: The variables have more than 40,000 values; split them into several requests.',
  ]);
});

test('the answer to a bulk has its first thousand errors', async () => {
  const items = Array.from({ length: 1_000 }, (_, at) => ({ slug: `NO SLUG ${at}`, name: '' }));
  const { data } = await hub.query<{ upsertOrganizations: { errors: readonly object[] } }, unknown>(
    UPSERT,
    { input: { items } },
    editor,
  );
  expect(data.upsertOrganizations.errors).toHaveLength(1_000);
});

test('a document that selects a field too often says what to do', async () => {
  expect(refusalsOf(await hub.query(`{ organizations { nodes { ${'id '.repeat(1_500)} } } }`))).toEqual([
    'GRAPHQL_VALIDATION_FAILED: The document selects the same fields too often in one place; select each field once.',
  ]);
});
