import { GraphQLScalarType } from 'graphql';
import { GraphQLEmailAddress, GraphQLURL } from 'graphql-scalars';

/** Checks input, and prints stored values unchanged: a client can find a value again, and an odd value does not fail an answer. */
function printedAsStored(scalar: GraphQLScalarType): GraphQLScalarType {
  return new GraphQLScalarType({ ...scalar.toConfig(), serialize: (value) => value });
}

export const URL = printedAsStored(GraphQLURL);
export const EmailAddress = printedAsStored(GraphQLEmailAddress);
