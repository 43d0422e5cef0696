/** How records of a type are searched. */
export interface SearchOptions {
  /** In words, for the schema: `name, other names and description`. */
  readonly by: string;
  /** The properties with other names; a property that is a list must be the only one. */
  readonly others: readonly string[];
  /** The property with the description of the record. */
  readonly detail: string;
  /** The property that is shown if the record has no name. */
  readonly nameless?: string;
}
