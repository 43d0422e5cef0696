import type { DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';

/** The most characters of documents that one store keeps. A parsed document takes 60 to 120 bytes for each of its characters. */
const MAX_KEPT = 150_000;
/** What a document takes beside its text, in characters. */
const BESIDE = 100;

/** Parsed documents by name, as many as their memory allows; those that were not used for longest are forgotten first. */
export function keptDocuments(): LRUCache<string, DocumentNode> {
  return new LRUCache({
    maxSize: MAX_KEPT,
    sizeCalculation: ({ loc }) => BESIDE + (loc?.end ?? 0),
  });
}
