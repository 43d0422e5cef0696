/** The time that Postgres needs, in microseconds of one processor, as `bench/worst.mjs` measures it. */
export const PRICES = {
  /** To read a row of a list. */
  row: 0.3,
  /** To count a row by an index. */
  counted: 0.15,
  /** To begin to count the related records of a row. */
  countedList: 3,
  /** To follow a link to the record at its end, when Postgres joins all links at once. */
  link: 0.3,
  /** The same when it looks up the links of each record separately. */
  linkLookup: 2,
  /** The same in an outermost condition within `or` or `not`: Postgres may scan all links more than once. */
  linkAmongOthers: 4,
  /** To find a record by a key. */
  lookup: 1.5,
  /** To sort a row by one key. */
  sorted: 0.5,
  /** To compare a value. */
  comparison: 0.06,
  /** To search within a text. */
  text: 0.65,
  /** To compare with one more value of a list. */
  operand: 0.02,
  /** To put a row into its group, by one key. */
  grouped: 0.25,
  /** The same by a related record. */
  groupedLink: 0.7,
  /** To read a row that something is computed of. */
  aggregated: 1,
  /** To compute a minimum, a maximum, a mean or a sum, for each row. */
  measured: 0.1,
  /** To count the different values of a column, for each row. */
  distinct: 1,
  /** The same in groups, each of which Postgres sorts. */
  distinctInGroup: 3,
  /** To reconstruct a row at a moment in the past. */
  undone: 6,
  /** To read one change of a record, for its past. */
  pastChange: 5,
  /** To coerce an argument that is a literal of the document, for each value in it. */
  written: 0.2,
} as const;

/** So many microseconds cost as much as one record. */
export const UNIT = 5;
