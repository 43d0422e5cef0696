/** Words that occur in many texts of the benchmark. */
export const WORDS = [
  'serves',
  'families',
  'in',
  'program',
  'community',
  'health',
  'contact',
  'open',
  'the',
  '-pantry',
  '"walk-ins on"',
  'or',
  'a',
];
/** Searches for words in the texts of the benchmark: only excluded words, phrases of common words, open quotes, alternatives. */
export const SEARCHES = [
  'the -care',
  'a -load',
  'the -care -health',
  'health -"care for"',
  '(-care',
  '"health care',
  '"care health"',
  '"in the community"',
  'health or care or community or families or program',
  'co',
  'serves older adults in bayou with data on outcomes by neighborhood by referral from a clinic or a school',
  '!!! ---',
];
/** Moments before all changes, between changes, and after almost all of them. */
export const MOMENTS = ['2026-01-01T00:00:00Z', '2026-01-02T01:00:00Z', '2026-01-03T00:00:00Z'];
/** Parts of texts that occur in all texts, in some and in none. */
export const TEXTS = ['e', 'zzz', 'org', 'health', 'ex', 'e zz', 'a z', '@'];
