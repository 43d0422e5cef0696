import type { DocumentNode, GraphQLError, SourceLocation } from 'graphql';

/**
 * Takes its text away from a parsed document. GraphQL counts the lines before each error anew, in time that grows with the errors and with the
 * lines; the tokens of the document have counted them already, see `locationsOf`.
 */
export function dropText({ loc }: DocumentNode): void {
  if (loc) loc.source.body = '';
}

/** Where an error stands in its document. */
export function locationsOf({ nodes, locations }: GraphQLError): readonly SourceLocation[] | undefined {
  const known = nodes?.flatMap(({ loc }) => (loc ? [loc.startToken] : [])) ?? [];
  return known.length > 0 ? known.map(({ line, column }) => ({ line, column })) : locations;
}
