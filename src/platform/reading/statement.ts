/** SQL text in the making, with the values that are bound to it. Nothing of a client's ever becomes text. */
export class Statement {
  readonly values: unknown[] = [];
  private aliases = 0;

  /** Binds a value. @returns its placeholder with a cast: `$3::uuid[]` */
  bind(value: unknown, type: string): string {
    this.values.push(value);
    return `$${this.values.length}::${type}`;
  }

  /** A table alias that this statement has not used yet. */
  alias(): string {
    this.aliases += 1;
    return `t${this.aliases}`;
  }
}
