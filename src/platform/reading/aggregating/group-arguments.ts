import { BadUserInput } from '../../errors';
import type { Viewer } from '../../access/viewer';
import type { Model } from '../model';
import { enumValue } from '../schema/enums';
import { DEFAULT_GROUPS, MAX_GROUPS } from '../schema/page-types';
import { groupings, type Grouping } from '../schema/groupings';
import { demandField } from '../scope';
import type { Where } from '../where';
import type { Among } from './group-keys';
import { havingMeasures, type Having } from './having';
import { FUNCTIONS, type Measure } from './measures';

/** The arguments of `groups`. */
export interface GroupArguments {
  readonly by: readonly string[];
  readonly where?: Where | null;
  readonly among?: Among | null;
  readonly having?: Having | null;
  readonly orderBy?: readonly GroupOrder[] | null;
  readonly withEmpty?: boolean | null;
  readonly first?: number | null;
}

/** One step of the order of groups: by the number of records, by a key, or by a measure. */
export interface GroupOrder {
  readonly count?: boolean | null;
  readonly key?: string | null;
  readonly aggregate?: Readonly<Record<string, string | null>> | null;
  readonly direction?: 'ASC' | 'DESC' | null;
}

/** @throws BadUserInput for no keys, a repeated key, more groups than one answer may have, or a step of the order that is not one thing */
export function checkGroupArguments(model: Model, args: GroupArguments): void {
  const { by, first: asked, orderBy, withEmpty } = args;
  if (by.length === 0) throw new BadUserInput('groups(by:) is empty; give at least one key.');
  if (new Set(by).size < by.length) throw new BadUserInput('groups(by:) has a key twice; give each key once.');
  if (by.length > 3) throw new BadUserInput(`groups(by:) has ${by.length} keys; give at most 3.`);
  const first = asked ?? DEFAULT_GROUPS;
  if (first < 1 || first > MAX_GROUPS) throw new BadUserInput(`groups(first:) is ${first}; give 1 to ${MAX_GROUPS}.`);
  orderBy?.forEach((step, index) => checkStep(step, by, `groups(orderBy:) ${index + 1}`));
  checkAmong(model, args);
  if (withEmpty) periodOf(model, by);
}

function checkStep({ count, key, aggregate }: GroupOrder, by: readonly string[], place: string): void {
  const given = [count === true, typeof key === 'string', Boolean(aggregate)].filter(Boolean).length;
  if (given !== 1) throw new BadUserInput(`${place} is not one thing; give count: true, key or aggregate.`);
  if (typeof key === 'string' && !by.includes(key)) {
    throw new BadUserInput(
      `${place} has the key ${key}, by which nothing is grouped; give one of by: ${by.join(', ')}.`,
    );
  }
  if (aggregate && Object.values(aggregate).filter(Boolean).length !== 1) {
    throw new BadUserInput(
      `${place} is not one measure; give one field with one function, such as { createdAt: MAX }.`,
    );
  }
}

function checkAmong(model: Model, { by, among }: GroupArguments): void {
  const known = groupings(model);
  const grouped = by.flatMap((name) => {
    const grouping = known.get(name);
    return grouping?.kind === 'relation' ? [grouping.relation.name] : [];
  });
  for (const [name, value] of Object.entries(among ?? {})) {
    if (value && !grouped.includes(name)) {
      throw new BadUserInput(
        `groups(among:) has ${name}, by which nothing is grouped; add its key to by, or leave it out.`,
      );
    }
  }
}

/** The place in `by` of the one key whose holes can be filled. */
export function periodOf(model: Model, by: readonly string[]): number {
  const known = groupings(model);
  const places = by.flatMap((name, index) => (canHaveHoles(known.get(name) as Grouping) ? [index] : []));
  if (places.length !== 1) {
    throw new BadUserInput(
      'groups(withEmpty:) needs exactly one key of dates or whole numbers in by; give one, such as CREATED_AT_MONTH.',
    );
  }
  return places[0] as number;
}

function canHaveHoles(grouping: Grouping): boolean {
  return grouping.kind === 'bucket' || (grouping.kind === 'column' && grouping.column.sqlType === 'integer');
}

/** What the order compares. @throws UNAUTHENTICATED or FORBIDDEN if the viewer may not read a field */
export function orderMeasures(model: Model, { orderBy }: GroupArguments, viewer: Viewer): Measure[] {
  return (orderBy ?? []).flatMap(({ aggregate }) => {
    const measure = aggregate && measureOf(model, aggregate);
    if (measure) demandField(model, measure.column.property, viewer);
    return measure ? [measure] : [];
  });
}

/** The measure of `{ startedYear: MAX }`. */
export function measureOf(model: Model, aggregate: NonNullable<GroupOrder['aggregate']>): Measure | undefined {
  const [property, name] = Object.entries(aggregate).find(([, chosen]) => chosen) ?? [];
  const by = FUNCTIONS.find((one) => enumValue(one) === name);
  return property !== undefined && by ? { column: model.column(property), by } : undefined;
}

/** All measures that conditions and the order need. */
export function comparedMeasures(model: Model, args: GroupArguments, viewer: Viewer): Measure[] {
  return [...(args.having ? havingMeasures(model, args.having, viewer) : []), ...orderMeasures(model, args, viewer)];
}
