import type { EnumObject } from './readable';
import type { Model } from './model';
import { linkTypes, type LinkTypes } from './schema/link-types';

interface RelationBase {
  /** The model that gets the field. */
  readonly on: Model;
  /** The field's name, in the type and in its `where`. */
  readonly name: string;
  readonly target: Model;
  readonly description: string;
  /** May stand in `groups(by:)` of the model it is on. */
  readonly groupable?: boolean;
  /** The record cannot be archived while one of these that is current stands here; a direction narrows a mirrored link. */
  readonly needsIt?: true | { readonly direction: 'INCOMING' | 'OUTGOING' };
}

/** A record that this one points to by a column of its own. */
export interface BelongsTo extends RelationBase {
  readonly kind: 'belongsTo';
  /** The property of `on` that holds the target's id. */
  readonly by: string;
  readonly nullable: boolean;
}

/** Records that point to this one by a column of theirs. */
export interface HasMany extends RelationBase {
  readonly kind: 'hasMany';
  /** The property of `target` that holds this record's id. */
  readonly by: string;
  /** A fixed condition on the target: property → value. */
  readonly fixed?: Readonly<Record<string, string>>;
}

/** An argument of a linked list that narrows it by a property of the link, such as `roles`. */
export interface LinkArgument {
  readonly name: string;
  readonly property: string;
  readonly type: EnumObject;
  readonly description: string;
}

/** Records tied to this one by a link record that carries data: the list's edges show it. */
export interface Linked extends RelationBase {
  readonly kind: 'linked';
  readonly link: Model;
  /** The properties of `link` that hold this record's id and the target's. */
  readonly from: string;
  readonly to: string;
  /** The properties of `link` that stand on the edge. */
  readonly edge: readonly string[];
  readonly arguments: readonly LinkArgument[];
  /** Both ends are of one type: the list shows links in both directions, and each edge its direction. */
  readonly mirrored: boolean;
  readonly types: LinkTypes;
}

export type Relation = BelongsTo | HasMany | Linked;
export type ToMany = HasMany | Linked;

/** Adds a to-one field: `Program.core`. */
export function belongsTo(relation: Omit<BelongsTo, 'kind'>): BelongsTo {
  return added({ kind: 'belongsTo', ...relation });
}

/** Adds a list of the records that point here: `Core.programs`. */
export function hasMany(relation: Omit<HasMany, 'kind'>): HasMany {
  return added({ kind: 'hasMany', ...relation });
}

/** Adds a list over a link table: `Program.organizations`, with `role` and `note` on its edges. */
export function linked(
  relation: Omit<Linked, 'kind' | 'types' | 'arguments' | 'mirrored'> & Partial<Pick<Linked, 'arguments' | 'mirrored'>>,
): Linked {
  const whole = { kind: 'linked' as const, arguments: [], mirrored: false, ...relation };
  return added({ ...whole, types: linkTypes(whole) });
}

function added<R extends Relation>(relation: R): R {
  relation.on.relations.set(relation.name, relation);
  return relation;
}
