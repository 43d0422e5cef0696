import {
  getNamedType,
  getNullableType,
  isCompositeType,
  isIntrospectionType,
  isListType,
  isObjectType,
  type GraphQLField,
  type GraphQLNamedType,
} from 'graphql';
import { onceFor } from '../once-for';
import { DEFAULT_PAGE } from '../reading/schema/page-types';
import type { Work } from '../reading/work/filter-work';
import { pastRecordWork } from '../reading/work/past-work';
import type { TableSizes } from '../reading/work/table-sizes';

type AnyField = GraphQLField<unknown, unknown>;

/** The length of a list. */
export interface ListSize {
  /** The length if the arguments do not set it. */
  readonly assumed: number;
  /** The arguments that can set the length; the first given one does. */
  readonly arguments: readonly string[];
  /** The fields of a page that have this length. */
  readonly sizedFields?: readonly string[];
  /** Whether it is a page, whose size is limited. */
  readonly page: boolean;
  /** Whether it has as many entries as the argument's `items`. */
  readonly bulk?: boolean;
}

/** The cost of a field. `compileCost` uses it, and the SDL shows it to composers as `@cost` and `@listSize`. */
export interface FieldCost {
  /** The cost of one value, whatever is selected from it. */
  readonly weight: number;
  /** The weight without a setting on the field: that of its type, which is 1 for an object and 0 for a scalar. */
  readonly usualWeight: number;
  /** The cost of giving an argument, counted once, however long the list is. */
  readonly argumentWeights: Readonly<Record<string, number>>;
  /** Present if the field is a list or a page. */
  readonly list?: ListSize;
  /** For a `connection`, `list` counts the entries of its edges and nodes, which are `sized`. */
  readonly role: 'plain' | 'connection' | 'sized';
}

/**
 * The work of Postgres for a field with its own statement. Set as `work` in the extensions of the field.
 * @param places the number of records that the field is read from
 */
export type FieldWork = (args: Readonly<Record<string, unknown>>, sizes: TableSizes, places: number) => Work;

export function fieldWork(field: AnyField): FieldWork | undefined {
  const own = field.extensions['work'] as FieldWork | undefined;
  return own ?? (isPastRecord(field) ? pastRecordWork : undefined);
}

/** A read of one record that can go back in time. For a list, the price is part of the list's. */
function isPastRecord(field: AnyField): boolean {
  return takesMoment(field) && !isConnection(getNamedType(field.type));
}

/** The fields that hold the records of a page: of a connection, or of a page of the change log. */
export const SIZED_FIELDS: readonly string[] = ['edges', 'nodes', 'items'];

/** Counting a list takes Postgres about as long as reading five records; the schema's text is as large as very many. */
const FIELD_WEIGHT: Readonly<Record<string, number>> = { totalCount: 5, aggregate: 5, _service: 50_000 };
/** Grouping takes far longer than reading, because Postgres may have to read all records. */
const ARGUMENT_WEIGHT: Readonly<Record<string, Readonly<Record<string, number>>>> = { groups: { by: 2_000 } };
/** A list of past states takes longer for the same reason. */
const PAST_LIST = 20_000;

/** The cost that a feature sets for a field with its own statements: in the extensions of the field, next to its `work`. */
interface OwnCost {
  readonly weight?: number;
  readonly argumentWeights?: Readonly<Record<string, number>>;
}

/** Whether values of the type are read together with a record that is already paid for. The SDL has their weight on the type itself. */
export function isWeightless({ extensions }: GraphQLNamedType): boolean {
  return extensions['weightless'] === true;
}

/** The assumed length of a list without a size. */
const UNSIZED = 5;
/** Introspecting one part of the schema is cheaper than reading a record, but a schema has very many parts. */
const INTROSPECTION_WEIGHT = 0.4;
const INTROSPECTION_LIST = 10;
const INTROSPECTED_TYPES = 200;

/** The cost of a field of the type. */
export function fieldCost(parent: GraphQLNamedType, field: AnyField): FieldCost {
  return costIn(parent)(field);
}

const costIn = onceFor((parent: GraphQLNamedType) =>
  onceFor((field: AnyField): FieldCost => ({
    weight: weightOf(parent, field),
    usualWeight: usualWeight(field),
    argumentWeights: argumentWeights(field),
    list: listSize(parent, field),
    role: roleOf(parent, field),
  })),
);

function weightOf(parent: GraphQLNamedType, field: AnyField): number {
  const type = getNamedType(field.type);
  if (isIntrospectionType(type)) return isCompositeType(type) ? INTROSPECTION_WEIGHT : 0;
  if (isNodeOfEdge(parent, field)) return 0;
  return (field.extensions as OwnCost).weight ?? FIELD_WEIGHT[field.name] ?? usualWeight(field);
}

function argumentWeights(field: AnyField): FieldCost['argumentWeights'] {
  const isPastList = takesMoment(field) && isConnection(getNamedType(field.type));
  return {
    ...ARGUMENT_WEIGHT[field.name],
    ...(isPastList && { asOf: PAST_LIST }),
    ...(field.extensions as OwnCost).argumentWeights,
  };
}

function takesMoment({ args }: AnyField): boolean {
  return args.some(({ name }) => name === 'asOf');
}

function usualWeight(field: AnyField): number {
  const type = getNamedType(field.type);
  return isCompositeType(type) && !isWeightless(type) ? 1 : 0;
}

function roleOf(parent: GraphQLNamedType, field: AnyField): FieldCost['role'] {
  const type = getNamedType(field.type);
  if (isConnection(type) || isBulk(type)) return 'connection';
  if (isBulk(parent)) return isListType(getNullableType(field.type)) ? 'sized' : 'plain';
  return isConnection(parent) && SIZED_FIELDS.includes(field.name) ? 'sized' : 'plain';
}

function listSize(parent: GraphQLNamedType, field: AnyField): ListSize | undefined {
  const role = roleOf(parent, field);
  const names = field.args.map((argument) => argument.name);
  if (isBulk(getNamedType(field.type))) return { assumed: UNSIZED, arguments: ['input'], page: false, bulk: true };
  if (role === 'connection') {
    const sizes = names.filter((name) => name === 'first' || name === 'last');
    return { assumed: DEFAULT_PAGE, arguments: sizes, sizedFields: sizedFields(field), page: true };
  }
  const isList = isListType(getNullableType(field.type)) && isCompositeType(getNamedType(field.type));
  if (role === 'sized' || !isList) return undefined;
  return {
    assumed: assumedLength(parent, field),
    arguments: names.filter((name) => name === 'first' || name === 'representations' || name === 'ids'),
    page: false,
  };
}

function assumedLength(parent: GraphQLNamedType, field: AnyField): number {
  if (!isIntrospectionType(parent)) return UNSIZED;
  return field.name === 'types' ? INTROSPECTED_TYPES : INTROSPECTION_LIST;
}

/** The payload of a bulk mutation: its lists are as long as the list of its items. */
function isBulk(type: GraphQLNamedType): boolean {
  return isObjectType(type) && /^Upsert\w+Payload$/.test(type.name);
}

/** Whether the type is a page: a Relay connection, or a page of the change log. */
function isConnection(type: GraphQLNamedType): boolean {
  if (!isObjectType(type)) return false;
  const fields = type.getFields();
  return type.name.endsWith('Connection') ? 'pageInfo' in fields : type.name.endsWith('Page') && 'items' in fields;
}

function sizedFields({ type }: AnyField): string[] {
  const page = getNamedType(type);
  return isObjectType(page) ? SIZED_FIELDS.filter((name) => name in page.getFields()) : [];
}

/** The cost of an edge includes its record. */
function isNodeOfEdge(parent: GraphQLNamedType, field: AnyField): boolean {
  return field.name === 'node' && parent.name.endsWith('Edge');
}
