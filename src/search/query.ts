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
function withPhrases(query: string): string {
  return query.replace(RUN_OR_PHRASE, (part) => (part.startsWith('"') ? part : `"${part}"`));
}

/** A word or a phrase with a minus before it. */
const EXCLUDED = /(?:^|\s)-("[^"]*"|\S+)/g;
/** A minus that stands within no word: Postgres would take it for one that excludes, and so look for all that has not the word. */
const MINUS = /(?<![\p{L}\p{N}])-/gu;
/** Words and blanks alone. Anything else may make Postgres look for words that follow each other. */
const WORDS = /^[\p{L}\p{N}\s]*$/u;

/** A query in its parts. */
export interface SplitQuery {
  /** What is wanted, as it was written. */
  readonly wanted: string;
  /** The same as a query of Postgres' web search, which excludes nothing. */
  readonly words: string;
  /** What is not wanted, as a query for any of it; empty where it is nothing. */
  readonly unwanted: string;
  /** Its words need not follow each other. */
  readonly isPlain: boolean;
}

/** Splits a query into what is wanted and what is not: Postgres' full-text search knows the minus itself, its trigrams do not. */
export function splitQuery(query: string): SplitQuery {
  const excluded = [...query.matchAll(EXCLUDED)].map((match) => String(match[1]));
  const wanted = query.replace(EXCLUDED, ' ').trim();
  const asQuery = (text: string): string => withPhrases(text.replace(MINUS, ' '));
  return {
    wanted,
    words: asQuery(wanted),
    unwanted: asQuery(excluded.join(' or ')),
    isPlain: WORDS.test(wanted + excluded.join('')) && unpartedRuns(query).length === 0,
  };
}

/** The query says what it does not want, and nothing that it wants. */
export function onlyExcludes({ wanted, unwanted }: SplitQuery): boolean {
  return unwanted !== '' && !/[\p{L}\p{N}]/u.test(wanted);
}
