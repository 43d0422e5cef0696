import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { buildSchema, getNamedType, isObjectType } from 'graphql';
import { readFileSync } from 'node:fs';
import { Everything } from './everything';

/** relay-compiler checks fragments against the schema, and what Relay expects of objects and connections. */
const COMPILER = require.resolve('relay-compiler/cli.js');
const SCHEMA = path.resolve('schema/api.graphql');

const schema = buildSchema(readFileSync(SCHEMA, 'utf8'));
const everything = new Everything(schema);
const types = everything.nodeTypes().map(({ name }) => name);

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'relay-'));
  await mkdir(path.join(folder, 'src/__generated__'), { recursive: true });
  await writeFile(path.join(folder, 'package.json'), '{}');
});
afterEach(() => rm(folder, { recursive: true }));

/** Compiles documents, each in a module of its own. @returns the names of the files that the compiler wrote */
async function compiled(modules: Readonly<Record<string, string>>): Promise<string[]> {
  for (const [name, document] of Object.entries(modules))
    await writeFile(path.join(folder, 'src', `${name}.ts`), `graphql\`${document}\`;\n`);
  const config = { src: './src', schema: SCHEMA, language: 'typescript', artifactDirectory: './src/__generated__' };
  await writeFile(path.join(folder, 'relay.config.json'), JSON.stringify(config));
  await promisify(execFile)(process.execPath, [COMPILER, 'relay.config.json'], { cwd: folder });
  return readdir(path.join(folder, 'src/__generated__'));
}

test('every type with an id can be fetched again', async () => {
  const modules = Object.fromEntries(
    types.map((type) => [
      type,
      `fragment ${type}_again on ${type} @refetchable(queryName: "${type}AgainQuery") ${everything.of(type, 1)}`,
    ]),
  );
  const written = await compiled(modules);
  expect(written).toEqual(expect.arrayContaining(types.map((type) => `${type}AgainQuery.graphql.ts`)));
}, 60_000);

/** `[Program, organizations]` for each list below a record. */
const lists = everything.nodeTypes().flatMap((type) =>
  Object.values(type.getFields())
    .filter((field) => isObjectType(getNamedType(field.type)) && getNamedType(field.type).name.endsWith('Connection'))
    .map((field) => [type.name, field.name] as const),
);

test('every list is a connection that can be paged through, in a query and below a record', async () => {
  const roots = Object.values(schema.getQueryType()?.getFields() ?? {}).filter(
    ({ type, args }) => getNamedType(type).name.endsWith('Connection') && !args.some(({ name }) => name === 'of'),
  );
  const modules: Record<string, string> = Object.fromEntries([
    ...roots.map(({ name }): readonly [string, string] => [
      name,
      `fragment ${name}_page on Query @argumentDefinitions(count: { type: "Int", defaultValue: 10 }, cursor: { type: "String" })
       @refetchable(queryName: "${name}PageQuery") {
         ${name}(first: $count, after: $cursor) @connection(key: "${name}_${name}") { edges { node { id recordId } } totalCount } }`,
    ]),
    ...lists.map(([type, name]): readonly [string, string] => [
      `${type}${name}`,
      `fragment ${type}${name}_page on ${type} @argumentDefinitions(count: { type: "Int", defaultValue: 10 }, cursor: { type: "String" })
       @refetchable(queryName: "${type}${name}PageQuery") {
         ${name}(first: $count, after: $cursor) @connection(key: "${type}${name}_${name}") { edges { node { id } } } }`,
    ]),
  ]);
  expect(lists.length).toBeGreaterThan(types.length);
  const written = await compiled(modules);
  expect(written.filter((name) => name.endsWith('PageQuery.graphql.ts'))).toHaveLength(roots.length + lists.length);
}, 60_000);

test('a mutation, a subscription and records of several types', async () => {
  const written = await compiled({
    Rename: `mutation RenameMutation($input: UpdateProgramInput!) {
      updateProgram(input: $input) { program { id name version } errors { __typename message ... on VersionConflict { currentVersion } } } }`,
    Follow: `subscription FollowSubscription($after: Cursor) {
      programUpdates(after: $after) { __typename cursor ... on ProgramChanged { kind program { id name } } } }`,
    Find: `query FindQuery($query: String!) { search(query: $query) { score node { __typename id ... on Program { name } ... on Contact { email } } } }`,
    Several: `query SeveralQuery($ids: [ID!]!) { nodes(ids: $ids) { __typename id ... on Organization { name } } viewer { role } }`,
  });
  for (const name of ['RenameMutation', 'FollowSubscription', 'FindQuery', 'SeveralQuery'])
    expect(written).toContain(`${name}.graphql.ts`);
}, 60_000);
