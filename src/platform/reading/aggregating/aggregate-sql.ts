import type { Scope } from '../model';
import { eachParent, ofParent, type Parents } from '../row-statement';
import { conjunction } from '../scope';
import type { Source } from '../source';
import { measureSql, shownMeasure, type Measure } from './measures';

/** One row with the number of records of a list and the measures of their values; for each parent, if there are parents. Each record counts once, however many links lead to it. */
export function aggregateSql(
  source: Source,
  measures: readonly Measure[],
  { statement }: Pick<Scope, 'statement'>,
  parents?: Parents,
): string {
  const list = parents ? ofParent(source) : source;
  const body = list.link ? overLinksSql(list, measures) : overRowsSql(list, measures);
  return parents ? eachParent(body, statement, parents) : body;
}

function overRowsSql({ from, alias, conditions }: Source, measures: readonly Measure[]): string {
  const list = selectMeasures(measures, ({ column }) => `${alias}.${column.name}`);
  return `SELECT count(*)::int AS count${list} FROM ${from} WHERE ${conjunction(conditions)}`;
}

function overLinksSql({ from, alias, conditions }: Source, measures: readonly Measure[]): string {
  const names = [...new Set(['id', ...measures.map(({ column }) => column.name)])];
  const values = names.map((name) => `${alias}.${name}`).join(', ');
  const once = `SELECT DISTINCT ON (${alias}.id) ${values} FROM ${from} WHERE ${conjunction(conditions)}`;
  return `SELECT count(*)::int AS count${selectMeasures(measures, ({ column }) => `once.${column.name}`)} FROM (${once}) once`;
}

function selectMeasures(measures: readonly Measure[], value: (measure: Measure) => string): string {
  return measures
    .map((measure, index) => `, ${shownMeasure(measure, measureSql(measure, value(measure)))} AS a${index}`)
    .join('');
}
