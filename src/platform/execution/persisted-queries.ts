import type { ApolloServerOptions, BaseContext } from '@apollo/server';
import { LRUCache } from 'lru-cache';
import type { KnownDocuments } from '../known-documents/known-documents';

type Store = NonNullable<Exclude<ApolloServerOptions<BaseContext>['persistedQueries'], false | undefined>['cache']>;

/** The most characters of documents that clients have sent with their hash, and that the hub remembers. */
const MAX_REMEMBERED = 5_000_000;

/** Before each hash, Apollo Server has a prefix of its own. */
const PREFIX = /^[^:]*:/;

/** Where Apollo Server looks up the hashes of documents: among the known ones, and those that clients have sent with their hash. */
export function persistedQueries(known: KnownDocuments): Store {
  const sent = new LRUCache<string, string>({ maxSize: MAX_REMEMBERED, sizeCalculation: ({ length }) => length + 1 });
  return {
    get: (key) => Promise.resolve(known.find(key.replace(PREFIX, '')) ?? sent.get(key)),
    set: (key, text) => Promise.resolve(void sent.set(key, text)),
    delete: (key) => Promise.resolve(sent.delete(key)),
  };
}
