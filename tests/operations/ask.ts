import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import type { TestHub } from '../support/hub';
import { STATEMENTS, type Statements } from './statements';

/** Where the curated operations lie. */
export const FOLDER = path.join(__dirname, '../../schema/operations');

/** `PartnersInAProgram` lies in `partners-in-a-program.graphql`. */
export function fileNameOf(operation: string): string {
  return operation.replace(/(?!^)[A-Z]/g, '-$&').toLowerCase();
}

/** The variables that lie beside an operation, if it has any. */
export function variablesBeside(file: string): unknown {
  const place = path.join(FOLDER, `${file}.variables.json`);
  return existsSync(place) ? JSON.parse(readFileSync(place, 'utf8')) : undefined;
}

/**
 * Sends a curated operation with the variables that lie beside it, or with others. Twice, for a document that is used again
 * is compiled: both answers must be the same, and take exactly as many statements as the table says.
 * @param expected for an answer that needs other statements than usual, since it has no parent, say
 */
export async function ask<Data, Variables>(
  hub: TestHub,
  document: TypedDocumentNode<Data, Variables>,
  variables?: Variables,
  expected?: Statements,
  headers: Record<string, string> = {},
): Promise<Data> {
  const name = nameOf(document);
  const { planned, byResolvers } = expected ?? STATEMENTS[name];
  const allowed = hub.plans ? planned : byResolvers;
  const values = variables ?? (variablesBeside(fileNameOf(name)) as Variables | undefined);
  const first = await hub.query(document, values, headers);
  const second = await hub.query(document, values, headers);
  for (const { errors, statements } of [first, second]) {
    expect({ name, errors, statements: statements.length }).toEqual({ name, statements: allowed });
  }
  expect(second.data).toEqual(first.data);
  return first.data;
}

function nameOf<Data, Variables>(document: TypedDocumentNode<Data, Variables>): keyof typeof STATEMENTS {
  const names = document.definitions.flatMap((definition) =>
    definition.kind === 'OperationDefinition' ? [definition.name?.value] : [],
  );
  return names[0] as keyof typeof STATEMENTS;
}
