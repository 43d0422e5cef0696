import fc from 'fast-check';
import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isObjectType,
  type GraphQLEnumType,
  type GraphQLField,
  type GraphQLInputObjectType,
  type GraphQLNamedType,
  type GraphQLObjectType,
} from 'graphql';
import type { Role } from '../../src/platform/access/viewer';
import { isConnection, mayAsk, recordOf, seesArchived } from './api';
import type { Known } from './known';
import { camelCase, Values } from './values';

export interface OrderStep {
  readonly field: string;
  readonly direction: 'ASC' | 'DESC';
}

/** A list and its arguments. All queries use the same conditions, so their answers must be consistent. */
export interface List {
  readonly role: Role;
  /** A field of `Query`, or of a record type. */
  readonly field: string;
  readonly whereType: string;
  readonly orderType: string;
  readonly groupType: string;
  /** The field of an edge with the id of the link; absent if the list has no links. */
  readonly link?: string | undefined;
  /** The record that has the list; absent for a root list. */
  readonly owner?: { readonly field: string; readonly id: string } | undefined;
  readonly where: unknown;
  readonly within: unknown;
  readonly orderBy: readonly OrderStep[];
  readonly groupBy: string;
  /** Whether each record has exactly one value of the group key. */
  readonly single: boolean;
  readonly size: number;
  readonly includeArchived: boolean;
}

/** Root fields for a single record that has lists. */
const OWNERS: Readonly<Record<string, string>> = {
  Organization: 'organization',
  Core: 'core',
  Program: 'program',
  Contact: 'contact',
};

/** Arbitrary lists that the role may read. */
export function lists(known: Known, role: Role): fc.Arbitrary<List> {
  const { schema } = known;
  const values = new Values(known, ({ record, field }) => {
    const type = schema.getType(record);
    const found = isObjectType(type) ? type.getFields()[field] : undefined;
    return found === undefined || mayAsk(role, found);
  });
  const made = ['Query', ...Object.keys(OWNERS)].flatMap((parent) => {
    const type = schema.getType(parent);
    const fields = isObjectType(type) ? Object.values(type.getFields()) : [];
    const [owner, ids] = [OWNERS[parent], known.ids.get(parent) ?? []];
    const whose = owner === undefined ? fc.constant(undefined) : owners(owner, ids);
    return fields
      .filter((field) => mayAsk(role, field) && !field.args.some(({ name }) => name === 'of'))
      .flatMap((field) => listsOf(field, role, values, whose))
      .map((arbitrary) => ({ weight: owner === undefined ? 4 : 1, arbitrary }));
  });
  return fc.oneof(...made);
}

/** Undefined if the field is not a list. */
function listsOf(
  field: GraphQLField<unknown, unknown>,
  role: Role,
  values: Values,
  owner: fc.Arbitrary<List['owner']>,
): fc.Arbitrary<List>[] {
  const connection = getNamedType(field.type);
  if (!isConnection(connection)) return [];
  const [where, order] = [argumentType(field, 'where'), argumentType(field, 'orderBy')];
  const groupBy = argumentType(connection.getFields()['groups'], 'by');
  if (!isInputObjectType(where) || !isInputObjectType(order) || !isEnumType(groupBy)) return [];
  const record = recordOf(connection);
  const place = { record: record.name, field: '' };
  const list = fc.record({
    role: fc.constant(role),
    field: fc.constant(field.name),
    whereType: fc.constant(where.name),
    orderType: fc.constant(order.name),
    groupType: fc.constant(groupBy.name),
    link: fc.constant(linkField(connection)),
    owner,
    where: values.of(where, place),
    within: fc.oneof({ weight: 2, arbitrary: fc.constant({}) }, values.of(where, place, 1)),
    orderBy: orders(order, values),
    grouping: groupings(groupBy, values, record),
    size: fc.integer({ min: 10, max: 100 }),
    includeArchived: seesArchived(role) ? fc.boolean() : fc.constant(false),
  });
  return [list.map(({ grouping, ...rest }) => ({ ...rest, ...grouping }))];
}

function linkField(connection: GraphQLObjectType): string | undefined {
  const edge = getNamedType(connection.getFields()['edges']?.type);
  return isObjectType(edge) ? ['linkId', 'id'].find((name) => name in edge.getFields()) : undefined;
}

function argumentType(field: GraphQLField<unknown, unknown> | undefined, name: string): GraphQLNamedType | undefined {
  return getNamedType(field?.args.find((argument) => argument.name === name)?.type);
}

function owners(field: string, ids: readonly string[]) {
  return fc.constantFrom(...ids).map((id) => ({ field, id }));
}

function orders(order: GraphQLInputObjectType, values: Values): fc.Arbitrary<OrderStep[]> {
  const fields = getNamedType(order.getFields()['field']?.type);
  const names = isEnumType(fields) ? values.names(fields) : [];
  const step = fc.record({
    field: fc.constantFrom(...names),
    direction: fc.constantFrom('ASC' as const, 'DESC' as const),
  });
  return fc.uniqueArray(step, { minLength: 1, maxLength: 3, selector: ({ field }) => field });
}

function groupings(type: GraphQLEnumType, values: Values, record: GraphQLObjectType) {
  return fc.constantFrom(...values.names(type)).map((groupBy) => {
    const field = record.getFields()[camelCase(groupBy)];
    return { groupBy, single: field === undefined || !isConnection(getNamedType(field.type)) };
  });
}
