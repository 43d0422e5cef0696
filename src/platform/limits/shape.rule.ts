import {
  GraphQLError,
  Kind,
  visit,
  type ASTNode,
  type ASTVisitor,
  type DocumentNode,
  type ValidationContext,
} from 'graphql';
import { LIMITS } from './limits';
import { ShapeMeasure, valuesDepth } from './shape';

/** The most errors that `validate` reports. It stops at the next one. */
const ENOUGH = LIMITS.documentErrors + 1;

/**
 * A validation rule: refuses documents that are too deep, or have too many aliases or root fields (fragments included), or too long names. The time of other rules
 * grows faster than such a document.
 */
export function shapeRule(context: ValidationContext): ASTVisitor {
  return {
    Document: (document) => refuseDocument(context, faultsOf(document)),
  };
}

const REFUSED = { code: 'GRAPHQL_VALIDATION_FAILED', limited: true } as const;

/** For rules that check a whole document: reports its faults and stops all other rules; see `limitErrors`. */
export function refuseDocument(
  context: ValidationContext,
  faults: readonly string[],
  nodes?: readonly ASTNode[],
): void {
  if (faults.length === 0) return;
  const errors = faults.map((fault) => new GraphQLError(fault, { extensions: REFUSED, nodes }));
  for (let count = 0; count < ENOUGH; count += 1) {
    context.reportError(errors[count % errors.length] as GraphQLError);
  }
}

/** The errors of a document from `validate`, with each fault from `refuseDocument` only once. */
export function limitErrors<E extends GraphQLError>(errors: readonly E[]): readonly E[] {
  const limited = errors.filter((error) => error.extensions.limited === true);
  if (limited.length === 0) return errors;
  const distinct = new Map(limited.map((error) => [error.message, error]));
  for (const error of distinct.values()) delete error.extensions.limited;
  return [...distinct.values()];
}

function faultsOf(document: DocumentNode): string[] {
  const measure = new ShapeMeasure(document);
  if (measure.circular)
    return ['The fragments of the document spread each other in a cycle; remove one of the spreads.'];
  const name = longestName(document);
  if (name > LIMITS.name) return [`A name in the document has ${name} characters; at most ${LIMITS.name} are allowed.`];
  const values = over('depth of written values', valuesDepth(document), LIMITS.variablesDepth);
  const operations = document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  const faults = operations.flatMap(({ selectionSet }) => {
    const { depth, levels, fields, aliases } = measure.of(selectionSet);
    return [
      ...depthFaults(depth, levels),
      ...over('number of aliases', aliases, LIMITS.aliases),
      ...over('number of root fields', fields, LIMITS.rootFields),
    ];
  });
  return [...values, ...faults];
}

function depthFaults(depth: number, levels: number): string[] {
  const faults = over('depth', depth, LIMITS.depth);
  return faults.length > 0 ? faults : over('depth with `edges`, `node` and `nodes`', levels, LIMITS.levels);
}

function longestName(document: DocumentNode): number {
  let longest = 0;
  visit(document, {
    Name: ({ value }) => {
      longest = Math.max(longest, value.length);
    },
  });
  return longest;
}

function over(what: string, value: number, limit: number): string[] {
  return value > limit ? [`The operation's ${what} is ${value}; the limit is ${limit}.`] : [];
}
