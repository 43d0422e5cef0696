/** What Postgres takes, in microseconds of one processor, as `bench/worst.mjs` measures it. */
export const PRICES = {
  /** To look at a row of a list. */
  row: 0.3,
  /** To count a row that an index holds. */
  counted: 0.15,
  /** To follow a link to the record at its end, where all links are followed at once. */
  link: 1,
  /** The same where the links of one record after the other are looked up. */
  linkLookup: 2,
  /** The same in a condition of a list that is one of several, of which one has to hold: Postgres may go through all links more than once. */
  linkAmongOthers: 4,
  /** To find a record by a key. */
  lookup: 1.5,
  /** To sort a row by one key. */
  sorted: 0.5,
  /** To compare a value. */
  comparison: 0.06,
  /** To look for a part of a text. */
  text: 1,
  /** To compare with one more value of a list. */
  operand: 0.02,
  /** To put a row into its group, by one key. */
  grouped: 0.6,
  /** The same by each related record. */
  groupedLink: 1.5,
  /** To find what a row was at a moment. */
  undone: 6,
  /** To read a change of one record whose past is asked for. */
  pastChange: 5,
  /** To make an argument that is written out fit its type, for each value in it. */
  written: 0.2,
} as const;

/** Microseconds that cost as much as a record. */
export const UNIT = 5;
