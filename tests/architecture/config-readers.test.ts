import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { VARIABLES } from '../../src/config';

const ROOT = path.join(__dirname, '../..');
const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');

/** The values that an interface called `Config` declares. */
function declaredIn(text: string): string[] {
  const { statements } = parse(text);
  const config = statements.find(
    (statement): statement is ts.InterfaceDeclaration =>
      ts.isInterfaceDeclaration(statement) && statement.name.text === 'Config',
  );
  return config?.members.map(({ name }) => name?.getText() ?? '') ?? [];
}

/** The values that a file reads of a `config`, or of a parameter that is a `Config`. */
function readIn(text: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node) && isConfig(node.expression)) found.push(node.name.text);
    const taken = ts.isParameter(node) || ts.isVariableDeclaration(node) ? node : undefined;
    if (taken && ts.isObjectBindingPattern(taken.name) && (isConfigType(taken.type) || isConfig(taken.initializer))) {
      found.push(...taken.name.elements.map(({ name, propertyName }) => (propertyName ?? name).getText()));
    }
    node.forEachChild(visit);
  };
  visit(parse(text));
  return found;
}

function parse(text: string): ts.SourceFile {
  return ts.createSourceFile('source.ts', text, ts.ScriptTarget.Latest, true);
}

function isConfig(expression: ts.Expression | undefined): boolean {
  return /(^|\.)config$/.test(expression?.getText() ?? '');
}

function isConfigType(type: ts.TypeNode | undefined): boolean {
  return type?.getText() === 'Config';
}

test('every value of the configuration has a reader', () => {
  const files = readdirSync(path.join(ROOT, 'src'), { recursive: true, encoding: 'utf8' });
  const others = files.filter((file) => file.endsWith('.ts') && file !== 'config.ts');
  const known = new Set(others.flatMap((file) => readIn(read(path.join('src', file)))));
  const declared = declaredIn(read('src/config.ts'));

  expect(declared.length).toBeGreaterThan(10);
  expect(declared.filter((name) => !known.has(name))).toEqual([]);
});

test('only code that takes a value of a configuration counts as a reader', () => {
  const text = `
    const a = options.config.one;
    const { two: b } = config;
    function c({ three }: Config, { other }: Options) { return [three, other, server.another]; }
  `;

  expect(readIn(text)).toEqual(['one', 'two', 'three']);
});

test('every variable goes into the configuration, and the README explains it', () => {
  const [config, readme] = [read('src/config.ts'), read('README.md')];

  expect(VARIABLES.filter((name) => !new RegExp(`\\benv\\.${name}\\b`).test(config))).toEqual([]);
  expect(VARIABLES.filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
});

test('docker-compose.yml sets no variable that the hub does not read', () => {
  const hub = read('docker-compose.yml').split('\n  hub:')[1] ?? '';
  const set = [...hub.matchAll(/^ {6}([A-Z][A-Z_]+):/gm)].map(([, name]) => String(name));

  expect(set.length).toBeGreaterThan(5);
  expect(set.filter((name) => !VARIABLES.includes(name))).toEqual([]);
});
