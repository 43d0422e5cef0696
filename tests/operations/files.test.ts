import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import {
  coerceInputValue,
  Kind,
  type OperationDefinitionNode,
  parse,
  specifiedRules,
  typeFromAST,
  validate,
  visit,
  isInputType,
} from 'graphql';
import { hubSchema } from '../../src/hub';
import { compileCost } from '../../src/platform/limits/cost';
import { COST_BUDGET, LIMITS } from '../../src/platform/limits/limits';
import { shapeRule } from '../../src/platform/limits/shape.rule';
import { fileNameOf, FOLDER, variablesBeside } from './ask';
import { STATEMENTS } from './statements';

const { schema } = hubSchema();
const SUFFIX = '.graphql';
const VARIABLES_SUFFIX = '.variables.json';

const names = readdirSync(FOLDER);
const files = names.filter((name) => name.endsWith(SUFFIX)).map((name) => name.slice(0, -SUFFIX.length));

function textOf(file: string): string {
  return readFileSync(path.join(FOLDER, file + SUFFIX), 'utf8');
}

function operationsIn(file: string): OperationDefinitionNode[] {
  return parse(textOf(file)).definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
}

function operationIn(file: string): OperationDefinitionNode {
  const [operation] = operationsIn(file);
  if (!operation) throw new Error(`${file}${SUFFIX} has no operation`);
  return operation;
}

test('there are at least twelve, and nothing else lies beside them', () => {
  expect(files.length).toBeGreaterThanOrEqual(12);
  const known = files.flatMap((file) => [file + SUFFIX, file + VARIABLES_SUFFIX]);
  expect(names.filter((name) => !known.includes(name))).toEqual([]);
});

test('each has its place in the table of statements', () => {
  expect(Object.keys(STATEMENTS).map(fileNameOf).sort()).toEqual([...files].sort());
});

describe.each(files)('%s', (file) => {
  it('begins with one to three lines that say which question it answers', () => {
    const lines = textOf(file).split('\n');
    const code = lines.findIndex((line) => !line.startsWith('# '));
    expect([1, 2, 3]).toContain(code);
    expect(lines.slice(0, code).join(' ')).toMatch(/\?/);
  });

  it('holds one operation, named as the file', () => {
    expect(operationsIn(file).map((operation) => fileNameOf(operation.name?.value ?? ''))).toEqual([file]);
  });

  it('is valid, and within the limits of a request', () => {
    const document = parse(textOf(file), { maxTokens: LIMITS.tokens });
    expect(validate(schema, document, [...specifiedRules, shapeRule])).toEqual([]);
  });

  it('has no field that is meant for gateways', () => {
    visit(parse(textOf(file)), { Field: (node) => void expect(node.name.value).not.toMatch(/^_(?!_typename)/) });
  });

  it('has variables beside it if and only if it takes any, and they fit', () => {
    const definitions = operationIn(file).variableDefinitions ?? [];
    const values = variablesBeside(file) as Record<string, unknown> | undefined;
    expect(values !== undefined).toBe(definitions.length > 0);
    const declared = new Map(definitions.map((definition) => [definition.variable.name.value, definition]));
    expect(Object.keys(values ?? {}).filter((name) => !declared.has(name))).toEqual([]);
    for (const [name, definition] of declared) {
      const type = typeFromAST(schema, definition.type);
      if (!isInputType(type)) throw new Error(`$${name} has no input type`);
      // A default stands in for a variable that is not given, even for one that may not be null.
      if (values?.[name] === undefined && definition.defaultValue) continue;
      coerceInputValue(values?.[name], type, (place, _value, error) => {
        throw new Error(`$${[name, ...place].join('.')}: ${error.message}`);
      });
    }
  });

  it('is within the budget of the public', () => {
    const document = parse(textOf(file));
    const cost = compileCost(schema, document, operationIn(file));
    expect(cost((variablesBeside(file) ?? {}) as Record<string, unknown>).total).toBeLessThanOrEqual(
      COST_BUDGET.public,
    );
  });
});
