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

/**
 * Runs with variables that were coerced before; nothing where these variables need the interpreter.
 */
export type CompiledOperation = (
  context: HubContext,
  coerced: Variables,
) => ExecutionResult | Promise<ExecutionResult> | undefined;

/**
 * Compiles an operation to JavaScript; nothing where it cannot be.
 *
 * Variables are left to GraphQL's own coercion. For a variable of an input type that refers to itself, as every `where` does, the compiler would
 * otherwise write out code without end. And what it makes of variables that are absent or null differs from what GraphQL says, as does what it
 * makes of a variable within a value of a custom scalar: such requests are for the interpreter. So are documents with a field that is called `__proto__`.
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

/** The compiler reads variables from an object that has these names without being given them. */
function isInherited({ variable }: VariableDefinitionNode): boolean {
  return variable.name.value in Object.prototype;
}

/** `_entities` takes values of a custom scalar. */
function selectsReferences({ selectionSet }: OperationDefinitionNode): boolean {
  let found = false;
  visit(selectionSet, {
    Field({ name }) {
      found ||= name.value === '_entities';
    },
  });
  return found;
}

/** The compiler writes answers as object literals, in which this key names no value. */
function namesPrototype(document: DocumentNode): boolean {
  let found = false;
  visit(document, {
    Field({ alias }) {
      found ||= alias?.value === '__proto__';
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

/** The names of variables that stand within an input object or a list. */
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
