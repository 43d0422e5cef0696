import type { Model } from '../reading';
import { readReference, requireReference, type Draft, type GivenReference } from './draft';
import { lockRows, type StoredRow } from './rows';
import type { Unit } from './unit';
import type { WritableProperty } from './writable';

interface Wanted {
  readonly draft: Draft;
  readonly property: string;
  readonly given: GivenReference;
}

/**
 * Looks up the records that drafts point to, in one statement for each property, and keeps them from being archived meanwhile. The ids go
 * into the drafts' values, and faults into their errors.
 */
export async function resolveReferences(
  unit: Unit,
  properties: readonly WritableProperty[],
  drafts: readonly Draft[],
): Promise<void> {
  for (const property of properties) {
    if (!property.references) continue;
    const wanted = wantedOf(property, drafts);
    if (wanted.length > 0) await resolve(unit, property.references(), wanted);
  }
}

function wantedOf(property: WritableProperty, drafts: readonly Draft[]): Wanted[] {
  return drafts.flatMap((draft) => {
    const errors = draft.errors.length;
    const given = readReference(draft, property);
    if (given) return [{ draft, property: property.property, given }];
    if (given === null) draft.values[property.property] = null;
    else if (!draft.current && errors === draft.errors.length) absent(draft, property);
    return [];
  });
}

function absent(draft: Draft, property: WritableProperty): void {
  requireReference(draft, property);
  if (property.nullable) draft.values[property.property] = null;
}

async function resolve(unit: Unit, model: Model, wanted: readonly Wanted[]): Promise<void> {
  const rows = await findRows(
    unit,
    model,
    wanted.map(({ given }) => given),
    'SHARE',
  );
  for (const { draft, property, given } of wanted) {
    const row = rows(given);
    if (row) refuseArchived(draft, model, given, row);
    else draft.refuse('NOT_FOUND', given.name, notFound(model, given));
    if (row) draft.values[property] = row.mergedIntoId ?? row.id;
  }
}

/** A merged record stands for the one it was merged into; any other archived one cannot be pointed to. */
function refuseArchived(draft: Draft, model: Model, given: GivenReference, row: StoredRow): void {
  if (!row.archivedAt || row.mergedIntoId) return;
  const { noun } = model.options;
  draft.refuse('CONFLICT', given.name, `${given.name} is ${noun} that is archived; restore it, or choose another one.`);
}

export function notFound({ options }: Model, { key, value }: Pick<GivenReference, 'key' | 'value'>): string {
  return `There is no ${options.noun.replace(/^an? /, '')} with the ${key} ${JSON.stringify(value)}.`;
}

/** Locks the records behind keys, in one statement. @returns a function that finds one of them */
export async function findRows(
  unit: Unit,
  model: Model,
  keys: readonly Pick<GivenReference, 'key' | 'value'>[],
  strength: 'UPDATE' | 'SHARE',
): Promise<(key: Pick<GivenReference, 'key' | 'value'>) => StoredRow | undefined> {
  const valuesOf = (kind: 'id' | 'slug'): string[] => keys.filter(({ key }) => key === kind).map(({ value }) => value);
  const [ids, slugs] = [valuesOf('id'), valuesOf('slug')];
  const conditions: string[] = [];
  const values: string[][] = [];
  for (const [column, list] of [
    ['id = ANY($#::uuid[])', ids],
    ['slug = ANY($#::text[])', slugs],
  ] as const) {
    if (list.length === 0) continue;
    values.push(list);
    conditions.push(column.replace('#', String(values.length)));
  }
  if (conditions.length === 0) return () => undefined;
  const rows = await lockRows(unit.client, model, conditions.join(' OR '), values, strength);
  const found = new Map(rows.flatMap((row) => [[row.id, row] as const, [`slug ${String(row.slug)}`, row] as const]));
  return ({ key, value }) => found.get(key === 'slug' ? `slug ${value}` : value);
}
