import { LRUCache } from 'lru-cache';

/**
 * Remembers the results of a pure function for the texts that it gets most: headers are the same in nearly all requests.
 * @param most how many results to remember
 */
export function remembered<T extends string | boolean | object>(
  compute: (text: string) => T,
  most = 100,
): (text: string) => T {
  const known = new LRUCache<string, T>({ max: most, memoMethod: compute });
  return (text) => known.memo(text);
}
