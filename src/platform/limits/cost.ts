import {
  getNamedType,
  isCompositeType,
  Kind,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
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
import { checkPageSize } from '../reading/page';
import { fieldCost, type FieldCost, type ListSize } from './weights';

/** Variables as the client sent them. */
export type Variables = Readonly<Record<string, unknown>>;

/**
 * What an operation costs with given variables.
 * @throws BadUserInput for a page that is larger than a page may be
 */
export type CostFunction = (variables: Variables) => number;

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
    Math.ceil(new CostWalk(schema, fragments, { ...defaults, ...variables }).ofSet(operation.selectionSet, root, 1));
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
    const field = definitionOf(node.name.value, parent);
    if (!field) return 0;
    const cost = fieldCost(parent, field);
    const type = getNamedType(field.type);
    const length = cost.list ? this.length(node, cost.list) : 1;
    const below = cost.role === 'connection' ? length : 1;
    const inner = node.selectionSet && isCompositeType(type) ? this.ofSet(node.selectionSet, type, below) : 0;
    return argumentsCost(node, cost) + timesOf(cost, size, length) * (cost.weight + inner);
  }

  private length(node: FieldNode, list: ListSize): number {
    const given = list.arguments.map((name) => [name, this.argument(node, name)] as const);
    if (list.page) checkPageSize(Object.fromEntries(given));
    for (const [, value] of given) {
      if (typeof value === 'number') return Math.max(value, 0);
      if (Array.isArray(value)) return value.length;
      if (list.bulk) return lengthOfItems(value);
    }
    return list.assumed;
  }

  private argument(node: FieldNode, name: string): unknown {
    const value = node.arguments?.find((argument) => argument.name.value === name)?.value;
    if (value?.kind === Kind.VARIABLE) return this.variables[value.name.value];
    if (value?.kind === Kind.INT) return Number(value.value);
    if (value?.kind === Kind.OBJECT) return valueFromASTUntyped(value, this.variables);
    return value?.kind === Kind.LIST ? value.values : undefined;
  }

  private named(name: string | undefined): GraphQLCompositeType | undefined {
    const type = name === undefined ? undefined : this.schema.getType(name);
    return isCompositeType(type) ? type : undefined;
  }
}

/** How many records a bulk is given. */
function lengthOfItems(input: unknown): number {
  const { items } = (input ?? {}) as { readonly items?: unknown };
  return Array.isArray(items) ? items.length : 1;
}

/** How many values the field has: in a connection, the records; of a connection itself, one. */
function timesOf({ role }: FieldCost, size: number, length: number): number {
  if (role === 'sized') return size;
  return role === 'connection' ? 1 : length;
}

function argumentsCost({ arguments: given }: FieldNode, { argumentWeights }: FieldCost): number {
  return (given ?? []).reduce((sum, { name }) => sum + (argumentWeights[name.value] ?? 0), 0);
}

function definitionOf(name: string, parent: GraphQLCompositeType): GraphQLField<unknown, unknown> | undefined {
  if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
  if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
  return 'getFields' in parent ? parent.getFields()[name] : undefined;
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
