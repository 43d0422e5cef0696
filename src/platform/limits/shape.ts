import {
  Kind,
  visit,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';

/** The size of an operation, fragments included. */
export interface Shape {
  /** How deep its fields nest, without those of `WRAPPERS`. */
  readonly depth: number;
  /** How deep all of its fields nest. */
  readonly levels: number;
  readonly fields: number;
  readonly aliases: number;
  /** The number of selections, counting each fragment every time it is spread. */
  readonly selections: number;
}

/** Fields that only wrap the records of a list, so that Relay's style may go as deep as `nodes`. */
const WRAPPERS: ReadonlySet<string> = new Set(['edges', 'node', 'nodes']);

const EMPTY: Shape = { depth: 0, levels: 0, fields: 0, aliases: 0, selections: 0 };

/** Measures each fragment once, so that fragments that spread each other many times cost no more than their text. */
export class ShapeMeasure {
  /** `undefined` for a fragment that is being measured. */
  private readonly known = new Map<string, Shape | undefined>();
  private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** Whether a fragment contains itself. */
  circular = false;

  constructor(document: DocumentNode) {
    const fragments = document.definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
    this.fragments = new Map(fragments.map((fragment) => [fragment.name.value, fragment]));
    for (const name of this.fragments.keys()) this.ofFragment(name);
  }

  of(set: SelectionSetNode): Shape {
    return set.selections.reduce<Shape>((sum, selection) => {
      if (selection.kind === Kind.INLINE_FRAGMENT) return beside(sum, this.of(selection.selectionSet));
      if (selection.kind === Kind.FRAGMENT_SPREAD) return beside(sum, this.ofFragment(selection.name.value));
      return beside(sum, this.ofField(selection));
    }, EMPTY);
  }

  private ofField({ name, alias, selectionSet }: FieldNode): Shape {
    const inner = selectionSet ? this.of(selectionSet) : EMPTY;
    // Introspection nests deeper than data; GraphQL has its own rule for it.
    const { depth, levels } = name.value.startsWith('__') ? EMPTY : inner;
    return {
      depth: depth + (WRAPPERS.has(name.value) ? 0 : 1),
      levels: levels + 1,
      fields: 1,
      aliases: inner.aliases + (alias ? 1 : 0),
      selections: inner.selections + 1,
    };
  }

  private ofFragment(name: string): Shape {
    if (this.known.has(name)) {
      const known = this.known.get(name);
      this.circular ||= known === undefined;
      return known ?? EMPTY;
    }
    this.known.set(name, undefined);
    const fragment = this.fragments.get(name);
    const shape = fragment ? this.of(fragment.selectionSet) : EMPTY;
    this.known.set(name, shape);
    return shape;
  }
}

function beside(a: Shape, b: Shape): Shape {
  return {
    depth: Math.max(a.depth, b.depth),
    levels: Math.max(a.levels, b.levels),
    fields: a.fields + b.fields,
    aliases: a.aliases + b.aliases,
    selections: a.selections + b.selections,
  };
}

/** How deep objects and lists nest in the literal values of a document. */
export function valuesDepth(document: DocumentNode): number {
  let [depth, deepest] = [0, 0];
  const down = (_node: ValueNode): void => {
    depth += 1;
    deepest = Math.max(deepest, depth);
  };
  const up = (_node: ValueNode): void => {
    depth -= 1;
  };
  visit(document, { ObjectValue: { enter: down, leave: up }, ListValue: { enter: down, leave: up } });
  return deepest;
}
