import { recordTypeName, type Model } from '../platform/reading';

/** The record types whose records can be alike, by their values in `RecordType`. */
export type Comparables = ReadonlyMap<string, Model>;

export function comparablesOf(models: readonly Model[]): Comparables {
  return new Map(models.flatMap((model) => (model.options.resembles ? [[model.table, model] as const] : [])));
}

/** What is compared, in words: `ORGANIZATION by name, other names, website and identifiers; …`. */
export function comparedBy(comparables: Comparables): string {
  return [...comparables.values()]
    .map(({ type, options }) => `${recordTypeName(type)} by ${options.resembles?.by}`)
    .join('; ');
}

/** The types, in words: `ORGANIZATION, CORE, …`. */
export function comparedTypes(comparables: Comparables): string {
  return [...comparables.values()].map(({ type }) => recordTypeName(type)).join(', ');
}
