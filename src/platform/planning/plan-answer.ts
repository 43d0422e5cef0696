import {
  getNullableType,
  isListType,
  isNonNullType,
  isScalarType,
  GraphQLString,
  GraphQLID,
  GraphQLInt,
  GraphQLBoolean,
  type GraphQLOutputType,
} from 'graphql';
import { encodeLogCursor } from '../change-log/cursor';
import { recordsOf, type AnswerBudget } from '../limits/answer-budget';
import { boundsOf } from '../reading/page';
import { encodeCursor } from '../reading/page-cursor';
import type { ListState, Reference } from './plan-sql';
import type {
  ColumnField,
  EdgeField,
  PagePart,
  Plan,
  PlannedField,
  PlannedOne,
  PlannedEntities,
  PlannedEntity,
  PlannedPage,
  PlannedRecord,
} from './plan';
import { Unplannable } from './plan';

import { MARK, parserOf, separatorOf } from './tokens';

/** The row of a statement does not have the form that the plan expects: resolvers must answer the operation. */
export class Ambiguous extends Error {
  constructor() {
    super('the values of a planned statement cannot be told apart');
    this.name = 'Ambiguous';
  }
}

/** What reading one answer needs. */
export interface Reading {
  readonly states: readonly ListState[];
  readonly references: ReadonlyMap<PlannedEntities, readonly Reference[]>;
  readonly budget: AnswerBudget;
}

/** Tokens of a row from `base` on. */
export type Tokens = readonly string[];
type Read = (tokens: Tokens, base: number, reading: Reading) => unknown;

/** Makes the answer of a plan from the row of its statement. */
export class PlanAnswer {
  private readonly read: Read;

  constructor(plan: Plan) {
    this.read = objectReader(plan.fields);
  }

  /**
   * @param row a text for each slot; null for an empty list
   * @throws Ambiguous
   */
  data(row: readonly (string | null)[], reading: Reading): Record<string, unknown> {
    const tokens = row.map((token) => token ?? '');
    return this.read(tokens, 0, reading) as Record<string, unknown>;
  }
}

function objectReader(fields: readonly PlannedField[]): Read {
  return keyed(
    fields.map(({ key }) => key),
    fields.map(fieldReader),
  );
}

function keyed(keys: readonly string[], reads: readonly Read[]): Read {
  return (tokens, base, reading) => {
    const object: Record<string, unknown> = {};
    for (let at = 0; at < keys.length; at += 1) object[keys[at] as string] = (reads[at] as Read)(tokens, base, reading);
    return object;
  };
}

function fieldReader(field: PlannedField): Read {
  switch (field.kind) {
    case 'constant':
      return () => field.value;
    case 'column':
      return columnReader(field);
    case 'one':
      return oneReader(field.slot, field.one);
    case 'page':
      return pageReader(field.page);
    case 'entities':
      return entitiesReader(field.entities);
    case 'root':
      return recordReader(field.slot, field.record, field.fields);
  }
}

function columnReader({ slot, column, marked, type }: ColumnField): Read {
  const parse = parserOf(column.sqlType);
  const serialize = serializerOf(type);
  const value = serialize ? (text: string): unknown => serialize(parse(text)) : parse;
  if (!marked) return (tokens, base) => value(tokens[base + slot] as string);
  const required = isNonNullType(type);
  return (tokens, base) => {
    const token = tokens[base + slot] as string;
    if (token !== '') return value(token.slice(1));
    if (required) throw new Ambiguous();
    return null;
  };
}

const AS_IS: readonly unknown[] = [GraphQLString, GraphQLID, GraphQLInt, GraphQLBoolean];

/** Gives a value the form that it has in answers; undefined if it has it already. */
function serializerOf(type: GraphQLOutputType): ((value: unknown) => unknown) | undefined {
  const nullable = getNullableType(type);
  if (isListType(nullable)) {
    const inner = serializerOf(nullable.ofType as GraphQLOutputType) ?? ((value: unknown) => value);
    return (values) => (values as readonly unknown[]).map(inner);
  }
  if (AS_IS.includes(nullable)) return undefined;
  if (isScalarType(nullable)) return (value) => nullable.serialize(value);
  return (value) => {
    const name = (nullable as unknown as { serialize(value: unknown): unknown }).serialize(value);
    return name;
  };
}

function oneReader(slot: number, { relation, fields }: PlannedOne): Read {
  const read = objectReader(fields);
  return (tokens, base, reading) => {
    const token = tokens[base + slot];
    if (token !== '') reading.budget.note(0, 1);
    if (token === MARK) return read(tokens, base, reading);
    if (!relation.nullable) throw new Ambiguous();
    return null;
  };
}

function recordReader(slot: number, { depth, slots }: PlannedRecord, fields: readonly PlannedField[]): Read {
  const read = objectReader(fields);
  const split = splitter(depth, slots.length);
  return (tokens, base, reading) => {
    const found = split(tokens[base + slot] as string);
    reading.budget.note(0, 1);
    return found.count === 0 ? null : read(found.tokens, 1, reading);
  };
}

function entitiesReader(entities: PlannedEntities): Read {
  const readers = new Map<PlannedEntity, (tokens: Tokens, base: number, reading: Reading) => Map<string, unknown>>();
  for (const type of entities.types.values()) if (!(type instanceof Unplannable)) readers.set(type, entityReader(type));
  return (tokens, base, reading) => {
    const found = new Map<PlannedEntity, ReadonlyMap<string, unknown>>();
    return (reading.references.get(entities) ?? []).map(({ type, key }) => {
      reading.budget.note(0, 1);
      const known = found.get(type) ?? readers.get(type)?.(tokens, base, reading) ?? new Map<string, unknown>();
      found.set(type, known);
      return known.get(key) ?? null;
    });
  };
}

function entityReader({ rows, fields, slot }: PlannedEntity) {
  const split = splitter(rows.depth, rows.slots.length);
  const read = objectReader(fields);
  return (tokens: Tokens, base: number, reading: Reading): Map<string, unknown> => {
    const found = split(tokens[base + slot] as string);
    const records = new Map<string, unknown>();
    for (let at = 0; at < found.count; at += 1) {
      const first = 1 + at * rows.slots.length;
      records.set(found.tokens[first] as string, read(found.tokens, first, reading));
    }
    return records;
  };
}

interface Split {
  readonly count: number;
  readonly tokens: Tokens;
}

const NONE: Split = { count: 0, tokens: [] };

/** Splits the text of a list into its tokens, the first of which is the number of its rows. */
export function splitter(depth: number, slots: number): (text: string) => Split {
  const separator = separatorOf(depth);
  const width = Math.max(slots, 1);
  return (text) => {
    if (text === '') return NONE;
    const tokens = text.split(separator);
    const count = Number(tokens[0]);
    if (tokens.length !== 1 + count * width) throw new Ambiguous();
    return { count, tokens };
  };
}

/** The rows of a page: the index of each one's first token, in the order of the page. */
interface Rows {
  readonly tokens: Tokens;
  readonly bases: readonly number[];
  readonly more: boolean;
}

function pageReader(page: PlannedPage): Read {
  const { list, rows: slot, parts } = page;
  const split = splitter(list.depth, list.slots.length);
  const width = Math.max(list.slots.length, 1);
  const factor = recordsOf(list.width);
  const readers = parts.map((part) => partReader(part, page));
  const keys = parts.map(({ key }) => key);
  return (tokens, base, reading) => {
    const found = slot === undefined ? NONE : split(tokens[base + slot] as string);
    reading.budget.note(0, found.count * factor);
    const { slice } = reading.states[list.index] as ListState;
    const size = Math.min(found.count, slice.limit - 1);
    const bases = Array.from(
      { length: size },
      (_none, index) => 1 + (slice.backwards ? size - 1 - index : index) * width,
    );
    const rows: Rows = { tokens: found.tokens, bases, more: found.count > size };
    const answer: Record<string, unknown> = {};
    for (let at = 0; at < keys.length; at += 1)
      answer[keys[at] as string] = (readers[at] as ReadPart)(rows, tokens, base, reading);
    return answer;
  };
}

type ReadPart = (rows: Rows, tokens: Tokens, base: number, reading: Reading) => unknown;

function partReader(part: PagePart, page: PlannedPage): ReadPart {
  switch (part.kind) {
    case 'constant':
      return () => part.value;
    case 'nodes': {
      const read = objectReader(part.fields);
      return ({ tokens, bases }, _tokens, _base, reading) => bases.map((base) => read(tokens, base, reading));
    }
    case 'edges': {
      const read = keyed(
        part.fields.map(({ key }) => key),
        part.fields.map((field) => edgeReader(field, page)),
      );
      return ({ tokens, bases }, _tokens, _base, reading) => bases.map((base) => read(tokens, base, reading));
    }
    case 'bounds':
      return boundsReader(part.fields, page);
    case 'total':
      return (_rows, tokens, base) => Number(tokens[base + (page.total as number)]);
    case 'head':
      return (_rows, tokens, base) => headCursor(tokens[base + (page.head as number)] as string);
  }
}

function edgeReader(field: EdgeField, page: PlannedPage): Read {
  if (field.kind === 'node') return objectReader(field.fields);
  return field.kind === 'cursor' ? cursorReader(page) : fieldReader(field);
}

function cursorReader(page: PlannedPage): Read {
  const read = cursorValues(page);
  return (tokens, base, reading) => {
    const { keys } = (reading.states[page.list.index] as ListState).slice;
    return encodeCursor(keys, Object.fromEntries(read(tokens, base, reading)));
  };
}

/** The values of a row's sort keys, by their names. */
export function cursorValues({
  list,
  cursor = 0,
}: PlannedPage): (tokens: Tokens, base: number, reading: Reading) => (readonly [string, unknown])[] {
  const separator = separatorOf(list.depth + 1);
  return (tokens, base, { states }) => {
    const { keys } = (states[list.index] as ListState).slice;
    const values = (tokens[base + cursor] as string).split(separator);
    if (values.length !== keys.length) throw new Ambiguous();
    return keys.map(({ output, sqlType, nullable }, index) => {
      const text = values[index] as string;
      if (nullable && text === '') return [output, null] as const;
      return [output, parserOf(sqlType)(nullable ? text.slice(1) : text)] as const;
    });
  };
}

function boundsReader(fields: readonly { readonly key: string; readonly name: string }[], page: PlannedPage): ReadPart {
  const cursorAt = page.cursor === undefined ? undefined : cursorReader(page);
  return ({ tokens, bases, more }, _tokens, _base, reading) => {
    const { args, slice } = reading.states[page.list.index] as ListState;
    const cursor = (base: number | undefined): string | null =>
      base === undefined || !cursorAt ? null : (cursorAt(tokens, base, reading) as string);
    const bounds: Record<string, unknown> = { __typename: 'PageInfo', ...boundsOf(more, slice, args) };
    const answer: Record<string, unknown> = {};
    for (const { key, name } of fields) {
      if (name === 'startCursor') answer[key] = cursor(bases[0]);
      else if (name === 'endCursor') answer[key] = cursor(bases.at(-1));
      else answer[key] = bounds[name];
    }
    return answer;
  };
}

export function headCursor(text: string): string {
  const [epoch = '', seq = '0'] = text.split(' ');
  return encodeLogCursor({ epoch, seq: BigInt(seq) });
}
