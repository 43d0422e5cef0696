import fc from 'fast-check';
import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isObjectType,
  type GraphQLEnumType,
  type GraphQLInputObjectType,
} from 'graphql';
import type { Role } from '../../src/platform/access/viewer';
import { isConnection, mayAsk, recordOf, seesArchived } from './api';
import type { Known } from './known';
import { camelCase, Values } from './values';

export interface OrderStep {
  readonly field: string;
  readonly direction: 'ASC' | 'DESC';
}

/** A list, and what is asked of it. The same conditions in all questions, so that the answers have to fit together. */
export interface List {
  readonly role: Role;
  /** Of `Query`, or of a record's type. */
  readonly field: string;
  readonly whereType: string;
  readonly orderType: string;
  readonly groupType: string;
  /** Whose list it is; absent at the root. */
  readonly owner?: { readonly field: string; readonly id: string } | undefined;
  readonly where: unknown;
  readonly within: unknown;
  readonly orderBy: readonly OrderStep[];
  readonly groupBy: string;
  /** Whether a record has just one value of what is grouped by. */
  readonly single: boolean;
  readonly size: number;
  readonly includeArchived: boolean;
}

/** Single records that have lists. */
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
    if (!isObjectType(type)) return [];
    return Object.values(type.getFields()).flatMap((field) => {
      const connection = getNamedType(field.type);
      if (!isConnection(connection) || !mayAsk(role, field)) return [];
      if (field.args.some(({ name }) => name === 'of')) return [];
      const argument = (name: string) => getNamedType(field.args.find((each) => each.name === name)?.type);
      const group = connection.getFields()['groups']?.args.find(({ name }) => name === 'by');
      const [where, groupBy] = [argument('where'), getNamedType(group?.type)];
      const order = argument('orderBy');
      if (!isInputObjectType(where) || !isInputObjectType(order) || !isEnumType(groupBy)) return [];
      const record = recordOf(connection);
      const owner = OWNERS[parent];
      const weight = owner === undefined ? 4 : 1;
      const arbitrary = fc.record({
        role: fc.constant(role),
        field: fc.constant(field.name),
        whereType: fc.constant(where.name),
        orderType: fc.constant(order.name),
        groupType: fc.constant(groupBy.name),
        owner: owner === undefined ? fc.constant(undefined) : owners(owner, known.ids.get(parent) ?? []),
        where: values.of(where, { record: record.name, field: '' }),
        within: fc.oneof(
          { weight: 2, arbitrary: fc.constant({}) },
          values.of(where, { record: record.name, field: '' }, 1),
        ),
        orderBy: orders(order, values),
        ...grouped(groupBy, values, record),
        size: fc.integer({ min: 3, max: 40 }),
        includeArchived: seesArchived(role) ? fc.boolean() : fc.constant(false),
      });
      return [{ weight, arbitrary: arbitrary.map(({ grouping, ...rest }): List => ({ ...rest, ...grouping })) }];
    });
  });
  return fc.oneof(...made);
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

function grouped(type: GraphQLEnumType, values: Values, record: ReturnType<typeof recordOf>) {
  const grouping = fc.constantFrom(...values.names(type)).map((groupBy) => {
    const field = record.getFields()[camelCase(groupBy)];
    return { groupBy, single: field === undefined || !isConnection(getNamedType(field.type)) };
  });
  return { grouping };
}
