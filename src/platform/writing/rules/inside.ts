import type { WritableProperty } from '../model/writable';
import type { WriteModel } from '../model/write-model';
import type { StoredRow, Values } from '../unit/stored-rows';
import type { Unit } from '../unit/unit';
import { givenName, type Draft } from './draft';

/** What a rule about records inside others needs: the reference to the outer record, and those to records of the same type. */
interface Inside {
  readonly within: string;
  readonly trees: readonly WritableProperty[];
}

function insideOf({ options, properties, model }: WriteModel): Inside | undefined {
  const { within } = options;
  return within === undefined
    ? undefined
    : { within, trees: properties.filter(({ references }) => references?.() === model) };
}

/**
 * Refuses drafts that would lead out of the record inside which they stand: a narrower term is in the taxonomy of the broader one. At most two statements
 * for each reference to the own type, however many drafts there are, and none unless a draft changes where a stored record stands.
 */
export async function refuseLeaving(unit: Unit, record: WriteModel, drafts: readonly Draft[]): Promise<void> {
  const inside = insideOf(record);
  if (!inside) return;
  for (const { property } of inside.trees) {
    const parents = await storedParents(unit, record, property, drafts, inside);
    for (const draft of drafts) refuseOuterParent(draft, record, property, inside, parents);
    await refuseLeftBehind(unit, record, property, drafts, inside);
  }
}

/** Refuses to merge records that stand inside different ones. */
export function refuseMergeAcross(draft: Draft, { model, options }: WriteModel, one: Values, other: Values): void {
  const { within } = options;
  if (within === undefined || one[within] === other[within]) return;
  draft.refuse(
    'CONFLICT',
    'intoId',
    `The ${model.options.plural} have different values of ${within}; give both the same one first, or choose another record.`,
  );
}

/** The parents of records that move without them. Those that a draft gives are locked already. */
async function storedParents(
  unit: Unit,
  { model }: WriteModel,
  property: string,
  drafts: readonly Draft[],
  { within }: Inside,
): Promise<ReadonlyMap<string, StoredRow>> {
  const ids = drafts.flatMap((draft) => {
    const id = draft.whole[property];
    return moves(draft, within) && !draft.references.has(property) && typeof id === 'string' ? [id] : [];
  });
  return unit.lock(model, ids, 'SHARE');
}

function refuseOuterParent(
  draft: Draft,
  { model }: WriteModel,
  property: string,
  { within }: Inside,
  parents: ReadonlyMap<string, StoredRow>,
): void {
  const { whole, references } = draft;
  const parent = references.get(property) ?? parents.get(String(whole[property]));
  if (!parent || typeof whole[within] !== 'string' || parent[within] === whole[within]) return;
  const name = references.has(property) ? givenName(draft, property) : givenName(draft, within);
  draft.refuse(
    'INVALID',
    name,
    `${property} leads to ${model.options.noun} with another ${within}; choose one with the same ${within}.`,
  );
}

/** Refuses to move a record away from the current records that lead to it. */
async function refuseLeftBehind(
  unit: Unit,
  { model }: WriteModel,
  property: string,
  drafts: readonly Draft[],
  { within }: Inside,
): Promise<void> {
  const moving = new Map(drafts.filter((draft) => moves(draft, within)).map((draft) => [draft.current?.id, draft]));
  if (moving.size === 0) return;
  const parent = model.column(property).name;
  // SQL: only whether there are such records matters, so it selects each id once and no entities.
  const { rows } = await unit.client.query<{ parent: string }>(
    `SELECT DISTINCT ${parent} AS parent FROM ${model.table} WHERE ${parent} = ANY($1::uuid[]) AND archived_at IS NULL`,
    [[...moving.keys()]],
  );
  for (const row of rows) {
    const draft = moving.get(row.parent);
    draft?.refuse(
      'CONFLICT',
      givenName(draft, within),
      `Other ${model.options.plural} lead to this one by ${property} and would stay behind; first give them another ${property}.`,
    );
  }
}

/** Whether a stored record would stand inside another one. */
function moves({ current, values }: Draft, within: string): boolean {
  return current !== undefined && within in values && values[within] !== current[within];
}
