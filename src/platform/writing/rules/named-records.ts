import { groupedBy } from '../../grouped-by';
import type { Model } from '../../reading';
import { quoted } from '../../text';
import { noSuchId } from '../../uuid';
import { readReference, requireReference, type Draft, type GivenReference } from './draft';
import { lockRows, type LockStrength, type StoredRow } from '../unit/stored-rows';
import type { Unit } from '../unit/unit';
import type { WritableProperty } from '../model/writable';

interface Wanted {
  readonly draft: Draft;
  readonly property: string;
  readonly given: GivenReference;
}

type RecordKey = Pick<GivenReference, 'key' | 'value'>;

/** Finds one of the locked rows. */
export type FoundRows = ((key: RecordKey) => StoredRow | undefined) & { readonly all: readonly StoredRow[] };

/** How to find and lock the records that a reference leads to. */
export interface ReferenceUse {
  /** UPDATE if the referenced record changes too; SHARE only keeps others from archiving it meanwhile. */
  readonly strength?: (property: string) => LockStrength;
  /** Archived records are accepted. */
  readonly archived?: boolean;
}

/**
 * Looks up the records that drafts point to, in one statement for each type of record. Their ids go into the drafts' values, the records into
 * `references`, and what is wrong into their errors.
 */
export async function resolveReferences(
  unit: Unit,
  properties: readonly WritableProperty[],
  drafts: readonly Draft[],
  { strength = () => 'SHARE', archived = false }: ReferenceUse = {},
): Promise<void> {
  // References to the same model are looked up and locked together, in the order of ids, whatever their order in the input.
  for (const [model, group] of groupedBy(properties, ({ references }) => references?.())) {
    if (!model) continue;
    const wanted = group.flatMap((property) => wantedOf(property, drafts));
    const taken = group.some(({ property }) => strength(property) === 'UPDATE') ? 'UPDATE' : 'SHARE';
    const keys = wanted.map(({ given }) => given);
    const rows = await followMerges(unit, model, await findRows(unit, model, keys, taken), taken);
    for (const { draft, given, property } of wanted) {
      const row = rows(given);
      if (!row) draft.refuse('NOT_FOUND', given.name, notFound(model, given));
      else if (row.archivedAt && !archived) refuseArchived(draft, model, given);
      if (!row) continue;
      draft.values[property] = row.id;
      draft.references.set(property, row);
    }
  }
}

function wantedOf(property: WritableProperty, drafts: readonly Draft[]): Wanted[] {
  return drafts.flatMap((draft) => {
    const errors = draft.errors.length;
    const given = readReference(draft, property);
    if (given) return [{ draft, given, property: property.property }];
    if (given === null) draft.values[property.property] = null;
    else if (draft.isNew && errors === draft.errors.length) absent(draft, property);
    return [];
  });
}

function absent(draft: Draft, property: WritableProperty): void {
  requireReference(draft, property);
  if (property.nullable) draft.values[property.property] = null;
}

function refuseArchived(draft: Draft, { options }: Model, { name }: GivenReference): void {
  draft.refuse(
    'CONFLICT',
    name,
    `${name} refers to ${options.noun} that is archived; restore it or choose another one.`,
  );
}

/** A merged record leads to the one that it was merged into. */
export async function followMerges(
  unit: Unit,
  model: Model,
  found: FoundRows,
  strength: LockStrength,
): Promise<FoundRows> {
  const winners = found.all.flatMap(({ mergedIntoId }) => (typeof mergedIntoId === 'string' ? [mergedIntoId] : []));
  const kept = await unit.lock(model, winners, strength);
  return Object.assign((key: RecordKey) => followed(found(key), kept), { all: [...found.all, ...kept.values()] });
}

function followed(row: StoredRow | undefined, kept: ReadonlyMap<string, StoredRow>): StoredRow | undefined {
  return typeof row?.mergedIntoId === 'string' ? kept.get(row.mergedIntoId) : row;
}

export function notFound({ options }: Model, { key, value }: RecordKey): string {
  const noun = options.noun.replace(/^an? /, '');
  return key === 'id' ? noSuchId(noun, value) : `There is no ${noun} with the ${key} ${quoted(value)}.`;
}

/** Locks the records behind keys, in one statement. */
export async function findRows(
  unit: Unit,
  model: Model,
  keys: readonly RecordKey[],
  strength: LockStrength,
): Promise<FoundRows> {
  const ids = keys.flatMap(({ key, value }) => (key === 'id' ? [value] : []));
  const slugs = keys.flatMap(({ key, value }) => (key === 'slug' ? [value] : []));
  const conditions = [
    ...(ids.length > 0 ? ['id = ANY($1::uuid[])'] : []),
    ...(slugs.length > 0 ? [`slug = ANY($${ids.length > 0 ? 2 : 1}::text[])`] : []),
  ];
  const values = [ids, slugs].filter((list) => list.length > 0);
  const rows = values.length === 0 ? [] : await lockRows(unit, model, conditions.join(' OR '), values, strength);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const bySlug = new Map(rows.map((row) => [row.slug, row]));
  return Object.assign(({ key, value }: RecordKey) => (key === 'id' ? byId : bySlug).get(value), { all: rows });
}
