/** How many conditions over related records the planner may rearrange. What it weighs grows exponentially with them. */
const FREE_RELATIONS = 3;

/** SQL text in the making, with the values that are bound to it. Nothing of a client's ever becomes text. */
export class Statement {
  readonly values: unknown[] = [];
  private aliases = 0;
  private relations = 0;
  /** How many conditions over related records are being made, one within the other. */
  private within = 0;

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

  /**
   * A condition over related records. The first ones stay as they are; the others Postgres takes as they are written.
   * @param build makes it, and whatever stands within it, of what its subquery ends with
   */
  relation(build: (end: '' | ' OFFSET 0') => string): string {
    this.relations += 1;
    const free = this.relations <= FREE_RELATIONS;
    const outermost = this.within === 0;
    this.within += 1;
    const condition = build(free || outermost ? '' : ' OFFSET 0');
    this.within -= 1;
    return free || !outermost ? condition : fenced(condition);
  }
}

/**
 * A condition over related records that is no join, whose place Postgres would weigh against all others. It still chooses whether to look up each row,
 * or all that match at once. Not for one within another: each would double the plans that are weighed.
 */
export function fenced(condition: string): string {
  return `(${condition}) IS TRUE`;
}
