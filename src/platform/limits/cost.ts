import {
  getNamedType,
  isCompositeType,
  isObjectType,
  Kind,
  valueFromASTUntyped,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { DEFAULT_PAGE, MAX_PAGE } from '../reading/types/page-types';

/** Variables as the client sent them. */
export type Variables = Readonly<Record<string, unknown>>;

/** What an operation costs with given variables. */
export type CostFunction = (variables: Variables) => number;

/** What a field costs beside the records that it returns; one statement costs about as much as a record. */
const FIELD_COST: Readonly<Record<string, number>> = { totalCount: 5, groups: 50, search: 50 };
/** How long a list without a size of its own is taken to be. */
const UNSIZED_LIST = 5;

/**
 * The cost of an operation: one for each record that it may return, lists counted at the size that is asked of them, and more for
 * counts, groups and searches.
 * @returns a function, made once for a document and called with each request's variables
 */
export function compileCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): CostFunction {
  const root = schema.getRootType(operation.operation);
  if (!root) return () => 0;
  const fragments = new Map(document.definitions.filter(isFragment).map((fragment) => [fragment.name.value, fragment]));
  const defaults = defaultsOf(operation);
  return (variables) =>
    new CostWalk(schema, fragments, { ...defaults, ...variables }).ofSet(operation.selectionSet, root, 1);
}

class CostWalk {
  /** A fragment costs the same wherever it is spread at one page size, and is found once, however often it is. */
  private readonly known = new Map<string, number>();

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>,
    private readonly variables: Variables,
  ) {}

  /** @param size the page size, where `parent` is a connection */
  ofSet(set: SelectionSetNode, parent: GraphQLCompositeType, size: number): number {
    let sum = 0;
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) sum += this.ofField(selection, parent, size);
      else if (selection.kind === Kind.FRAGMENT_SPREAD) sum += this.ofFragment(selection.name.value, size);
      else sum += this.ofSet(selection.selectionSet, this.named(selection.typeCondition?.name.value) ?? parent, size);
    }
    return sum;
  }

  private ofFragment(name: string, size: number): number {
    const key = `${name}:${size}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    this.known.set(key, 0);
    const fragment = this.fragments.get(name);
    const type = this.named(fragment?.typeCondition.name.value);
    const cost = fragment && type ? this.ofSet(fragment.selectionSet, type, size) : 0;
    this.known.set(key, cost);
    return cost;
  }

  private ofField(node: FieldNode, parent: GraphQLCompositeType, size: number): number {
    const name = node.name.value;
    const field = 'getFields' in parent ? parent.getFields()[name] : undefined;
    const own = FIELD_COST[name] ?? 0;
    const type = field && getNamedType(field.type);
    if (!field || !node.selectionSet || !isCompositeType(type)) return own;
    const inner = this.ofSet(node.selectionSet, type, isConnection(type) ? this.pageSize(node) : 1);
    if (isConnection(parent)) return name === 'nodes' || name === 'edges' ? size * (1 + inner) : own + inner;
    if (name === 'node' && parent.name.endsWith('Edge')) return inner;
    return own + this.length(node, field) * (1 + inner);
  }

  private pageSize(node: FieldNode): number {
    const size = this.argument(node, 'first') ?? this.argument(node, 'last') ?? DEFAULT_PAGE;
    return typeof size === 'number' ? Math.min(Math.max(size, 0), MAX_PAGE) : DEFAULT_PAGE;
  }

  private length(node: FieldNode, field: GraphQLField<unknown, unknown>): number {
    if (!String(field.type).includes('[')) return 1;
    const representations = this.argument(node, 'representations');
    if (Array.isArray(representations)) return representations.length;
    const first = this.argument(node, 'first');
    return typeof first === 'number' ? Math.max(first, 0) : UNSIZED_LIST;
  }

  private argument(node: FieldNode, name: string): unknown {
    const value = node.arguments?.find((argument) => argument.name.value === name)?.value;
    if (value?.kind === Kind.VARIABLE) return this.variables[value.name.value] ?? undefined;
    if (value?.kind === Kind.INT) return Number(value.value);
    return value?.kind === Kind.LIST ? value.values : undefined;
  }

  private named(name: string | undefined): GraphQLCompositeType | undefined {
    const type = name === undefined ? undefined : this.schema.getType(name);
    return isCompositeType(type) ? type : undefined;
  }
}

function isConnection(type: GraphQLCompositeType): boolean {
  return isObjectType(type) && 'pageInfo' in type.getFields();
}

function defaultsOf(operation: OperationDefinitionNode): Variables {
  const given = (operation.variableDefinitions ?? []).filter((definition) => definition.defaultValue);
  return Object.fromEntries(
    given.map(({ variable, defaultValue }) => [variable.name.value, defaultValue && valueFromASTUntyped(defaultValue)]),
  );
}

function isFragment(definition: DocumentNode['definitions'][number]): definition is FragmentDefinitionNode {
  return definition.kind === Kind.FRAGMENT_DEFINITION;
}
