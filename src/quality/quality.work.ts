import type { FieldWork } from '../platform/limits/weights';
import type { QualityRule } from '../platform/quality-rule';
import { OF_A_RECORD } from './duplicates.work';
import { COMPARED } from './quality.statement';

/** The cost of a condition for a record, in microseconds, on a quiet machine. */
const OF_A_CONDITION = 2;
/** So many others are compared with each of the latest records, where names are much alike. */
const OTHERS = 5;

function comparing(rows: number): { readonly rows: number; readonly micros: number } {
  return { rows, micros: rows * OF_A_RECORD };
}

/** The work of the asked rules: each reads all records of its type, but for duplicates, of which it compares some. */
export function qualityWork(rules: readonly QualityRule[]): FieldWork {
  return ({ rules: asked }, sizes, places) => {
    const meant = Array.isArray(asked) ? rules.filter(({ name }) => asked.includes(name)) : rules;
    const known = meant.map(({ model, where, sql }) => {
      const rows = sizes.rows(model.table);
      return where || sql ? { rows, micros: rows * OF_A_CONDITION } : comparing(Math.min(rows, COMPARED * OTHERS));
    });
    return {
      micros: places * known.reduce((sum, { micros }) => sum + micros, 0),
      rows: places * known.reduce((sum, { rows }) => sum + rows, 0),
    };
  };
}
