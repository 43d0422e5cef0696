import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '../support/command';

const OPERATIONS = join(__dirname, '../../schema/operations');

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hub-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function explain(
  text: string,
  ...options: string[]
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const file = join(folder, 'query.graphql');
  await writeFile(file, text);
  return runCommand(['explain', file, ...options], {});
}

test('a curated operation is explained with the variables beside it', async () => {
  const { code, stdout } = await runCommand(['explain', join(OPERATIONS, 'partners-in-a-program.graphql')], {});
  expect(code).toBe(0);
  expect(stdout).toMatch(/^plan: whole, for the role public\. One statement answers all of it\.\n/);
  expect(stdout).toMatch(/^program: one Program, by key$/m);
  expect(stdout).toMatch(/^SELECT .*FROM program /m);
  expect(stdout).toMatch(/^\$3 = "secure"$/m);
});

test('what resolvers answer is named', async () => {
  const part = await explain('{ programs { nodes { name lead { name } } } }');
  expect(part.stdout).toMatch(/^plan: part, .*\nbecause: Program\.lead\n/);
  const none = await explain('{ search(query: "health") { name } }');
  expect(none.stdout).toMatch(/^plan: none, .*\nbecause: Query\.search\n/);
});

test('everything that resolvers answer is named, and what needs no statement', async () => {
  const part = await explain('{ programs { nodes { lead { name } } groups(by: [KIND]) { count } totalCount } }');
  expect(part.stdout).toMatch(/^plan: part, .*\nbecause: Program\.lead, ProgramConnection\.groups\n/);
  expect((await explain('{ programs { __typename } }')).stdout).toMatch(/^plan: whole, .* It needs no statement\.\n/);
  expect((await explain('mutation { reset: __typename }')).stdout).toMatch(
    /^plan: none, .*\nbecause: it is not a query\n/,
  );
});

test.each([
  [`{ ${'programs { nodes { id name status kind description } } '.repeat(200)} }`, 'it has too many selections'],
  [
    '{ organizations(first: 100) { nodes { programs(first: 100) { nodes { contacts(first: 100) { nodes { id } } } } } } }',
    'it can have too many records',
  ],
])('what is too large for a plan is named', async (query, reason) => {
  expect((await explain(query)).stdout).toContain(`plan: none, for the role public`);
  expect((await explain(query)).stdout).toContain(`because: ${reason}`);
});

test('a role decides what is planned', async () => {
  const query = '{ programs { nodes { changes { totalCount } } } }';
  expect((await explain(query)).stdout).toMatch(/^plan: part.*\nbecause: .*not for the role public/);
  expect((await explain(query, '--role', 'analyst')).stdout).toMatch(/^plan: whole, for the role analyst/);
});

test.each([
  ['{ nonsense }', [], /is not valid:\n {2}Cannot query field "nonsense"/, 1],
  ['{ programs', [], /Syntax Error/, 1],
  ['query ($id: ID!) { program(id: $id) { name } }', [], /--variables FILE:\n {2}Variable "\$id"/, 1],
  ['{ programs(first: 1000) { totalCount } }', [], /first is 1000/, 1],
  ['query A { __typename } query B { __typename }', [], /--operation/, 2],
  ['{ __typename }', ['--role', 'king'], /no role "king"/, 2],
  ['{ __typename }', ['--variables', '/nowhere'], /cannot be read/, 1],
])('%s %s is refused with one clear error', async (text, options, message, code) => {
  const ended = await explain(text, ...options);
  expect(ended.stderr).toMatch(message);
  expect(ended).toMatchObject({ code, stdout: '' });
});
