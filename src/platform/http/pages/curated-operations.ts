import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { Kind, parse } from 'graphql';
import { RefusedDeclaration } from '../../refused-declaration';
import { ROOT } from '../../root';

/** Whom a curated operation is for, in the order in which pages show them. */
export const AUDIENCES = ['front ends', 'analysts', 'partners'] as const;
export type Audience = (typeof AUDIENCES)[number];

/** One of the operations under `schema/operations`, which the pages offer to start from. */
export interface CuratedOperation {
  /** The operation's name in GraphQL: unique among them, and its address in the explorer. */
  readonly name: string;
  readonly audience: Audience;
  /** The question that it answers: the first sentence of the comment at its top, behind `For analysts:`. */
  readonly question: string;
  /** What to look at in its answer: the rest of the comment, which may be empty. */
  readonly hint: string;
  /** The file's text, comment included. */
  readonly document: string;
  /** The variables as JSON, from the file next to it; absent if the operation has none. */
  readonly variables?: string;
}

/** A file of the curated operations is invalid. The message names the file and says why. */
class InvalidOperationFile extends RefusedDeclaration {
  constructor(file: string, reason: string) {
    super(`${file} is not a valid curated operation: ${reason}.`);
  }
}

const OPERATIONS_FOLDER = path.join(ROOT, 'schema/operations');

/**
 * The curated operations by audience, those of one audience in the order of their files' names.
 * @throws InvalidOperationFile for one that has no name, no audience, no question, or variables that are not JSON
 */
export function readOperations(folder = OPERATIONS_FOLDER): CuratedOperation[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.graphql'));
  const all = files.sort().map((file) => readOperation(path.join(folder, file)));
  return byAudience(all).flatMap(({ operations }) => operations);
}

/** The operations of each audience that has any. */
export function byAudience(
  operations: readonly CuratedOperation[],
): { readonly title: string; readonly operations: readonly CuratedOperation[] }[] {
  return AUDIENCES.map((one) => ({
    title: `For ${one}`,
    operations: operations.filter(({ audience }) => audience === one),
  })).filter((group) => group.operations.length > 0);
}

function readOperation(file: string): CuratedOperation {
  const document = readFileSync(file, 'utf8');
  const { audience, question, hint } = readComment(file, commentOf(document));
  if (!question) throw new InvalidOperationFile(file, 'it does not begin with a comment that asks its question');
  const variables = readVariables(file.replace(/\.graphql$/, '.variables.json'));
  return { name: nameOf(file, document), audience, question, hint, document, ...(variables && { variables }) };
}

function nameOf(file: string, document: string): string {
  const names = parse(document).definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION ? [definition.name?.value] : [],
  );
  if (names.length !== 1 || !names[0]) throw new InvalidOperationFile(file, 'it must hold exactly one named operation');
  return names[0];
}

function readVariables(file: string): string | undefined {
  if (!existsSync(file)) return undefined;
  const text = readFileSync(file, 'utf8').trim();
  try {
    JSON.parse(text);
    return text;
  } catch (error) {
    throw new InvalidOperationFile(file, (error as Error).message);
  }
}

/** The comment at the top of the file, as one line without comment marks. */
function commentOf(document: string): string {
  const lines = document.split('\n');
  const end = lines.findIndex((line) => !line.startsWith('#'));
  return lines
    .slice(0, end)
    .map((line) => line.replace(/^#\s*/, ''))
    .join(' ')
    .trim();
}

function readComment(file: string, comment: string): Pick<CuratedOperation, 'audience' | 'question' | 'hint'> {
  const audience = AUDIENCES.find((one) => comment.startsWith(`For ${one}: `));
  if (!audience) {
    const known = AUDIENCES.map((one) => `"For ${one}: "`).join(', ');
    throw new InvalidOperationFile(file, `its comment must begin with whom it is for: one of ${known}`);
  }
  const text = comment.slice(`For ${audience}: `.length);
  const end = text.indexOf('?') + 1 || text.length;
  return { audience, question: text.slice(0, end), hint: text.slice(end).trim() };
}
