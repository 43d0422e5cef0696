import { GraphQLScalarType } from 'graphql';
import { GraphQLDateTime } from 'graphql-scalars';

/** The digits of a second's fraction beyond milliseconds, without zeros at the end. */
const BEYOND = /\.\d{3}(\d*[1-9])0*(?=[Z+-])/i;

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
  parseValue: (value) => exact(GraphQLDateTime.parseValue(value), value),
  parseLiteral: (node, variables) =>
    exact(GraphQLDateTime.parseLiteral(node, variables), 'value' in node ? node.value : undefined),
});

function exact(date: Date, given: unknown): Date {
  const [, beyond] = typeof given === 'string' ? (BEYOND.exec(given) ?? []) : [];
  return beyond === undefined ? date : new MomentBetween(date, beyond);
}
