import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { explain as explainIn, type ExplainOptions } from '../../src/commands/explain';
import { runCommand, type Ended } from '../support/command';

const OPERATIONS = join(__dirname, '../../schema/operations');

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hub-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function fileOf(text: string): Promise<string> {
  const file = join(folder, 'query.graphql');
  await writeFile(file, text);
  return file;
}

/** As a user runs it. Each run loads the whole hub, so only what is about the command itself is tested in this way. */
async function command(text: string, ...options: string[]): Promise<Ended> {
  return runCommand(['explain', await fileOf(text), ...options], {});
}

/** What the command prints. */
async function explain(text: string, options: Partial<ExplainOptions> = {}): Promise<string> {
  return explainIn(await fileOf(text), { role: 'public', ...options });
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
  expect(part).toMatch(/^plan: part, .*\nbecause: Program\.lead\n/);
  const none = await explain('{ search(query: "health") { name } }');
  expect(none).toMatch(/^plan: none, .*\nbecause: Query\.search$/);
});

test('everything that resolvers answer is named, and what needs no statement', async () => {
  const part = await explain(
    '{ programs { nodes { lead { name } } groups(by: [CORE]) { count keys { record { id } } } totalCount } }',
  );
  expect(part).toMatch(/^plan: part, .*\nbecause: Program\.lead, RecordGroupKey\.record\n/);
  expect(await explain('{ programs { __typename } }')).toMatch(/^plan: whole, .* It needs no statement\.\n/);
  expect(await explain('mutation { reset: __typename }')).toMatch(/^plan: none, .*\nbecause: it is not a query$/);
});

test.each([
  [`{ ${'programs { nodes { id name status kind description } } '.repeat(200)} }`, 'it has too many selections'],
  [
    '{ organizations(first: 100) { nodes { programs(first: 100) { nodes { contacts(first: 100) { nodes { id } } } } } } }',
    'it can have too many records',
  ],
])('what is too large for a plan is named', async (query, reason) => {
  const text = await explain(query);
  expect(text).toContain(`plan: none, for the role public`);
  expect(text).toContain(`because: ${reason}`);
});

test('a role decides what is planned', async () => {
  const query = '{ programs { nodes { changes { totalCount } } } }';
  expect(await explain(query)).toMatch(/^plan: part.*\nbecause: .*not for the role public/);
  expect((await command(query, '--role', 'analyst')).stdout).toMatch(/^plan: whole, for the role analyst/);
});

test('the operation that --operation names is explained', async () => {
  const text = 'query A { programs { totalCount } } query B { search(query: "health") { name } }';
  expect(await explain(text, { operation: 'A' })).toMatch(/^plan: whole/);
  expect((await command(text, '--operation', 'B')).stdout).toMatch(/^plan: none, .*\nbecause: Query\.search\n/);
});

test.each([
  ['{ nonsense }', [], /is not valid:\n {2}Cannot query field "nonsense"/, 1],
  ['{ __typename }', ['--role', 'king'], /no role "king"/, 2],
  ['{ __typename }', ['--variables', '/nowhere'], /cannot be read/, 1],
])('the command refuses %s %s with one clear error', async (text, options, message, code) => {
  const ended = await command(text, ...options);
  expect(ended.stderr).toMatch(message);
  expect(ended).toMatchObject({ code, stdout: '' });
});

test.each([
  ['{ programs', /^Syntax Error/, 1],
  ['query ($id: ID!) { program(id: $id) { name } }', /--variables FILE:\n {2}Variable "\$id"/, 1],
  ['{ programs(first: 1000) { totalCount } }', /first is 1000/, 1],
  ['query A { __typename } query B { __typename }', /--operation/, 2],
])('%s is refused with one clear error', async (text, message, exitCode) => {
  const refusal = { message: expect.stringMatching(message) as string, exitCode };
  await expect(explain(text)).rejects.toMatchObject(refusal);
});
