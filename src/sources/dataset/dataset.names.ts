import { v5 } from 'uuid';
import type { LinkEnd, LinkModel, WriteModel } from '../../platform/writing';
import { holdersOf } from './dataset.shape';

/** Never change it: with it, every installation gives the same record the same id. */
const NAMESPACE = 'd67428fc-8e77-46ce-b8b5-df5b75541c1c';

/** The id of what has this name. */
export function seedId(name: string): string {
  return v5(name, NAMESPACE);
}

/** `program:secure`: the type of a record, and what the dataset calls it by. */
export function recordName({ model }: WriteModel, key: string): string {
  return `${model.table}:${key}`;
}

/**
 * `program_relationship:secure:other:PART_OF`: no other link has it.
 * @param values by property: of its ends the keys of their records, of its key the values
 * @returns undefined where the record of an end is missing
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
