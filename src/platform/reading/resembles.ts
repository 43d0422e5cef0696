/** How two records of a type show that they may be the same. Their keys are in `likeness`: the migration of the type calls `hub_compare_records`. */
export interface Resembles {
  /** In words, for the schema: `name, other names and website`. */
  readonly by: string;
  /** The properties whose values are compared. If one of them changes, the record is compared anew. */
  readonly properties: readonly string[];
  /** The reference that, if it is the same, makes two records that are alike more so. */
  readonly parent?: string;
}
