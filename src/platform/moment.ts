import { GraphQLScalarType, Kind } from 'graphql';
import { GraphQLDateTime } from 'graphql-scalars';

/** A second's fraction: its milliseconds, and the digits after them. */
const FRACTION = /(\.\d{3})(\d+)/;

/** A moment between two milliseconds. As a `Date` it is the earlier one of them. */
class MomentBetween extends Date {
  constructor(
    earlier: Date,
    private readonly beyond: string,
  ) {
    super(earlier);
  }

  /** Two moments of the same millisecond are told apart wherever a filter is written out. */
  override toJSON(): string {
    return this.toISOString().replace('Z', `${this.beyond}Z`);
  }
}

/**
 * Whether a moment lies between two milliseconds, which none in the tables does: it equals none of them, and is later than the millisecond that
 * stands for it.
 */
export function liesBetween(value: unknown): boolean {
  return value instanceof MomentBetween;
}

/** GraphQL's `DateTime` as graphql-scalars has it, with all digits that a client gives. */
export const DateTime = new GraphQLScalarType<Date, Date>({
  ...GraphQLDateTime.toConfig(),
  parseValue: (value) => exact(value, (cut) => GraphQLDateTime.parseValue(cut)),
  parseLiteral: (node, variables) =>
    node.kind === Kind.STRING
      ? exact(node.value, (value) => GraphQLDateTime.parseLiteral({ ...node, value: String(value) }, variables))
      : GraphQLDateTime.parseLiteral(node, variables),
});

/** JavaScript misreads a long fraction that begins with zeros: it is cut before a `Date` is made of it. */
function exact(given: unknown, parse: (cut: unknown) => Date): Date {
  const [, , digits = ''] = typeof given === 'string' ? (FRACTION.exec(given) ?? []) : [];
  const date = parse(typeof given === 'string' ? given.replace(FRACTION, '$1') : given);
  return /[1-9]/.test(digits) ? new MomentBetween(date, digits) : date;
}
