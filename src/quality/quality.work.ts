import type { FieldWork } from '../platform/limits/weights';
import type { QualityRule } from '../platform/quality-rule';
import { OF_A_RECORD } from './duplicates.work';

/** The cost of a condition for a record, in microseconds. */
const OF_A_CONDITION = 5;

/** The work of the asked rules: each reads all records of its type. */
export function qualityWork(rules: readonly QualityRule[]): FieldWork {
  return ({ rules: asked }, sizes, places) => {
    const meant = Array.isArray(asked) ? rules.filter(({ name }) => asked.includes(name)) : rules;
    const known = meant.map(({ model, where }) => ({
      rows: sizes.rows(model.table),
      each: where ? OF_A_CONDITION : OF_A_RECORD,
    }));
    return {
      micros: places * known.reduce((sum, { rows, each }) => sum + rows * each, 0),
      rows: places * known.reduce((sum, { rows }) => sum + rows, 0),
    };
  };
}
