import { GraphQLScalarType } from 'graphql';
import { GraphQLEmailAddress, GraphQLURL } from 'graphql-scalars';

/** Checks what comes in, and prints what is stored as it is: a reader can find it again, and an odd value spoils no answer. */
function printedAsStored(scalar: GraphQLScalarType): GraphQLScalarType {
  return new GraphQLScalarType({ ...scalar.toConfig(), serialize: (value) => value });
}

export const URL = printedAsStored(GraphQLURL);
export const EmailAddress = printedAsStored(GraphQLEmailAddress);
