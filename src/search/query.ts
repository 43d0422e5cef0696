/**
 * Characters of scripts that do not part words by blanks: Thai, Lao, Tibetan, Burmese, Khmer, Chinese, Japanese, and Korean, which does so by
 * parts of a sentence. `hub_words` in Postgres parts them all.
 */
const UNPARTED = String.raw`\u0E01-\u0E3A\u0E40-\u0E4E\u0E80-\u0ECE\u0F40-\u0FBC\u1000-\u109F\u1780-\u17D3\u2E80-\u2FDF\u3005-\u3007\u3040-\u30FA\u30FC-\u31FF\u3400-\u4DBF\u4E00-\u9FFF\uAC00-\uD7A3\uF900-\uFAFF\uFF66-\uFF9F\u{20000}-\u{3FFFF}`;
const RUN = new RegExp(`[${UNPARTED}]+`, 'gu');
const RUN_OR_PHRASE = new RegExp(`"[^"]*"|[${UNPARTED}]+`, 'gu');

/** The parts of a text in such scripts. */
export function unpartedRuns(text: string): string[] {
  return text.match(RUN) ?? [];
}

/** The query with such parts as phrases: their characters are to follow each other. */
export function withPhrases(query: string): string {
  return query.replace(RUN_OR_PHRASE, (part) => (part.startsWith('"') ? part : `"${part}"`));
}

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
