/** A word or a phrase with a minus before it. */
const EXCLUDED = /(?:^|\s)-("[^"]*"|\S+)/g;

/**
 * Splits a query into what is wanted and what is not: Postgres' full-text search knows the minus itself, its trigrams do not.
 * @returns `unwanted` as a query for any of the excluded words, empty where there are none
 */
export function splitQuery(query: string): { wanted: string; unwanted: string } {
  const unwanted = [...query.matchAll(EXCLUDED)].map((match) => match[1]);
  return { wanted: query.replace(EXCLUDED, ' ').trim(), unwanted: unwanted.join(' or ') };
}
