import {
  Kind,
  parse,
  parseType,
  visit,
  type ConstValueNode,
  type DirectiveNode,
  type DocumentNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** The document with other selections in some places. */
export function replaced(
  document: DocumentNode,
  sets: readonly (readonly [SelectionSetNode, readonly SelectionNode[]])[],
): DocumentNode {
  const known = new Map(sets);
  return visit(document, {
    SelectionSet: (node) => {
      const selections = known.get(node);
      return selections && { ...node, selections };
    },
  });
}

/** The document with one more variable. */
export function declared(
  document: DocumentNode,
  name: string,
  type: string,
  defaultValue?: ConstValueNode,
): DocumentNode {
  return visit(document, {
    OperationDefinition: (node) => ({
      ...node,
      variableDefinitions: [
        ...(node.variableDefinitions ?? []),
        {
          kind: Kind.VARIABLE_DEFINITION,
          variable: variableNode(name),
          type: parseType(type, { noLocation: true }),
          ...(defaultValue && { defaultValue }),
        },
      ],
    }),
  });
}

/** A selection, as written in a document. */
export function fieldOf(text: string): SelectionNode {
  return selectionsOf(`{ ${text} }`)[0] as SelectionNode;
}

export function directiveOf(text: string): DirectiveNode {
  return selectionsOf(`{ x ${text} }`)[0]?.directives?.[0] as DirectiveNode;
}

function selectionsOf(query: string): readonly SelectionNode[] {
  const [operation] = parse(query, { noLocation: true }).definitions;
  return operation?.kind === Kind.OPERATION_DEFINITION ? operation.selectionSet.selections : [];
}

export function nameNode(value: string) {
  return { kind: Kind.NAME, value } as const;
}

export function variableNode(name: string) {
  return { kind: Kind.VARIABLE, name: nameNode(name) } as const;
}
