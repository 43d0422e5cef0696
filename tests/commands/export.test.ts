import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand, type Ended } from '../support/command';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { makeContact, makeProgram } from '../support/factories';

let folder: string;
let database: TestDatabase;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hub-'));
  database = await createTestDatabase({ seeded: false });
  await makeProgram(database.pool, { name: '=Alpha' });
  await makeProgram(database.pool, { name: 'Beta', kind: 'STUDY' });
  await makeContact(database.pool, { name: 'Hidden', visibility: 'INTERNAL' });
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

async function exported(query: string, ...options: string[]): Promise<Ended> {
  const file = join(folder, 'list.graphql');
  await writeFile(file, query);
  return runCommand(['export', file, ...options], { DATABASE_URL: database.url });
}

test('a list goes to standard output, and what to follow from to standard error', async () => {
  const { code, stdout, stderr } = await exported('{ programs { nodes { name } } }', '--format', 'csv');
  expect([code, stdout]).toEqual([0, "name\r\n'=Alpha\r\nBeta\r\n"]);
  expect(stderr).toMatch(
    /^Wrote the file\. Follow programUpdates\(after: "[\w-]+"\) for what changes from here on\.$/m,
  );
});

test('a file takes variables and a role, and gets its name when it is complete', async () => {
  const variables = join(folder, 'v.json');
  await writeFile(variables, '{ "kind": "STUDY" }');
  const output = join(folder, 'out.ndjson');
  const query = 'query ($kind: ProgramKind) { programs(where: { kind: { eq: $kind } }) { nodes { name } } }';
  const { code, stdout } = await exported(query, '--format', 'ndjson', '--variables', variables, '--output', output);
  expect([code, stdout, await readFile(output, 'utf8')]).toEqual([0, '', '{"name":"Beta"}\n']);
  expect((await stat(output)).mode & 0o777).toBe(0o600);
  const contacts = '{ contacts { nodes { name } } }';
  expect((await exported(contacts, '--format', 'csv')).stdout).toBe('name\r\nHidden\r\n');
  expect((await exported(contacts, '--format', 'csv', '--role', 'public')).stdout).toBe('name\r\n');
});

test.each([
  ['an unknown format', '{ programs { nodes { name } } }', ['--format', 'pdf'], 2, /give one of csv, ndjson, xlsx/],
  ['an unknown role', '{ programs { nodes { name } } }', ['--format', 'csv', '--role', 'x'], 2, /There is no role "x"/],
  ['no format', '{ programs { nodes { name } } }', [], 2, /--format/],
  ['what is no list', '{ viewer { role } }', ['--format', 'csv'], 1, /A file is one list/],
  ['an invalid document', '{ programs { nodes { nam } } }', ['--format', 'csv'], 1, /Did you mean "name"/],
  [
    'a missing folder',
    '{ programs { nodes { name } } }',
    ['--format', 'csv', '--output', '/none/a.csv'],
    1,
    /cannot be written/,
  ],
] as const)('%s is refused', async (_name, query, options, code, message) => {
  const ended = await exported(query, ...options);
  expect([ended.code, ended.stdout, ended.stderr]).toEqual([code, '', expect.stringMatching(message)]);
  expect((await readdir(folder)).filter((name) => name.endsWith('.part'))).toEqual([]);
});
