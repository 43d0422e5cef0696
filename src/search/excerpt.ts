import { unpartedRuns } from './query';

/** Marks around words that fit, as the statement sets them: characters that no text of a record holds. */
const START = '\u0002';
const STOP = '\u0003';

/**
 * A passage as HTML: escaped, with the words that fit in `<mark>`. Where Postgres marked none, because the words are only similar, the words
 * of the passage that are nearest to the query are marked.
 */
export function excerpt(passage: string, query: string): string {
  const marked = passage.includes(START) ? passage : markRuns(passage, query);
  return escapeHtml(marked).replaceAll(START, '<mark>').replaceAll(STOP, '</mark>');
}

/** Marks the parts of the query in scripts that do not part words; where there are none, the words that are similar. */
function markRuns(passage: string, query: string): string {
  const marked = unpartedRuns(query).reduce((text, run) => text.replaceAll(run, `${START}${run}${STOP}`), passage);
  return marked === passage ? markSimilar(passage, query) : marked;
}

/** Words this similar are taken to be meant. */
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

/** Longer words are not compared: what it takes grows with their length. */
const LONGEST = 60;

/** Shared trigrams over all trigrams, as pg_trgm counts them. */
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
