import type { DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';

/** The most characters of documents that one store keeps. A parsed document takes 60 to 120 bytes for each of its characters. */
const MAX_KEPT = 150_000;
/** The overhead of a document, in characters. */
const BESIDE = 100;

/** A cache of parsed documents by name, with a limit on memory; the least recently used are dropped first. @param most characters */
export function keptDocuments(most = MAX_KEPT): LRUCache<string, DocumentNode> {
  return new LRUCache({
    maxSize: most,
    sizeCalculation: ({ loc }) => BESIDE + (loc?.end ?? 0),
  });
}
