import { GraphQLError, GraphQLScalarType, Kind, print } from 'graphql';
import { GraphQLDateTime } from 'graphql-scalars';
import { RFC_3339 } from './scalars';

/** The day of a moment in UTC, as GraphQL's Date. */
export function dayOf(moment: Date): string {
  return moment.toISOString().slice(0, 10);
}

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

/** The scalar `DateTime` of graphql-scalars, but keeping all digits that a client sends, and saying what it expects. */
export const DateTime = new GraphQLScalarType<Date, Date>({
  ...GraphQLDateTime.toConfig(),
  specifiedByURL: RFC_3339,
  parseValue: (value) => {
    if (typeof value === 'string') return exact(value);
    if (value instanceof Date) return GraphQLDateTime.parseValue(value);
    throw notAMoment(JSON.stringify(value));
  },
  parseLiteral: (node) => {
    if (node.kind === Kind.STRING) return exact(node.value);
    throw notAMoment(print(node));
  },
});

/** Cuts the fraction to milliseconds before parsing, because JavaScript misreads a long fraction that begins with zeros. */
function exact(given: string): Date {
  const [, , digits = ''] = FRACTION.exec(given) ?? [];
  const date = parsed(given.replace(FRACTION, '$1'), given);
  return /[1-9]/.test(digits) ? new MomentBetween(date, digits) : date;
}

/** @throws GraphQLError that says which form is expected */
function parsed(text: string, given: string): Date {
  try {
    return GraphQLDateTime.parseValue(text);
  } catch {
    throw new GraphQLError(faultOf(given));
  }
}

const DAY = /^\d{4}-\d\d-\d\d$/;

function faultOf(text: string): string {
  if (DAY.test(text) && isMoment(`${text}T00:00:00Z`))
    return `"${text}" is a day, not a moment; add a time and a time zone, such as "${text}T00:00:00Z".`;
  if (isMoment(`${text}Z`)) return `"${text}" has no time zone; add one, such as "${text}Z" or "${text}+01:00".`;
  return notAMoment(JSON.stringify(text)).message;
}

function isMoment(text: string): boolean {
  try {
    return GraphQLDateTime.parseValue(text) instanceof Date;
  } catch {
    return false;
  }
}

function notAMoment(shown: string): GraphQLError {
  return new GraphQLError(
    `${shown} is not a DateTime; give a text such as "2026-01-31T09:00:00Z" or "2026-01-31T09:00:00+01:00".`,
  );
}
