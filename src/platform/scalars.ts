import { GraphQLScalarType } from 'graphql';
import { GraphQLEmailAddress, GraphQLURL } from 'graphql-scalars';

/** Checks input, but prints stored values unchanged: so a client can search for a value that it read, and an invalid stored value is no error. */
function printedAsStored(scalar: GraphQLScalarType): GraphQLScalarType {
  return new GraphQLScalarType({ ...scalar.toConfig(), serialize: (value) => value });
}

export const URL = printedAsStored(GraphQLURL);
export const EmailAddress = printedAsStored(GraphQLEmailAddress);
