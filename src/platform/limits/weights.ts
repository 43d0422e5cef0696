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

/** How long a list is. */
export interface ListSize {
  /** Where the arguments do not say. */
  readonly assumed: number;
  /** The arguments that may say; the first that is given does. */
  readonly arguments: readonly string[];
  /** The fields of a page whose length it is. */
  readonly sizedFields?: readonly string[];
  /** It is a page, whose size has a bound. */
  readonly page: boolean;
  /** It has as many entries as the argument's `items`. */
  readonly bulk?: boolean;
}

/** What a field costs: told to composers in the SDL, by `@cost` and `@listSize`, and counted by `compileCost`. */
export interface FieldCost {
  /** What one value costs, whatever is selected in it. */
  readonly weight: number;
  /** What the weight would be without a word on the field: that of its type, one for an object and nothing for a scalar. */
  readonly usualWeight: number;
  /** What giving an argument costs, once, however long the list is. */
  readonly argumentWeights: Readonly<Record<string, number>>;
  /** A list, or the page of one. */
  readonly list?: ListSize;
  /** `connection`: `list` counts what stands in its edges and nodes, which are `sized`. */
  readonly role: 'plain' | 'connection' | 'sized';
}

/**
 * What a field with a statement of its own makes Postgres do. Stands as `work` in the extensions of its field.
 * @param places how many records the field stands in
 */
export type FieldWork = (args: Readonly<Record<string, unknown>>, sizes: TableSizes, places: number) => Work;

export function fieldWork(field: AnyField): FieldWork | undefined {
  const own = field.extensions['work'] as FieldWork | undefined;
  return own ?? (isPastRecord(field) ? pastRecordWork : undefined);
}

/** A single read that can go back in time. That of a list is priced with the list. */
function isPastRecord(field: AnyField): boolean {
  return takesMoment(field) && !isConnection(getNamedType(field.type));
}

/** The fields of a page that hold its records: of a connection, or of a piece of the change log. */
export const SIZED_FIELDS: readonly string[] = ['edges', 'nodes', 'items'];

/** Counting a list takes Postgres about as long as reading five records; the schema's text is as large as very many. */
const FIELD_WEIGHT: Readonly<Record<string, number>> = { totalCount: 5, _service: 50_000 };
/** Grouping takes far longer than reading, for all records may have to be looked at. */
const ARGUMENT_WEIGHT: Readonly<Record<string, Readonly<Record<string, number>>>> = { groups: { by: 2_000 } };
/** So does a list of the past. */
const PAST_LIST = 20_000;

/** What a field with statements of its own costs, where its feature says so: in the extensions of the field, beside its `work`. */
interface OwnCost {
  readonly weight?: number;
  readonly argumentWeights?: Readonly<Record<string, number>>;
}

/** Types whose values come with what is paid for already. Told in the SDL on the type itself. */
export const WEIGHTLESS: ReadonlySet<string> = new Set(['PageInfo', 'RecordGroup', 'RecordGroupKey']);
/** How long a list without a size of its own is taken to be. */
const UNSIZED = 5;
/** Describing a part of the schema is cheap beside reading a record, but a schema has very many parts. */
const INTROSPECTION_WEIGHT = 0.4;
const INTROSPECTION_LIST = 10;
const INTROSPECTED_TYPES = 200;

/** What a field of the type costs. */
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
  return isCompositeType(type) && !WEIGHTLESS.has(type.name) ? 1 : 0;
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
    arguments: names.filter((name) => name === 'first' || name === 'representations'),
    page: false,
  };
}

function assumedLength(parent: GraphQLNamedType, field: AnyField): number {
  if (!isIntrospectionType(parent)) return UNSIZED;
  return field.name === 'types' ? INTROSPECTED_TYPES : INTROSPECTION_LIST;
}

/** The payload of a mutation that takes many records: its lists are as long as the list of these. */
function isBulk(type: GraphQLNamedType): boolean {
  return isObjectType(type) && /^Upsert\w+Payload$/.test(type.name);
}

/** A page of a list, as Relay's connections are, or of the change log. */
function isConnection(type: GraphQLNamedType): boolean {
  if (!isObjectType(type)) return false;
  const fields = type.getFields();
  return type.name.endsWith('Connection') ? 'pageInfo' in fields : type.name.endsWith('Page') && 'items' in fields;
}

function sizedFields({ type }: AnyField): string[] {
  const page = getNamedType(type);
  return isObjectType(page) ? SIZED_FIELDS.filter((name) => name in page.getFields()) : [];
}

/** The record of an edge is paid for with the edge. */
function isNodeOfEdge(parent: GraphQLNamedType, field: AnyField): boolean {
  return field.name === 'node' && parent.name.endsWith('Edge');
}
