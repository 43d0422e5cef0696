import fc from 'fast-check';
import type { GraphQLField } from 'graphql';
import { enumValue } from '../../src/platform/reading/schema/enums';
import type { Values } from './values';

type Given = Readonly<Record<string, unknown>>;
type Step = Given & { readonly key?: unknown };

/** Keys whose values can have holes between them. */
const PERIOD = /_(DAY|MONTH|QUARTER|YEAR)$/;

/** Adds the arguments of `groups` that depend on what is grouped by: the order, empty groups, and which related records are keys. */
export function withGroupDetails(
  field: GraphQLField<unknown, unknown>,
  given: Given,
  values: Values,
  record: string,
): fc.Arbitrary<Given> {
  const by = Array.isArray(given['by']) ? (given['by'] as readonly string[]) : [];
  const periods = by.filter((key) => PERIOD.test(key)).length;
  const any = (name: string): fc.Arbitrary<unknown> => {
    const type = field.args.find((argument) => argument.name === name)?.type;
    return type ? fc.oneof(fc.constant(null), values.of(type, { record, field: name })) : fc.constant(null);
  };
  const keyed = (step: Step, index: number): Step => ('key' in step ? { ...step, key: by[index % by.length] } : step);
  const orderBy = any('orderBy').map((steps) => (steps as readonly Step[] | null)?.map(keyed) ?? null);
  const among = any('among').map(
    (some) => some && Object.fromEntries(Object.entries(some).filter(([relation]) => by.includes(enumValue(relation)))),
  );
  const withEmpty = periods === 1 ? fc.boolean() : fc.constant(false);
  return fc.record({ orderBy, among, withEmpty }).map((details) => ({
    ...given,
    ...Object.fromEntries(Object.entries(details).filter(([name]) => has(field, name))),
  }));
}

function has({ args }: GraphQLField<unknown, unknown>, name: string): boolean {
  return args.some((argument) => argument.name === name);
}
