/** Rows that hold for some versions of the record that they belong to, such as citations. They never change: they end, and others begin. */
export interface Lifetime {
  /** The columns with the first version for which a row holds, and the first for which it no longer does; null while it holds. */
  readonly since: string;
  readonly until: string;
  /** The property with the moment when the row was ended by what came after it. */
  readonly endedAt: string;
  /** The argument of lists that shows ended rows too. */
  readonly argument: { readonly name: string; readonly description: string };
}
