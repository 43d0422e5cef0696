import { BadUserInput } from '../errors';
import { LIMITS } from '../limits/limits';

/** How many conditions over related records the planner may rearrange. What it weighs grows exponentially with them. */
const FREE_RELATIONS = 3;

/** SQL text in the making, with the values that are bound to it. Nothing of a client's ever becomes text. */
export class Statement {
  readonly values: unknown[] = [];
  private aliases = 0;
  private relations = 0;
  private comparisons = 0;

  /** Binds a value. @returns its placeholder with a cast: `$3::uuid[]` */
  bind(value: unknown, type: string): string {
    this.values.push(value);
    return `$${this.values.length}::${type}`;
  }

  /**
   * Binds the keys of a batch. Postgres sees their number only when the statement runs: if it saw it when it plans, it would
   * think every batch cheaper than the average one, and plan each anew.
   * @returns an expression of the type `type[]`
   */
  bindKeys(keys: readonly unknown[], type: string): string {
    return `(SELECT ${this.bind(keys, `${type}[]`)})::${type}[]`;
  }

  /** A table alias that this statement has not used yet. */
  alias(): string {
    this.aliases += 1;
    return `t${this.aliases}`;
  }

  /** @throws BadUserInput where there are more comparisons than one statement may have */
  comparison(): void {
    this.comparisons += 1;
    if (this.comparisons <= LIMITS.comparisons) return;
    throw new BadUserInput(
      `The filter has more than ${LIMITS.comparisons} comparisons; ask in parts, or use in: [...].`,
    );
  }

  /**
   * Counts a condition over related records.
   * @returns what ends its subquery: nothing, or a fence that makes Postgres take it as it is written
   * @throws BadUserInput where there are more of them than one statement may have
   */
  relation(): '' | ' OFFSET 0' {
    this.relations += 1;
    if (this.relations > LIMITS.relations) {
      throw new BadUserInput(
        `The filter has more than ${LIMITS.relations} conditions on related records; ask in parts.`,
      );
    }
    return this.relations > FREE_RELATIONS ? ' OFFSET 0' : '';
  }
}
