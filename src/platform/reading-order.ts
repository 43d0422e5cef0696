import {
  isEnumType,
  isInputObjectType,
  isIntrospectionType,
  isObjectType,
  isScalarType,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';
import type { Model } from './reading';
import { readOf, type RootRead } from './reading/schema/read-marks';

/**
 * Puts a schema into the order in which explorers show it to people: records first, in the order of the domain, each with what is its own before what every record
 * has; then the other types by kind and name. The printed SDL has an order of its own.
 */
export function orderForReaders(schema: GraphQLSchema, models: readonly Model[]): GraphQLSchema {
  reorder(schema.getTypeMap(), typeOrder(schema, models));
  const query = schema.getQueryType()?.getFields() ?? {};
  const records = Object.values(query).filter((field) => isRecordRead(readOf(field)));
  reorder(query, [...records.map(({ name }) => name), ...Object.keys(query)]);
  const common = commonFields(schema, models);
  for (const { type } of models) {
    const record = schema.getType(type);
    if (!isObjectType(record)) continue;
    const fields = record.getFields();
    const own = Object.keys(fields).filter((name) => name === 'id' || !common.has(name));
    reorder(fields, [...own, ...Object.keys(fields)]);
  }
  return schema;
}

function isRecordRead(read: RootRead | undefined): boolean {
  return read?.kind === 'record' || read?.kind === 'list';
}

function typeOrder(schema: GraphQLSchema, models: readonly Model[]): string[] {
  const byName = Object.values(schema.getTypeMap()).sort((a, b) => (a.name < b.name ? -1 : 1));
  const records = models.map(({ type }) => type);
  return [...records, ...KINDS.flatMap((isOfKind) => byName.filter(isOfKind).map(({ name }) => name))];
}

const isLast = (type: GraphQLNamedType): boolean =>
  isInputObjectType(type) || isEnumType(type) || isScalarType(type) || isIntrospectionType(type);

/** What is read, what its values are, what is sent. */
const KINDS: readonly ((type: GraphQLNamedType) => boolean)[] = [
  (type) => !isLast(type),
  (type) => isEnumType(type) && !isIntrospectionType(type),
  (type) => isScalarType(type),
  (type) => isInputObjectType(type),
  (type) => isIntrospectionType(type),
];

/** The fields that every record type has. */
function commonFields(schema: GraphQLSchema, models: readonly Model[]): ReadonlySet<string> {
  const [first = new Set<string>(), ...others] = models
    .map(({ type }) => schema.getType(type))
    .filter(isObjectType)
    .map((type) => new Set(Object.keys(type.getFields())))
    .filter((names) => names.has('version'));
  return new Set([...first].filter((name) => others.every((names) => names.has(name))));
}

/** Names may stand there twice; the first place counts. Each must be in the record. */
function reorder(record: Record<string, unknown>, names: readonly string[]): void {
  const values = new Map(names.filter((name) => name in record).map((name) => [name, record[name]]));
  for (const name of values.keys()) Reflect.deleteProperty(record, name);
  Object.assign(record, Object.fromEntries(values));
}
