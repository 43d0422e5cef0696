import { getVariableValues, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import { withAdvice } from '../advice/advice';
import { BadUserInput } from '../errors';
import type { Variables } from '../limits/cost';
import { LIMITS } from '../limits/limits';
import { checkVariables } from '../limits/nesting';
import { asGraphQLError } from './present-errors';
import type { Operation } from './operation';

/** The coerced variables, or the errors of the coercion. */
export type Coerced =
  | { readonly errors: BadUserInput[]; readonly coerced?: never }
  | { readonly errors?: never; readonly coerced: Variables };

export function coerceVariables(
  schema: GraphQLSchema,
  { variableDefinitions = [] }: OperationDefinitionNode,
  variables: Variables,
): Coerced {
  const limit = { maxErrors: LIMITS.documentErrors };
  const { errors, coerced } = getVariableValues(schema, variableDefinitions, variables, limit);
  if (!errors) return { coerced };
  return { errors: errors.map((error) => new BadUserInput(withAdvice({ schema, error }), error.nodes)) };
}

/** The coerced variables of an operation. @throws the first of their errors */
export function variablesOf(schema: GraphQLSchema, { operation, variables }: Operation): Variables {
  checkVariables(variables);
  const { coerced, errors } = coerceVariables(schema, operation, variables);
  if (errors) throw asGraphQLError(errors[0]);
  return coerced;
}
