/**
 * Characters of scripts without spaces between words: Thai, Lao, Tibetan, Burmese, Khmer, Chinese, Japanese, and Korean, which has spaces between
 * parts of a sentence only. `hub_words` in Postgres splits them into characters.
 */
const UNPARTED = String.raw`\u0E01-\u0E3A\u0E40-\u0E4E\u0E80-\u0ECE\u0F40-\u0FBC\u1000-\u109F\u1780-\u17D3\u2E80-\u2FDF\u3005-\u3007\u3040-\u30FA\u30FC-\u31FF\u3400-\u4DBF\u4E00-\u9FFF\uAC00-\uD7A3\uF900-\uFAFF\uFF66-\uFF9F\u{20000}-\u{3FFFF}`;
const RUN = new RegExp(`[${UNPARTED}]+`, 'gu');
const RUN_OR_PHRASE = new RegExp(`"[^"]*"|[${UNPARTED}]+`, 'gu');

/** The parts of a text in these scripts. */
export function unpartedRuns(text: string): string[] {
  return text.match(RUN) ?? [];
}

/** The query with these parts as phrases: their characters must follow each other. */
function withPhrases(query: string): string {
  return query.replace(RUN_OR_PHRASE, (part) => (part.startsWith('"') ? part : `"${part}"`));
}

/** An excluded word or phrase: one with a minus before it. */
const EXCLUDED = /(?:^|\s)-("[^"]*"|\S+)/g;
/** A minus outside of a word. Postgres would read it as an exclusion, and find everything without the next word. */
const MINUS = /(?<![\p{L}\p{N}])-/gu;
/** Only words and blanks. Anything else can make Postgres look for a phrase. */
const WORDS = /^[\p{L}\p{N}\s]*$/u;

/** A query in its parts. */
export interface SplitQuery {
  /** The wanted words, as they were written. */
  readonly wanted: string;
  /** The wanted words as a query for `websearch_to_tsquery`, without exclusions. */
  readonly words: string;
  /** The excluded words, as a query for any of them; empty if there are none. */
  readonly unwanted: string;
  /** Whether it contains no phrase, so its words can stand anywhere. */
  readonly isPlain: boolean;
}

/** Splits a query into wanted and excluded words. Full-text search understands the minus itself, but trigrams do not. */
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

/** Whether the query has only excluded words. */
export function onlyExcludes({ wanted, unwanted }: SplitQuery): boolean {
  return unwanted !== '' && !/[\p{L}\p{N}]/u.test(wanted);
}
