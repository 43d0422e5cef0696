import { GraphQLScalarType, Kind } from 'graphql';
import { GraphQLDateTime } from 'graphql-scalars';
import { RFC_3339 } from './scalars';

/** The fraction of a second: milliseconds, then further digits. */
const FRACTION = /(\.\d{3})(\d+)/;

/** A moment between two milliseconds. As a `Date` it is the earlier of the two. */
class MomentBetween extends Date {
  constructor(
    earlier: Date,
    private readonly beyond: string,
  ) {
    super(earlier);
  }

  /** Keeps all digits, so that filters with two moments of the same millisecond differ when serialized. */
  override toJSON(): string {
    return this.toISOString().replace('Z', `${this.beyond}Z`);
  }
}

/**
 * Whether a moment is between two milliseconds. Stored timestamps never are: so this one equals none of them, and is later than the millisecond
 * that represents it as a `Date`.
 */
export function liesBetween(value: unknown): boolean {
  return value instanceof MomentBetween;
}

/** The scalar `DateTime` of graphql-scalars, but keeping all digits that a client sends. */
export const DateTime = new GraphQLScalarType<Date, Date>({
  ...GraphQLDateTime.toConfig(),
  specifiedByURL: RFC_3339,
  parseValue: (value) => exact(value, (cut) => GraphQLDateTime.parseValue(cut)),
  parseLiteral: (node, variables) =>
    node.kind === Kind.STRING
      ? exact(node.value, (value) => GraphQLDateTime.parseLiteral({ ...node, value: String(value) }, variables))
      : GraphQLDateTime.parseLiteral(node, variables),
});

/** Cuts the fraction to milliseconds before parsing, because JavaScript misreads a long fraction that begins with zeros. */
function exact(given: unknown, parse: (cut: unknown) => Date): Date {
  const [, , digits = ''] = typeof given === 'string' ? (FRACTION.exec(given) ?? []) : [];
  const date = parse(typeof given === 'string' ? given.replace(FRACTION, '$1') : given);
  return /[1-9]/.test(digits) ? new MomentBetween(date, digits) : date;
}
