import type { DocumentNode, GraphQLError, SourceLocation } from 'graphql';

/**
 * Removes the source text from a parsed document. GraphQL counts the lines before each error again, in time that grows with the errors and the
 * lines. The tokens of the document already have the lines, see `locationsOf`.
 */
export function dropText({ loc }: DocumentNode): void {
  if (loc) loc.source.body = '';
}

/** The location of an error in its document. */
export function locationsOf({ nodes, locations }: GraphQLError): readonly SourceLocation[] | undefined {
  const known = nodes?.flatMap(({ loc }) => (loc ? [loc.startToken] : [])) ?? [];
  return known.length > 0 ? known.map(({ line, column }) => ({ line, column })) : locations;
}
