import { BadUserInput } from '../../errors';
import type { Model, Scope } from '../model';
import { demandField } from '../scope';
import { comparisonsSql, logicSql, type Conditions } from '../comparison';
import { FUNCTIONS, measureType, type AggregateFunction, type Measure } from './measures';

/** Conditions on a group: `{ count: { gte: 3 }, startedYear: { max: { gte: 2015 } } }`. */
export type Having = Conditions;

/** The measures that conditions compare. @throws UNAUTHENTICATED or FORBIDDEN if the viewer may not read a field */
export function havingMeasures(model: Model, having: Having, scope: Scope): Measure[] {
  return Object.entries(having).flatMap(([name, value]) => {
    if (name === 'and' || name === 'or')
      return ((value ?? []) as readonly Having[]).flatMap((part) => havingMeasures(model, part, scope));
    if (name === 'not') return value ? havingMeasures(model, value as Having, scope) : [];
    if (name === 'count') return [];
    demandField(model, name, scope.viewer);
    return Object.keys((value ?? {}) as object)
      .filter((by): by is AggregateFunction => FUNCTIONS.includes(by as AggregateFunction))
      .map((by) => ({ column: model.column(name), by }));
  });
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
    const parts = Object.entries(conditions).map(([by, operators]) => {
      if (operators === null) throw new BadUserInput(`${here}.${by} is null; leave it out, or use isNull: true to find missing values.`);
      const measure = { column, by: by as AggregateFunction };
      return comparisonsSql({ sqlType: measureType(measure) }, value(measure), operators as Conditions, scope.statement, `${here}.${by}`);
    });
    return parts.length > 0 ? parts.join(' AND ') : 'true';
  });
}
