import { onceFor } from '../../once-for';
import type { Viewer } from '../../access/viewer';
import type { Column } from '../column';
import type { Model } from '../model';
import { mayReadField } from '../scope';
import { subfields, type Selected } from '../selection';

export const FUNCTIONS = ['min', 'max', 'avg', 'sum', 'countDistinct'] as const;
/** What can be computed of the values of a column. */
export type AggregateFunction = (typeof FUNCTIONS)[number];

/** A function of a column. */
export interface Measure {
  readonly column: Column;
  readonly by: AggregateFunction;
}

const RANGE = ['min', 'max', 'countDistinct'] as const;
const WITH_MEAN = ['min', 'max', 'avg', 'countDistinct'] as const;
const ALL = FUNCTIONS;

/** By the kind of a column: whole numbers are years, positions and lines, whose sum means nothing. */
const FUNCTIONS_OF: Readonly<Record<string, readonly AggregateFunction[]>> = {
  Int: WITH_MEAN,
  Float: ALL,
  Decimal: ALL,
  DateTime: RANGE,
  Date: RANGE,
  String: RANGE,
};

/** What can be computed of each column of a model, by the property. */
export const functionsOf = onceFor(({ columns }: Model): ReadonlyMap<string, readonly AggregateFunction[]> => {
  const all = [...columns.values()].map((column) => [column.property, functionsOfColumn(column)] as const);
  return new Map(all.filter(([, functions]) => functions.length > 0));
});

function functionsOfColumn({ filter, filterOnly, orderable }: Column): readonly AggregateFunction[] {
  if (filterOnly) return [];
  if (typeof filter === 'object' || (filter === 'String' && !orderable)) return ['countDistinct'];
  return FUNCTIONS_OF[filter] ?? [];
}

/** The measures that are selected below `aggregate`, without those that the viewer may not read: their fields are refused one by one. */
export function selectedMeasures(
  model: Model,
  fieldNodes: Selected['fieldNodes'],
  { fragments }: Pick<Selected, 'fragments'>,
  viewer: Viewer,
): Measure[] {
  const known = functionsOf(model);
  return [...subfields(fieldNodes, fragments)].flatMap(([property, nodes]) => {
    const functions = known.get(property);
    if (!functions || !mayReadField(model, property, viewer)) return [];
    const asked = subfields(nodes, fragments);
    const column = model.column(property);
    return functions.filter((by) => asked.has(by)).map((by) => ({ column, by }));
  });
}

/** Each measure once, in a stable order. */
export function distinctMeasures(measures: readonly Measure[]): Measure[] {
  const all = new Map(measures.map((measure) => [`${measure.column.property}.${measure.by}`, measure]));
  return [...all.values()];
}

/** SQL of a measure, of the values of `sql`. */
export function measureSql({ column: { sqlType }, by }: Measure, sql: string): string {
  switch (by) {
    case 'countDistinct':
      return `count(DISTINCT ${sql})::int`;
    case 'avg':
      return sqlType === 'numeric' ? `round(avg(${sql}), 2)` : `avg(${sql})::float8`;
    case 'sum':
      return `sum(${sql})`;
    case 'min':
    case 'max':
      return `${by}(${sql})`;
  }
}

/** The type of a measure in Postgres. */
export function measureType({ column: { sqlType }, by }: Measure): string {
  if (by === 'countDistinct') return 'integer';
  return by === 'avg' && sqlType !== 'numeric' ? 'float8' : sqlType;
}

/** As rows give it to clients: a day is a text. */
export function shownMeasure(measure: Measure, sql: string): string {
  return measureType(measure) === 'date' ? `${sql}::text` : sql;
}

/** Shapes a row with `count` and `a0`, `a1`, … as the type `…Aggregate`. */
export function asAggregate(
  measures: readonly Measure[],
  count: unknown,
  row: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const shaped: Record<string, Record<string, unknown>> = {};
  measures.forEach(({ column, by }, index) => {
    (shaped[column.property] ??= {})[by] = row[`a${index}`];
  });
  return { count, ...shaped };
}
