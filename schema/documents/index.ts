export * from './generated/graphql.js';
export { introspection, possibleTypes } from './generated/cache.js';
