import {
  Kind,
  visit,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type VariableDefinitionNode,
} from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import type { HubContext } from '../context';
import type { Variables } from '../limits/cost';
import { mergesConditionally } from './merged-fields';
import { namesPrototype } from './prototype-name';

/**
 * Runs with variables that are already coerced; undefined if these variables need the interpreter.
 */
export type CompiledOperation = (
  context: HubContext,
  coerced: Variables,
) => ExecutionResult | Promise<ExecutionResult> | undefined;

/**
 * Compiles an operation to JavaScript; undefined if that is not possible.
 *
 * GraphQL itself coerces the variables. For a variable of an input type that refers to itself, such as every `where`, the compiler would
 * generate code without end. It also treats absent and null variables differently from the specification, and so it does with
 * variables within a value of a custom scalar: such requests go to the interpreter. So do documents with a field named `__proto__`.
 */
export function compileOperation(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): CompiledOperation | undefined {
  if (mergesConditionally(document, operation)) return undefined;
  if (operation.variableDefinitions?.some(isInherited)) return undefined;
  const nested = nestedVariables(document);
  if (nested.length > 0 && selectsReferences(operation)) return undefined;
  if (namesPrototype(document)) return undefined;
  const compiled = compileQuery(schema, withOpaqueVariables(document, operation), operation.name?.value, {
    disablingCapturingStackErrors: true,
  });
  if (!isCompiledQuery(compiled)) return undefined;
  return (context, coerced) => {
    if (nested.some((name) => !(name in coerced)) || Object.values(coerced).includes(null)) return undefined;
    return compiled.query(undefined, context, coerced);
  };
}

/** Names that every JavaScript object has. The compiler would read them as given variables. */
function isInherited({ variable }: VariableDefinitionNode): boolean {
  return variable.name.value in Object.prototype;
}

/** The argument of `_entities` has a custom scalar type. */
function selectsReferences({ selectionSet }: OperationDefinitionNode): boolean {
  let found = false;
  visit(selectionSet, {
    Field({ name }) {
      found ||= name.value === '_entities';
    },
  });
  return found;
}

/** The variables declared as values that the compiler passes through as they are. */
function withOpaqueVariables(document: DocumentNode, operation: OperationDefinitionNode): DocumentNode {
  const variableDefinitions = operation.variableDefinitions?.map(opaque) ?? [];
  const definitions = document.definitions.map((definition) =>
    definition === operation ? { ...operation, variableDefinitions } : definition,
  );
  return { ...document, definitions };
}

function opaque({ kind, variable }: VariableDefinitionNode): VariableDefinitionNode {
  return { kind, variable, type: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: '_Any' } } };
}

/** The names of variables within an input object or a list. */
function nestedVariables(document: DocumentNode): string[] {
  const names = new Set<string>();
  const collect = {
    Variable: ({ name }: { name: { value: string } }) => {
      names.add(name.value);
    },
  };
  visit(document, {
    ObjectValue: (node) => void visit(node, collect),
    ListValue: (node) => void visit(node, collect),
  });
  return [...names];
}
