import type { Viewer } from '../../access/viewer';
import type { Model, Scope } from '../model';
import type { Row } from '../row';
import type { Parents } from '../row-statement';
import { DEFAULT_GROUPS } from '../schema/page-types';
import type { Selected } from '../selection';
import type { Source } from '../source';
import { lengthOf } from '../record-size';
import { aggregateSql } from './aggregate-sql';
import { checkGroupArguments, comparedMeasures, type GroupArguments } from './group-arguments';
import { asGroups, groupsSql, shownOf, type Group, type GroupRow } from './groups';
import { asAggregate, distinctMeasures, measureType, selectedMeasures, type Measure } from './measures';

/** What a field computes of a whole list, however many pages it has. */
export interface Computed<T = unknown> {
  /** The columns of its rows. */
  readonly columns: readonly { readonly name: string; readonly sqlType: string }[];
  /** The most rows for one list. */
  readonly most: number;
  /** Its statement for one list; for each parent, if there are parents. */
  sql(source: Source, scope: Scope, parents?: Parents): string;
  value(rows: readonly Row[]): T;
  /** How large the value is in an answer. */
  size(value: T): { readonly records: number; readonly fields: number; readonly bytes: number };
}

/** About how long a computed value is in the answer. */
const LENGTH_OF_MEASURE = 20;
const COUNT = { name: 'count', sqlType: 'integer' };

export function computedAggregate(model: Model, info: Selected, viewer: Viewer): Computed<object> {
  const measures = selectedMeasures(model, info.fieldNodes, info, viewer);
  return {
    columns: [COUNT, ...measureColumns(measures)],
    most: 1,
    sql: (source, scope, parents) => aggregateSql(source, measures, scope, parents),
    value: ([row]) => asAggregate(measures, row?.['count'] ?? 0, { ...row }),
    size: () => ({ records: 1, fields: 1 + measures.length, bytes: measures.length * LENGTH_OF_MEASURE }),
  };
}

/** @throws BadUserInput for invalid arguments */
export function computedGroups(model: Model, args: GroupArguments, info: Selected, viewer: Viewer): Computed<Group[]> {
  checkGroupArguments(model, args);
  const shown = shownOf(model, info, viewer);
  const keys = args.by.flatMap((_key, index) => [`v${index}`, `l${index}`]);
  const measures = distinctMeasures([...shown.measures, ...comparedMeasures(model, args, viewer)]);
  return {
    columns: [
      ...keys.map((name) => ({ name, sqlType: 'text' })),
      ...measureColumns(measures),
      COUNT,
      { name: 'records', sqlType: 'integer' },
    ],
    most: args.first ?? DEFAULT_GROUPS,
    sql: (source, scope, parents) =>
      groupsSql({ model, source, args, scope, measures, measured: shown.aggregate || measures.length > 0 }, parents),
    value: (rows) => asGroups(model, rows as readonly GroupRow[], args, shown),
    size: (groups) => ({
      records: groups.length,
      fields: 1 + args.by.length,
      bytes: groups.reduce((sum, one) => sum + lengthOf(one.keys.map(({ value, label }) => [value, label])), 0),
    }),
  };
}

function measureColumns(measures: readonly Measure[]): Computed['columns'] {
  return measures.map((measure, index) => ({ name: `a${index}`, sqlType: measureType(measure) }));
}
