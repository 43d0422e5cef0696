import type { FieldWork } from '../platform/limits/weights';

/** The cost of comparing a record, in microseconds: 5,000 organizations take about 200 ms. */
export const OF_A_RECORD = 40;

/** The work of comparing the records of a type. Whoever cannot read them still makes Postgres look for them. */
export const duplicatesWork: FieldWork = ({ type }, sizes, places) => {
  const rows = sizes.rows(String(type));
  return { micros: places * rows * OF_A_RECORD, rows: places * rows };
};
