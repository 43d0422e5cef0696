import { unpartedRuns } from './query';

/** The marks that the statement puts around matching words: characters that no text of a record contains. */
const START = '\u0002';
const STOP = '\u0003';

/**
 * A passage as escaped HTML, with the matching words in `<mark>`. If Postgres marked none, because the words are only similar, the words
 * of the passage that are most similar to the query are marked.
 */
export function excerpt(passage: string, query: string): string {
  const marked = passage.includes(START) ? passage : markRuns(passage, query);
  return escapeHtml(marked).replaceAll(START, '<mark>').replaceAll(STOP, '</mark>');
}

/** Marks the parts of the query in scripts without spaces between words; if there are none, the similar words. */
function markRuns(passage: string, query: string): string {
  const marked = unpartedRuns(query).reduce((text, run) => text.replaceAll(run, `${START}${run}${STOP}`), passage);
  return marked === passage ? markSimilar(passage, query) : marked;
}

/** The similarity from which a word counts as meant. */
const SIMILAR = 0.3;

function markSimilar(passage: string, query: string): string {
  const wanted = words(query);
  return passage.replace(/[\p{L}\p{N}]+/gu, (word) =>
    word.length <= LONGEST && wanted.some((other) => similarity(word.toLowerCase(), other) >= SIMILAR)
      ? `${START}${word}${STOP}`
      : word,
  );
}

function words(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** The most characters of a compared word: the time grows with the length. */
const LONGEST = 60;

/** Shared trigrams divided by all trigrams, as in pg_trgm. */
function similarity(a: string, b: string): number {
  const [left, right] = [trigrams(a), trigrams(b)];
  const shared = [...left].filter((trigram) => right.has(trigram)).length;
  return shared / (left.size + right.size - shared);
}

function trigrams(word: string): Set<string> {
  const padded = `  ${word} `;
  return new Set(Array.from({ length: padded.length - 2 }, (_, index) => padded.slice(index, index + 3)));
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] as string);
}
