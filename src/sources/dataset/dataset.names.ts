import { v5 } from 'uuid';
import type { LinkEnd, LinkModel, WriteModel } from '../../platform/writing';
import { holdersOf } from './dataset.shape';

/** The namespace of all ids. Never change it, because it gives a record the same id in every installation. */
const NAMESPACE = 'd67428fc-8e77-46ce-b8b5-df5b75541c1c';

/** The id of the row with this name. */
export function seedId(name: string): string {
  return v5(name, NAMESPACE);
}

/** `program:secure`: the table of a record and its key in the dataset. */
export function recordName({ model }: WriteModel, key: string): string {
  return `${model.table}:${key}`;
}

/**
 * `program_relationship:secure:other:PART_OF`: the unique name of a link.
 * @param values by property: the keys of the records at its ends, and the values of its key
 * @returns undefined if the record of an end is missing
 */
export function linkName(link: LinkModel, values: Readonly<Record<string, string | undefined>>): string | undefined {
  const { model, options, targets } = link;
  const holders = holdersOf(link);
  const ends = [...holders, ...options.ends.filter((end) => !holders.includes(end))];
  const isGiven = ({ property }: LinkEnd): boolean => values[property] !== undefined;
  const given = ends.filter(isGiven);
  if (ends.some((end) => !isGiven(end) && !targets.includes(end)) || given.length === 0) return undefined;
  const ofEnds = given.map((end) => {
    const key = String(values[end.property]);
    return [end.property, targets.includes(end) ? `${end.model.table}:${key}` : key] as const;
  });
  const ofKey = options.key.map((property) => [property, values[property] ?? ''] as const);
  const parts = options.identifies ? ofKey : [...ofEnds, ...ofKey];
  const named = options.dataset?.name?.(Object.fromEntries(parts)) ?? parts.map(([, part]) => part);
  return [model.table, ...named].join(':');
}
