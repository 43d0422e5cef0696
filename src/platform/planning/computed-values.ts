import { getNullableType, isListType, isNonNullType, type GraphQLOutputType } from 'graphql';
import { recordsOf } from '../limits/answer-budget';
import { onceFor } from '../once-for';
import type { Row } from '../reading/row';
import type { PagePart, ValueField } from './plan';
import { serializerOf, Unreadable, type Reading } from './token-readers';
import { rowsParser } from './tokens';

type ComputedPart = Extract<PagePart, { kind: 'computed' }>;
type ReadValue = (value: unknown) => unknown;

/** Parsers are made once for a statement, not for each record that has such a list. */
const parserFor = onceFor(rowsParser);

/** The rows of what was computed, for resolvers. */
export function computedRows({ computed }: Pick<ComputedPart, 'computed'>, token: string, reading: Reading): Row[] {
  return parserFor(reading.computed.get(computed)?.columns ?? [])(token);
}

/** Reads what was computed as it is in the answer. */
export function computedReader(part: ComputedPart): (token: string, reading: Reading) => unknown {
  const read = valueReader(part.computed.definition.type, part.fields);
  return (token, reading) => {
    const computed = reading.computed.get(part.computed);
    const value = computed?.value(computedRows(part, token, reading));
    const { records = 0, fields = 0 } = computed?.size(value) ?? {};
    reading.records += records * recordsOf(fields);
    return read(value);
  };
}

function valueReader(type: GraphQLOutputType, fields: readonly ValueField[]): ReadValue {
  const nullable = getNullableType(type);
  const read = isListType(nullable)
    ? listReader(valueReader(nullable.ofType, fields))
    : fields.length > 0
      ? objectReader(fields)
      : (serializerOf(nullable) ?? asIs);
  return (value) => {
    if (value !== null && value !== undefined) return read(value);
    if (isNonNullType(type)) throw new Unreadable();
    return null;
  };
}

const asIs: ReadValue = (value) => value;

function listReader(read: ReadValue): ReadValue {
  return (values) => (values as readonly unknown[]).map(read);
}

function objectReader(fields: readonly ValueField[]): ReadValue {
  const readers = fields.map((field): readonly [string, (from: Readonly<Record<string, unknown>>) => unknown] => {
    if (field.kind === 'constant') return [field.key, () => field.value];
    const read = valueReader(field.type, field.fields);
    return [field.key, (from) => read(from[field.name])];
  });
  return (value) =>
    Object.fromEntries(readers.map(([key, read]) => [key, read(value as Readonly<Record<string, unknown>>)]));
}
