import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { GraphQLDate, GraphQLEmailAddress, GraphQLURL } from 'graphql-scalars';
import { isDecimal } from './decimal';

/** Where dates and times are specified. */
export const RFC_3339 = 'https://www.rfc-editor.org/rfc/rfc3339#section-5.6';

/** Checks input, but prints stored values unchanged: so a client can search for a value that it read, and an invalid stored value is no error. */
function printedAsStored(scalar: GraphQLScalarType, specifiedByURL?: string): GraphQLScalarType {
  const config = scalar.toConfig();
  return new GraphQLScalarType({
    ...config,
    specifiedByURL: specifiedByURL ?? config.specifiedByURL,
    serialize: (value) => value,
  });
}

export const URL = printedAsStored(GraphQLURL, 'https://www.rfc-editor.org/rfc/rfc3986');
export const EmailAddress = printedAsStored(GraphQLEmailAddress);

/** The scalar `Date`: a day. */
export const Day = new GraphQLScalarType({ ...GraphQLDate.toConfig(), specifiedByURL: RFC_3339 });

const NO_DECIMAL = 'A Decimal is a string such as "49.90": digits, with a point before decimals.';

/** An exact number. A float would round it, and JavaScript would print 49.90 as 49.9. */
export const Decimal = new GraphQLScalarType<string, string>({
  name: 'Decimal',
  description:
    'An exact decimal number as a string, such as "2000.00". In an input, a number without quotes is accepted too.',
  specifiedByURL: 'https://www.w3.org/TR/xmlschema11-2/#decimal',
  serialize: (value) => decimal(value),
  parseValue: (value) => decimal(typeof value === 'number' ? String(value) : value),
  parseLiteral: (node) => {
    const isNumber = node.kind === Kind.INT || node.kind === Kind.FLOAT;
    return decimal(isNumber || node.kind === Kind.STRING ? node.value : undefined);
  },
});

function decimal(value: unknown): string {
  if (isDecimal(value)) return value;
  throw new GraphQLError(NO_DECIMAL);
}
