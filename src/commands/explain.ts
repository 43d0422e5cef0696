import {
  getOperationAST,
  getVariableValues,
  GraphQLError,
  parse,
  validate,
  type DocumentNode,
  type GraphQLSchema,
} from 'graphql';
import { hubSchema } from '../hub';
import type { Role } from '../platform/access/viewer';
import { explainPlan, type ExplainedPlan } from '../platform/planning/explain-plan';
import { CommandError } from './command-error';
import { textIn, variablesOf } from './document-file';
import { roleOf } from './role';

export interface ExplainOptions {
  readonly role: string;
  readonly operation?: string;
  /** A file of JSON. */
  readonly variables?: string;
}

const ANSWERED: Readonly<Record<ExplainedPlan['plan'], string>> = {
  whole: 'One statement answers all of it.',
  part: 'One statement reads the fields below; resolvers read the others.',
  none: 'Resolvers answer it.',
};

/**
 * How the hub answers a query: by a plan with one SQL statement, or by resolvers, and why. It reads nothing from Postgres.
 * @param file a GraphQL document
 * @returns what to print
 */
export function explain(file: string, options: ExplainOptions): string {
  const role = roleOf(options.role);
  const { schema } = hubSchema();
  const document = documentIn(file, schema);
  const operation = getOperationAST(document, options.operation);
  if (!operation)
    throw new CommandError(`${file} has several operations or none of this name; name one with --operation.`, 2);
  const given = variablesOf(file, options.variables);
  const { coerced, errors } = getVariableValues(schema, operation.variableDefinitions ?? [], given);
  if (errors)
    throw new CommandError(`The variables are not valid; give them with --variables FILE:\n${listed(errors)}`);
  const viewer = { role, principal: role };
  const explained = understood(() => explainPlan({ schema, document, operation, viewer, variables: coerced }));
  return printed(explained, role);
}

function documentIn(file: string, schema: GraphQLSchema): DocumentNode {
  const text = textIn(file);
  const document = understood(() => parse(text));
  const errors = validate(schema, document);
  if (errors.length > 0) throw new CommandError(`${file} is not valid:\n${listed(errors)}`);
  return document;
}

function understood<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof GraphQLError ? new CommandError(error.message) : error;
  }
}

function listed(errors: readonly GraphQLError[]): string {
  return errors.map(({ message }) => `  ${message}`).join('\n');
}

function printed({ plan, reasons, fields, statement }: ExplainedPlan, role: Role): string {
  const answered = plan === 'whole' && !statement ? 'It needs no statement.' : ANSWERED[plan];
  const lines = [`plan: ${plan}, for the role ${role}. ${answered}`];
  if (reasons.length > 0) lines.push(`because: ${reasons.join(', ')}`);
  if (fields.length > 0) lines.push('', ...fields);
  if (statement) {
    lines.push('', statement.text);
    statement.values.forEach((value, index) => lines.push(`$${index + 1} = ${JSON.stringify(value)}`));
  }
  return lines.join('\n');
}
