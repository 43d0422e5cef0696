/** How many conditions over related records the planner may reorder. Its work grows exponentially with their number. */
export const FREE_RELATIONS = 3;

/** Builds SQL text with bound values. Client input never becomes part of the text. */
export class Statement {
  readonly values: unknown[] = [];
  private aliases = 0;
  private relations = 0;
  /** The current depth of nested conditions over related records. */
  private within = 0;

  /** Binds a value. @returns its placeholder with a cast: `$3::uuid[]` */
  bind(value: unknown, type: string): string {
    this.values.push(value);
    return `$${this.values.length}::${type}`;
  }

  /**
   * Binds the keys of a batch so that the planner does not know their number. If it did, it would
   * expect every batch to be cheaper than the average, and plan each again.
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

  /** Builds a subquery, which Postgres plans by itself: only its own conditions over related records count. */
  subquery<Built>(build: () => Built): Built {
    const before = this.relations;
    this.relations = 0;
    const built = build();
    this.relations = before;
    return built;
  }

  /**
   * A condition over related records. Postgres may reorder the first ones; it evaluates the others in the written order.
   * @param build builds the condition and its nested conditions, given the end of its subquery
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
 * A condition over related records that is not a join, so that Postgres does not compare its position with all others. Postgres still chooses between a lookup for each row
 * and one for all matching rows. Not for nested conditions: each would double the number of compared plans.
 */
export function fenced(condition: string): string {
  return `(${condition}) IS TRUE`;
}
