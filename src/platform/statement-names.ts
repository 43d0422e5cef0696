import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';

/**
 * The longest text of a prepared statement, in characters: its memory in Postgres grows with the text. The search for a path has 10,000, and planning it takes far longer
 * than a short search.
 */
const LONGEST_PREPARED = 12_000;
/** How many characters of statements to remember that were used once, and of those with a name. */
const SEEN = 2_000_000;
const NAMED = 4_000_000;

/**
 * Names the statements that are worth preparing: those that are used a second time, up to a fixed number. So a client that sends many different operations
 * cannot fill the memory of a connection.
 */
export class StatementNames {
  private readonly seen = new LRUCache<string, true>({
    maxSize: SEEN,
    sizeCalculation: (_seen, text) => text.length,
  });
  private readonly names = new LRUCache<string, string>({
    maxSize: NAMED,
    sizeCalculation: (_name, text) => text.length,
  });

  /** Names of other generations are not given any longer. */
  private generation = 0;

  /** @returns undefined for a statement that is not to be prepared */
  of(text: string): string | undefined {
    const known = this.names.get(text);
    if (known) return known;
    if (text.length > LONGEST_PREPARED) return undefined;
    if (!this.seen.has(text)) {
      this.seen.set(text, true);
      return undefined;
    }
    const name = `${this.generation}.${createHash('sha256').update(text).digest('base64url').slice(0, 32)}`;
    this.names.set(text, name);
    return name;
  }

  /**
   * Gives all statements other names, so that every connection prepares them anew: a table has changed, and what is prepared no longer fits it.
   * @param name of the statement that failed. Nothing happens if it is of an earlier generation.
   */
  renew(name: string | undefined): void {
    if (!name?.startsWith(`${this.generation}.`)) return;
    this.generation += 1;
    this.names.clear();
  }
}
