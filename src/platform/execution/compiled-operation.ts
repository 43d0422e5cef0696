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
 * otherwise write out code without end. And where a variable within an input object is absent, it would put null in its place, where GraphQL
 * leaves the field out: such a request is for the interpreter.
 */
export function compileOperation(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): CompiledOperation | undefined {
  const compiled = compileQuery(schema, withOpaqueVariables(document, operation), operation.name?.value, {
    disablingCapturingStackErrors: true,
  });
  if (!isCompiledQuery(compiled)) return undefined;
  const nested = nestedVariables(document);
  return (context, coerced) => {
    if (nested.some((name) => !(name in coerced))) return undefined;
    return compiled.query(undefined, context, coerced);
  };
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
