import {
  getNamedType,
  isCompositeType,
  Kind,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  valueFromASTUntyped,
  visit,
  type ArgumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  type SelectionNode,
  type SelectionSetNode,
  type ValueNode,
  isInputObjectType,
  type GraphQLInputType,
} from 'graphql';
import { filterOf } from '../reading/work/filter-marks';
import type { AggregateFunction } from '../reading/aggregating/measures';
import { listOf, measureOf } from '../reading/work/marks';
import type { ListOf } from '../reading/work/list-work';
import type { Model } from '../reading/model';
import { fieldCost, fieldWork, type FieldCost, type FieldWork } from './weights';

/** Variables as the client sent them, or after GraphQL coerced them. */
export type Variables = Readonly<Record<string, unknown>>;

/** A condition for including a selection: the variable does not have this value. */
interface Condition {
  readonly variable: string;
  readonly leftOutBy: boolean;
}

/** A set of fields, prepared for counting the cost of an operation. Selections that are always left out are not in it. */
export type CostSet = readonly CostEntry[];

export interface CostEntry {
  readonly conditions: readonly Condition[];
  readonly field?: CostField;
  /** For a fragment, the same object wherever it is spread. */
  readonly set?: CostFragment;
}

export interface CostFragment {
  entries: CostSet;
}

export interface CostField {
  readonly name: string;
  readonly cost: FieldCost;
  readonly selection: CostSet;
  readonly arguments: readonly CostArgument[];
  /** The cost of its arguments. */
  readonly given: number;
  /** The number of literal values in its arguments. */
  readonly written: number;
  readonly list: ListOf | undefined;
  readonly work: FieldWork | undefined;
  /** What the field computes of the records of a list. */
  readonly measure: AggregateFunction | undefined;
  /** The field takes records from the client. Its own limits bound their number. */
  readonly unbounded: boolean;
}

export interface CostArgument {
  readonly name: string;
  readonly value: (variables: Variables) => unknown;
  readonly filters: Model | undefined;
  /** The type of a value that filters can be within. */
  readonly input: GraphQLInputType | undefined;
}

/** Builds these sets from the selections of a document, each fragment once. */
export class CostSets {
  private readonly known = new Map<string, CostFragment>();

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  ) {}

  set({ selections }: SelectionSetNode, parent: GraphQLCompositeType): CostSet {
    return selections.flatMap((selection) => {
      const conditions = conditionsOf(selection);
      return conditions ? { conditions, ...this.entry(selection, parent) } : [];
    });
  }

  private entry(selection: SelectionNode, parent: GraphQLCompositeType): Omit<CostEntry, 'conditions'> {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return { set: this.fragment(selection.name.value) };
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      const type = this.named(selection.typeCondition?.name.value) ?? parent;
      return { set: { entries: this.set(selection.selectionSet, type) } };
    }
    const field = definitionOf(selection.name.value, parent);
    return field ? { field: this.field(selection, field, parent) } : {};
  }

  private field(node: FieldNode, field: GraphQLField<unknown, unknown>, parent: GraphQLCompositeType): CostField {
    const cost = fieldCost(parent, field);
    const type = getNamedType(field.type);
    const given = node.arguments ?? [];
    return {
      name: node.name.value,
      cost,
      selection: node.selectionSet && isCompositeType(type) ? this.set(node.selectionSet, type) : [],
      arguments: given.map((argument) => argumentOf(argument, field)),
      given: given.reduce((sum, { name }) => sum + (cost.argumentWeights[name.value] ?? 0), 0),
      written: given.reduce((sum, { value }) => sum + valuesIn(value), 0),
      list: listOf(field),
      work: fieldWork(field),
      measure: measureOf(parent, field.name),
      unbounded: parent === this.schema.getMutationType() || field.name === '_entities',
    };
  }

  private fragment(name: string): CostFragment {
    const known = this.known.get(name);
    if (known) return known;
    const made: CostFragment = { entries: [] };
    this.known.set(name, made);
    const fragment = this.fragments.get(name);
    const type = this.named(fragment?.typeCondition.name.value);
    if (fragment && type) made.entries = this.set(fragment.selectionSet, type);
    return made;
  }

  private named(name: string | undefined): GraphQLCompositeType | undefined {
    const type = name === undefined ? undefined : this.schema.getType(name);
    return isCompositeType(type) ? type : undefined;
  }
}

/** The conditions of a selection; undefined if it is always left out. */
function conditionsOf({ directives = [] }: SelectionNode): readonly Condition[] | undefined {
  const conditions: Condition[] = [];
  for (const { name, arguments: given } of directives) {
    if (name.value !== 'skip' && name.value !== 'include') continue;
    const leftOutBy = name.value === 'skip';
    const value = given?.find((argument) => argument.name.value === 'if')?.value;
    if (value?.kind === Kind.BOOLEAN && value.value === leftOutBy) return undefined;
    if (value?.kind === Kind.VARIABLE) conditions.push({ variable: value.name.value, leftOutBy });
  }
  return conditions;
}

/** A variable that is not a Boolean needs no care here: validation refuses the operation anyway. */
export function isLeftOut({ conditions }: CostEntry, variables: Variables): boolean {
  return conditions.some(({ variable, leftOutBy }) => variables[variable] !== !leftOutBy);
}

function argumentOf({ name, value }: ArgumentNode, field: GraphQLField<unknown, unknown>): CostArgument {
  const type = field.args.find((argument) => argument.name === name.value)?.type;
  const input = type && isInputObjectType(getNamedType(type)) ? type : undefined;
  return { name: name.value, value: evaluator(value), filters: type && filterOf(type), input };
}

/** A value without variables is built only once. */
function evaluator(node: ValueNode): CostArgument['value'] {
  if (node.kind === Kind.VARIABLE) return (variables) => variables[node.name.value];
  if (hasVariable(node)) return (variables) => valueFromASTUntyped(node, variables);
  const constant = valueFromASTUntyped(node);
  return () => constant;
}

function hasVariable(node: ValueNode): boolean {
  let found = 0;
  visit(node, { Variable: () => void (found += 1) });
  return found > 0;
}

/** The number of values within the value. */
function valuesIn(node: ValueNode): number {
  let values = 0;
  visit(node, {
    ObjectField: () => void (values += 1),
    ListValue: (list) => void (values += list.values.length),
  });
  return values;
}

function definitionOf(name: string, parent: GraphQLCompositeType): GraphQLField<unknown, unknown> | undefined {
  if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
  if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
  return 'getFields' in parent ? parent.getFields()[name] : undefined;
}
