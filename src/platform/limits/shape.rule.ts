import {
  GraphQLError,
  Kind,
  type ASTVisitor,
  type FragmentDefinitionNode,
  type SelectionSetNode,
  type ValidationContext,
} from 'graphql';
import { LIMITS } from './limits';

interface Shape {
  readonly depth: number;
  readonly fields: number;
  readonly aliases: number;
}

const EMPTY: Shape = { depth: 0, fields: 0, aliases: 0 };

/** A validation rule: refuses operations that are too deep, or have too many aliases or root fields, fragments included. */
export function shapeRule(context: ValidationContext): ASTVisitor {
  const measure = new ShapeMeasure(context);
  return {
    OperationDefinition(operation) {
      const { depth, fields, aliases } = measure.of(operation.selectionSet);
      refuseOver(context, 'depth', depth, LIMITS.depth);
      refuseOver(context, 'number of aliases', aliases, LIMITS.aliases);
      refuseOver(context, 'number of root fields', fields, LIMITS.rootFields);
    },
  };
}

function refuseOver(context: ValidationContext, what: string, value: number, limit: number): void {
  if (value <= limit) return;
  const message = `The operation's ${what} is ${value}; at most ${limit} is answered.`;
  context.reportError(new GraphQLError(message, { extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }));
}

/** Measures each fragment once, so that fragments which spread each other many times cost no more than their text. */
class ShapeMeasure {
  private readonly fragments = new Map<string, Shape>();

  constructor(private readonly context: ValidationContext) {}

  of(set: SelectionSetNode): Shape {
    return set.selections.reduce<Shape>((sum, selection) => {
      if (selection.kind === Kind.INLINE_FRAGMENT) return beside(sum, this.of(selection.selectionSet));
      if (selection.kind === Kind.FRAGMENT_SPREAD) return beside(sum, this.ofFragment(selection.name.value));
      const alias = selection.alias ? 1 : 0;
      const inner = selection.selectionSet ? this.of(selection.selectionSet) : EMPTY;
      // Descriptions of the schema nest deeper than its data; GraphQL has a rule of its own for them.
      const depth = selection.name.value.startsWith('__') ? 1 : inner.depth + 1;
      return beside(sum, { depth, fields: 1, aliases: inner.aliases + alias });
    }, EMPTY);
  }

  private ofFragment(name: string): Shape {
    const known = this.fragments.get(name);
    if (known) return known;
    this.fragments.set(name, EMPTY); // A fragment that spreads itself is refused by another rule.
    const fragment: FragmentDefinitionNode | null | undefined = this.context.getFragment(name);
    const shape = fragment ? this.of(fragment.selectionSet) : EMPTY;
    this.fragments.set(name, shape);
    return shape;
  }
}

function beside(a: Shape, b: Shape): Shape {
  return { depth: Math.max(a.depth, b.depth), fields: a.fields + b.fields, aliases: a.aliases + b.aliases };
}
