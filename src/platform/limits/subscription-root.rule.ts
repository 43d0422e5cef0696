import {
  Kind,
  OperationTypeNode,
  type ASTVisitor,
  type DefinitionNode,
  type DirectiveNode,
  type DocumentNode,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  type ValidationContext,
} from 'graphql';
import { refuseDocument } from './shape.rule';

const MESSAGE = 'The root field of a subscription cannot have @skip or @include; remove the directive.';

/**
 * A validation rule: refuses subscriptions whose root field may be skipped, as the GraphQL specification demands. graphql-js's own rule for the root field of a
 * subscription needs the values of variables, which are not known during validation.
 */
export function subscriptionRootRule(context: ValidationContext): ASTVisitor {
  return {
    Document(document) {
      const condition = conditionAtRoot(document);
      if (condition) refuseDocument(context, [MESSAGE], [condition]);
    },
  };
}

/** The first such directive, fragments included. */
function conditionAtRoot({ definitions }: DocumentNode): DirectiveNode | undefined {
  const fragments = new Map<string, SelectionSetNode>();
  const roots: SelectionSetNode[] = [];
  for (const definition of definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition.selectionSet);
    else if (isSubscription(definition)) roots.push(definition.selectionSet);
  }
  for (let set = roots.pop(); set; set = roots.pop()) {
    for (const selection of set.selections) {
      const condition = selection.directives?.find(({ name }) => name.value === 'skip' || name.value === 'include');
      if (condition) return condition;
      const inner = setWithin(selection, fragments);
      if (inner) roots.push(inner);
    }
  }
  return undefined;
}

function isSubscription(definition: DefinitionNode): definition is OperationDefinitionNode {
  return definition.kind === Kind.OPERATION_DEFINITION && definition.operation === OperationTypeNode.SUBSCRIPTION;
}

/** Looks into each spread fragment once, since fragments may spread each other. */
function setWithin(selection: SelectionNode, fragments: Map<string, SelectionSetNode>): SelectionSetNode | undefined {
  if (selection.kind === Kind.INLINE_FRAGMENT) return selection.selectionSet;
  if (selection.kind !== Kind.FRAGMENT_SPREAD) return undefined;
  const { value: name } = selection.name;
  const set = fragments.get(name);
  fragments.delete(name);
  return set;
}
