import { FUNCTIONS, type AggregateFunction } from '../aggregating/measures';
import { enumValue } from '../schema/enums';
import { asList, entriesOf } from './filter-size';

type Arguments = Readonly<Record<string, unknown>>;

/** The functions that `having` and `orderBy` of groups compute: that of each measure, once. */
export function comparedFunctions({ having, orderBy }: Arguments): AggregateFunction[] {
  const ordered = asList(orderBy ?? []).flatMap((step) =>
    entriesOf(Object.fromEntries(entriesOf(step))['aggregate']).map(([property, by]) => nameOf(property, String(by))),
  );
  const names = [...new Set([...measuresIn(having), ...ordered])];
  return names.flatMap((name) => FUNCTIONS.filter((by) => name.endsWith(nameOf('', by))));
}

/** The measures that conditions on groups compare. */
function measuresIn(having: unknown): string[] {
  return entriesOf(having).flatMap(([name, value]) => {
    if (name === 'and' || name === 'or') return asList(value).flatMap(measuresIn);
    if (name === 'not') return measuresIn(value);
    return entriesOf(value).map(([by]) => nameOf(name, by));
  });
}

/** `startedYear.COUNT_DISTINCT`, from `countDistinct` or its name in an enum. */
function nameOf(property: string, by: string): string {
  return `${property}.${by === by.toUpperCase() ? by : enumValue(by)}`;
}
