import type { Viewer } from '../../access/viewer';
import type { Model, Scope } from '../model';
import { conjunction, demandField } from '../scope';
import { comparisonsSql, given, logicSql, type Conditions } from '../comparison';
import { FUNCTIONS, measureType, type AggregateFunction, type Measure } from './measures';

const LOGIC: ReadonlySet<string> = new Set(['and', 'or', 'not']);

/** Conditions on a group: `{ count: { gte: 3 }, startedYear: { max: { gte: 2015 } } }`. */
export type Having = Conditions;

/** The measures that conditions compare. @throws UNAUTHENTICATED or FORBIDDEN if the viewer may not read a field */
export function havingMeasures(model: Model, having: Having, viewer: Viewer): Measure[] {
  return (Object.entries(having) as [string, Having | readonly Having[] | null][]).flatMap(([name, value]) => {
    if (value === null || name === 'count') return [];
    if (LOGIC.has(name)) return list(value).flatMap((part) => havingMeasures(model, part, viewer));
    demandField(model, name, viewer);
    return FUNCTIONS.filter((by) => by in value).map((by) => ({ column: model.column(name), by }));
  });
}

function list(value: Having | readonly Having[]): readonly Having[] {
  return Array.isArray(value) ? (value as readonly Having[]) : [value as Having];
}

/** @param value SQL of a measure of the group; of the number of its records without one */
export function havingSql(
  model: Model,
  having: Having,
  scope: Scope,
  value: (measure?: Measure) => string,
  path = 'groups.having',
): string {
  return logicSql(having, path, (name, conditions, here) => {
    if (name === 'count') return comparisonsSql({ sqlType: 'integer' }, value(), conditions, scope.statement, here);
    const column = model.column(name);
    const parts = given(conditions, here).map(([by, operators]) => {
      const measure = { column, by: by as AggregateFunction };
      return comparisonsSql(
        { sqlType: measureType(measure) },
        value(measure),
        operators as Conditions,
        scope.statement,
        `${here}.${by}`,
      );
    });
    return conjunction(parts);
  });
}
