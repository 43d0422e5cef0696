import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { FrontEnd, section } from './front-end';

const HEADING = 'Types of the answers';

let frontEnd: FrontEnd;

beforeAll(() => {
  frontEnd = new FrontEnd();
  frontEnd.copySchema();
});
afterAll(() => frontEnd.remove());

test('the packed documents have types in strict TypeScript', () => {
  frontEnd.write('typed.ts', section(HEADING, 'ts'));
  expect(frontEnd.compile('typed.ts', ['--lib', 'es2022,dom,esnext.disposable'])).toBe('');
});

test('the packed documents refuse a variable that is not there, and a field that was not asked for', () => {
  const wrong = section(HEADING, 'ts')
    .replace('first: 3', "first: 'three'")
    .replace('({ name, kind })', '({ name, kind, version })');
  frontEnd.write('wrong.ts', wrong);
  const faults = frontEnd.compile('wrong.ts', ['--lib', 'es2022,dom,esnext.disposable']);
  expect(faults).toContain(`Property 'version' does not exist`);
  expect(faults).toContain(`'string' is not assignable to type 'number'`);
});

test('the packed manifest has every operation under an id', () => {
  const manifest = path.join(frontEnd.folder, 'node_modules/equity-hub-documents/generated/persisted-documents.json');
  const texts = JSON.parse(readFileSync(manifest, 'utf8')) as Record<string, string>;
  expect(Object.keys(texts).every((id) => /^sha256:[0-9a-f]{64}$/.test(id))).toBe(true);
  expect(Object.values(texts).filter((text) => text.includes('ProgramDirectory('))).toHaveLength(1);
});

test('the code generator makes types with the scalars of the page', () => {
  frontEnd.write('codegen.yml', section(HEADING, 'yaml'));
  mkdirSync(path.join(frontEnd.folder, 'operations'));
  writeFileSync(
    path.join(frontEnd.folder, 'operations/support.graphql'),
    'query Support($slug: String!) { program(slug: $slug) { updatedAt supportMaxAmount } }',
  );
  frontEnd.tool('@graphql-codegen/cli/cjs/bin.js');
  frontEnd.write('generated.ts', useOf(`import type { SupportQuery as Support } from './generated/graphql.js';`));
  expect(frontEnd.compile('generated.ts')).toBe('');
});

test('gql.tada finds the types of the page', () => {
  frontEnd.write('tsconfig.json', section(HEADING, 'json'));
  frontEnd.write('tada.ts', `${section(HEADING, 'typescript')}\n${useOf('')}`);
  frontEnd.tool('gql.tada/bin/cli.js', 'generate-output');
  frontEnd.tool('typescript/bin/tsc', '--project', '.');
});

/** Compiles only if amounts and moments are strings, and not any value. */
function useOf(first: string): string {
  return `${first}
    type Values = NonNullable<Support['program']>;
    type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : never;
    export const amount: Equal<Values['supportMaxAmount'], string | null> = true;
    export const moment: Equal<Values['updatedAt'], string> = true;
  `;
}
