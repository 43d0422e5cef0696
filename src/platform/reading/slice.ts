import type { Scope } from './model';
import { afterRanges, directionOf, orderSql } from './order';
import { joinAlias, type ListOrder, type SortKey } from './sort-keys';
import { conjunction } from './scope';
import type { Source } from './source';
import type { Statement } from './statement';

/** A slice of an ordered list. */
export interface Slice extends ListOrder {
  readonly limit: number;
  readonly backwards: boolean;
  readonly after?: readonly unknown[];
  readonly before?: readonly unknown[];
}

/** A source with what its order needs besides its rows. */
export function joinedSource(source: Source, keys: readonly SortKey[], scope: Scope): Source {
  const joins = keys.map(({ joined, output }) => joined?.join(source, joinAlias(output), scope) ?? '');
  return { ...source, from: source.from + joins.join('') };
}

/**
 * The rows of a slice. Where it has several ranges, each is read from its beginning on, and the first rows of all are kept.
 * @param select the columns, with all keys of the order among them
 * @param options `limit` gives SQL of the number of rows, `named` the name of a key among the columns
 */
export function sliceSql(
  source: Source,
  select: string,
  slice: Slice,
  statement: Statement,
  { limit: limitSql, named }: { limit: () => string; named: (key: SortKey, index: number) => string },
): string {
  const { keys, backwards } = slice;
  const conditions = sliceRanges(slice, source, statement).map((range) => [...source.conditions, ...range]);
  const limit = limitSql();
  const tail = `ORDER BY ${orderSql(keys, source, backwards)} LIMIT ${limit}`;
  const ranges = conditions.map((all) => `SELECT ${select} FROM ${source.from} WHERE ${conjunction(all)} ${tail}`);
  if (ranges.length === 1) return ranges[0] as string;
  const order = keys.map((key, index) => `${named(key, index)} ${directionOf(key, backwards)}`).join(', ');
  return `SELECT * FROM (${ranges.map((range) => `(${range})`).join(' UNION ALL ')}) ranges ORDER BY ${order} LIMIT ${limit}`;
}

/** The parts of an order that a slice is in, each as conditions. */
function sliceRanges({ keys, after, before }: Slice, source: Source, statement: Statement): string[][] {
  const sides = [
    ...(after ? [afterRanges(keys, after, source, statement, false)] : []),
    ...(before ? [afterRanges(keys, before, source, statement, true)] : []),
  ];
  return sides.reduce<string[][]>(
    (ranges, side) => ranges.flatMap((range) => side.map((condition) => [...range, condition])),
    [[]],
  );
}
