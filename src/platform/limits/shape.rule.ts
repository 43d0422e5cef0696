import { GraphQLError, Kind, type ASTVisitor, type DocumentNode, type ValidationContext } from 'graphql';
import { LIMITS } from './limits';
import { ShapeMeasure, valuesDepth } from './shape';

/** `validate` gives up at this many errors. */
const ENOUGH = 100;

/**
 * A validation rule: refuses documents that are too deep, or have too many aliases or root fields, fragments included. Such a document is
 * looked at no further, since other rules take time that grows faster than the document; see `limitErrors`.
 */
export function shapeRule(context: ValidationContext): ASTVisitor {
  return {
    Document(document) {
      const faults = faultsOf(document);
      if (faults.length === 0) return;
      const errors = faults.map((fault) => new GraphQLError(fault, { extensions: REFUSED }));
      for (let count = 0; count < ENOUGH; count += 1) {
        context.reportError(errors[count % errors.length] as GraphQLError);
      }
    },
  };
}

const REFUSED = { code: 'GRAPHQL_VALIDATION_FAILED', limited: true } as const;

/** What `validate` says of a document, with each fault that `shapeRule` found told once. */
export function limitErrors<E extends GraphQLError>(errors: readonly E[]): readonly E[] {
  const limited = errors.filter((error) => error.extensions.limited === true);
  if (limited.length === 0) return errors;
  const told = new Map(limited.map((error) => [error.message, error]));
  for (const error of told.values()) delete error.extensions.limited;
  return [...told.values()];
}

function faultsOf(document: DocumentNode): string[] {
  const measure = new ShapeMeasure(document);
  if (measure.circular) return ['The fragments of the document spread each other in a circle.'];
  const values = over('depth of written values', valuesDepth(document), LIMITS.variablesDepth);
  const operations = document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  const faults = operations.flatMap(({ selectionSet }) => {
    const { depth, fields, aliases } = measure.of(selectionSet);
    return [
      ...over('depth', depth, LIMITS.depth),
      ...over('number of aliases', aliases, LIMITS.aliases),
      ...over('number of root fields', fields, LIMITS.rootFields),
    ];
  });
  return [...values, ...faults];
}

function over(what: string, value: number, limit: number): string[] {
  return value > limit ? [`The operation's ${what} is ${value}; at most ${limit} is answered.`] : [];
}
