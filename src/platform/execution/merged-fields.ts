import {
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** A response key of an object, with all fields that are selected under it. */
interface Merged {
  readonly fields: FieldNode[];
  /** Whether some of them may be left out. */
  conditional: boolean;
}

/**
 * Whether a document selects a key several times and `@skip` or `@include` may leave out some of the selections. GraphQL
 * orders the keys of an object by the first selection that is not left out; the compiler by the first selection in the text.
 */
export function mergesConditionally({ definitions }: DocumentNode, { selectionSet }: OperationDefinitionNode): boolean {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const one of definitions) if (one.kind === Kind.FRAGMENT_DEFINITION) fragments.set(one.name.value, one);
  const found = (sets: readonly SelectionSetNode[]): boolean => {
    for (const { fields, conditional } of merged(sets, fragments)) {
      if (conditional && fields.length > 1) return true;
      const inner = fields.flatMap((field) => field.selectionSet ?? []);
      if (inner.length > 0 && found(inner)) return true;
    }
    return false;
  };
  return found([selectionSet]);
}

function merged(
  sets: readonly SelectionSetNode[],
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): Iterable<Merged> {
  const keys = new Map<string, Merged>();
  const collect = ({ selections }: SelectionSetNode, within: boolean): void => {
    for (const selection of selections) {
      const conditional = within || isConditional(selection);
      if (selection.kind === Kind.FIELD) {
        const key = selection.alias?.value ?? selection.name.value;
        const known = keys.get(key);
        known?.fields.push(selection);
        if (known) known.conditional ||= conditional;
        else keys.set(key, { fields: [selection], conditional });
        continue;
      }
      const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
      if (fragment) collect(fragment.selectionSet, conditional);
    }
  };
  for (const set of sets) collect(set, false);
  return keys.values();
}

function isConditional({ directives = [] }: SelectionNode): boolean {
  return directives.some(({ name }) => name.value === 'skip' || name.value === 'include');
}
