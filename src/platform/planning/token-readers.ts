import {
  getNullableType,
  GraphQLBoolean,
  GraphQLID,
  GraphQLInt,
  GraphQLString,
  isListType,
  isNonNullType,
  type GraphQLLeafType,
  type GraphQLOutputType,
} from 'graphql';
import { encodeLogCursor } from '../change-log/cursor';
import type { Computed } from '../reading/aggregating/computed';
import type { ColumnField, PlannedComputed, PlannedEntities, PlannedPage, PlannedRows } from './plan';
import type { Reference } from './root-arguments';
import type { ListState } from './template';
import { MARK, parserOf, separatorOf } from './tokens';

/** The row of a statement does not have the form that the plan expects: resolvers must answer the operation. The message has no values of records. */
export class Unreadable extends Error {
  constructor(message = 'the row of its statement does not have the form of the plan') {
    super(message);
    this.name = 'Unreadable';
  }
}

/** What reading one answer needs. */
export interface Reading {
  readonly states: readonly ListState[];
  readonly computed: ReadonlyMap<PlannedComputed, Computed>;
  readonly references: ReadonlyMap<PlannedEntities, readonly Reference[]>;
  /** The records of the answer so far, each as often as it appears there. */
  records: number;
}

/** Tokens of a row from `base` on. */
export type Tokens = readonly string[];
/** Reads a value from the tokens of a row. */
export type Read = (tokens: Tokens, base: number, reading: Reading) => unknown;

/** The rows of a list. */
interface SplitRows {
  readonly tokens: Tokens;
  /** The index of the first token of each row. */
  readonly bases: readonly number[];
}

export const NONE: SplitRows = { tokens: [], bases: [] };

/** Splits the text of a list into its tokens, the first of which is the number of its rows. */
export function splitter({ depth, slots }: Pick<PlannedRows, 'depth' | 'slots'>): (text: string) => SplitRows {
  const separator = separatorOf(depth);
  const width = Math.max(slots.length, 1);
  return (text) => {
    if (text === '') return NONE;
    const tokens = text.split(separator);
    const count = Number(tokens[0]);
    if (tokens.length !== 1 + count * width) throw new Unreadable();
    return { tokens, bases: Array.from({ length: count }, (_none, index) => 1 + index * width) };
  };
}

export function columnReader({ slot, column, marked, type }: ColumnField): Read {
  const parse = parserOf(column.sqlType);
  const serialize = serializerOf(type);
  const value = serialize ? (text: string): unknown => serialize(parse(text)) : parse;
  if (!marked) return (tokens, base) => value(tokens[base + slot] as string);
  const required = isNonNullType(type);
  return (tokens, base) => {
    const token = tokens[base + slot] as string;
    if (token !== '') return value(token.slice(MARK.length));
    if (required) throw new Unreadable();
    return null;
  };
}

const AS_IS: readonly unknown[] = [GraphQLString, GraphQLID, GraphQLInt, GraphQLBoolean];

/** Gives a value the form that it has in answers; undefined if it has it already. */
export function serializerOf(type: GraphQLOutputType): ((value: unknown) => unknown) | undefined {
  const nullable = getNullableType(type);
  if (isListType(nullable)) {
    const inner = serializerOf(nullable.ofType) ?? ((value: unknown) => value);
    const required = isNonNullType(nullable.ofType);
    return (values) =>
      (values as readonly unknown[]).map((value) => {
        if (value !== null) return inner(value);
        if (required) throw new Unreadable();
        return null;
      });
  }
  if (AS_IS.includes(nullable)) return undefined;
  // Leaf types alone have columns. The methods are called as members, because those of enums need their type.
  const leaf = nullable as GraphQLLeafType;
  return (value) => {
    try {
      return leaf.serialize(value);
    } catch {
      // An error of the field, which resolvers name.
      throw new Unreadable('a value does not fit the type of its field');
    }
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
    if (values.length !== keys.length) throw new Unreadable();
    return keys.map(({ output, sqlType, nullable }, index) => {
      const text = values[index] as string;
      if (nullable && text === '') return [output, null] as const;
      return [output, parserOf(sqlType)(nullable ? text.slice(MARK.length) : text)] as const;
    });
  };
}

/** @param text a value of `change_head` */
export function headCursor(text: string): string {
  const [epoch = '', seq = '0'] = text.split(' ');
  return encodeLogCursor({ epoch, seq: BigInt(seq) });
}
