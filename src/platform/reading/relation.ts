import type { BelongsTo, HasMany, Linked } from './model';

/** A to-one field: `Program.core`. */
export function belongsTo(relation: Omit<BelongsTo, 'kind'>): BelongsTo {
  return { kind: 'belongsTo', ...relation };
}

/** A list of the records that point here: `Core.programs`. */
export function hasMany(relation: Omit<HasMany, 'kind'>): HasMany {
  return { kind: 'hasMany', ...relation };
}

/** A list over a link table: `Program.organizations`, with `role` and `note` on its edges. */
export function linked(
  relation: Omit<Linked, 'kind' | 'arguments' | 'mirrored'> & Partial<Pick<Linked, 'arguments' | 'mirrored'>>,
): Linked {
  return { kind: 'linked', arguments: [], mirrored: false, ...relation };
}
