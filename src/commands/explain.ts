import { existsSync, readFileSync } from 'node:fs';
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
import { KEY_ROLES, type Role } from '../platform/access/viewer';
import { explainPlan, type ExplainedPlan } from '../platform/planning/explain-plan';
import { CommandError } from './command-error';

export interface ExplainOptions {
  readonly role: string;
  readonly operation?: string;
  /** A file of JSON. */
  readonly variables?: string;
}

const ROLES: readonly Role[] = ['public', ...KEY_ROLES];
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
  const role = ROLES.find((known) => known === options.role);
  if (!role) throw new CommandError(`There is no role "${options.role}"; give one of ${ROLES.join(', ')}.`, 2);
  const { schema } = hubSchema();
  const document = documentIn(file, schema);
  const operation = getOperationAST(document, options.operation);
  if (!operation)
    throw new CommandError(`${file} has several operations or none of this name; name one with --operation.`, 2);
  const given = variablesIn(
    options.variables ?? file.replace(/\.graphql$/, '.variables.json'),
    options.variables !== undefined,
  );
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

function variablesIn(file: string, isNamed: boolean): Record<string, unknown> {
  if (!isNamed && !existsSync(file)) return {};
  try {
    return JSON.parse(textIn(file)) as Record<string, unknown>;
  } catch (error) {
    if (error instanceof CommandError) throw error;
    throw new CommandError(`${file} is not JSON; write the variables as a JSON object.`);
  }
}

function textIn(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new CommandError(`${file} cannot be read; give a file with a GraphQL document.`);
  }
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
