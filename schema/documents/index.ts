export * from './generated/graphql.js';
export { introspection, possibleTypes } from './generated/cache.js';

/** The id by which every hub knows a document of this package: `documentId` of a request. */
export function documentId(document: object): string {
  return (document as { readonly __meta__: { readonly hash: string } }).__meta__.hash;
}
