import type { LinkModel } from '../../model/link-model';
import { snakeCase } from '../../../naming';
import type { Merge } from './merge';
import { lockRows, type StoredRow, type Values } from '../../unit/stored-rows';
import type { Unit } from '../../unit/unit';
import { hasValue, isSame } from '../../citing/facts';
import { logLink, type LinkChange } from '../link/logged-link';

/** What happens to a link of the loser. */
interface Move {
  readonly before: StoredRow;
  /** The id of the link that the winner has afterwards. */
  readonly id: string;
  /** The link with the winner in place of the loser; undefined if the winner already has such a link, or would be linked to itself. */
  readonly after: Values | undefined;
  /** The same link of the winner, if that changes. */
  readonly twin?: LinkChange;
}

/**
 * Moves the loser's current links to the winner. A link that the winner already has is removed from the loser; that of the winner gets what it lacks: values, and
 * what supports those that both have.
 */
export async function moveLinks(unit: Unit, merged: Merge): Promise<void> {
  for (const link of unit.types.linksOf(merged.record.model)) {
    const moves = await movesOf(unit, link, merged);
    if (moves.length === 0) continue;
    const ends = await lockEnds(unit, link, merged, moves);
    for (const move of moves) logMove(unit, link, move, ends);
  }
}

async function movesOf(unit: Unit, link: LinkModel, merged: Merge): Promise<Move[]> {
  const { loser, winner, record } = merged;
  const ends = link.options.ends.filter(({ model }) => model === record.model).map(({ property }) => property);
  const condition = ends.map((property) => `${snakeCase(property)} = ANY($1::uuid[])`).join(' OR ');
  const rows = await lockRows(unit, link.model, condition, [[loser.id, winner.id]]);
  const byKey = new Map(rows.map((row) => [keyOf(link, row), row]));
  await unit.citations?.load(rows.map(({ id }) => id));
  const losing = rows.filter((row) => !row.archivedAt && ends.some((property) => row[property] === loser.id));
  return losing.map((before) => {
    const leading = Object.fromEntries(ends.map((end) => [end, before[end] === loser.id ? winner.id : before[end]]));
    return moveOne(unit, link, before, { ...before, ...leading }, byKey);
  });
}

function moveOne(unit: Unit, link: LinkModel, before: StoredRow, after: Values, byKey: Map<string, StoredRow>): Move {
  const found = byKey.get(keyOf(link, after));
  const twin = found === before ? undefined : found;
  const isLoop = link.isLoop(after);
  if (!twin && !isLoop) {
    unit.changePart(
      link.model,
      before,
      Object.fromEntries(link.options.ends.map(({ property }) => [property, after[property] ?? null])),
    );
    byKey.set(keyOf(link, after), before);
    return { id: before.id, before, after };
  }
  unit.changePart(link.model, before, { archivedAt: new Date().toISOString() });
  const removed = { id: before.id, before, after: undefined };
  if (isLoop || !twin) return removed;
  if (!twin.archivedAt) return { ...removed, ...completed(unit, link, before, twin) };
  const data = Object.fromEntries(link.data.map(({ property }) => [property, before[property]]));
  unit.changePart(link.model, twin, { ...data, archivedAt: null });
  unit.citations?.takeAll(twin.id, before.id);
  return { id: twin.id, before, after };
}

/** What the winner's link gets from the loser's. Values only together, and only if it has none that differ: their dates belong together. */
function completed(unit: Unit, link: LinkModel, before: StoredRow, twin: StoredRow): Pick<Move, 'twin'> {
  const data = link.data.filter(({ isFact }) => isFact !== false).map(({ property }) => property);
  const missing = data.filter((property) => !hasValue(twin[property]) && hasValue(before[property]));
  const differ = data.some((property) => hasValue(twin[property]) && !isSame(twin[property], before[property]));
  const added = differ ? [] : missing;
  const isCited = unit.citations?.share(link, before, twin, new Set(added)) === true;
  if (added.length === 0 && !isCited) return {};
  const values = Object.fromEntries(added.map((property) => [property, before[property]]));
  unit.changePart(link.model, twin, values);
  const kind = added.length === 0 ? 'CITED' : undefined;
  return { twin: { id: twin.id, kind, before: twin, after: { ...twin, ...values } } };
}

function keyOf(link: LinkModel, row: Values): string {
  return JSON.stringify(link.identity.map((property) => row[property] ?? null));
}

/** Locks the records whose logs have the links, and reads those that have a visibility. */
async function lockEnds(
  unit: Unit,
  link: LinkModel,
  { loser, winner }: Merge,
  moves: readonly Move[],
): Promise<Map<string, StoredRow>> {
  const rows = new Map<string, StoredRow>([loser, winner].map((row) => [row.id, row]));
  for (const { model, property, field } of link.options.ends) {
    if (field === undefined && !unit.types.recordOf(model)?.options.visibility) continue;
    const ids = moves.flatMap(({ before }) => (typeof before[property] === 'string' ? [before[property]] : []));
    const unknown = [...new Set(ids)].filter((id) => !rows.has(id));
    for (const row of (await unit.lock(model, unknown)).values()) rows.set(row.id, row);
  }
  return rows;
}

/**
 * Logs that the link to the winner begins and the link to the loser ends, each with all owners of the link: the loser's log keeps its
 * past, and each change has the visibility of its own record. The beginning comes first, so that a follower of both records never misses the link.
 */
function logMove(
  unit: Unit,
  link: LinkModel,
  { id, before, after, twin }: Move,
  rows: ReadonlyMap<string, StoredRow>,
): void {
  const rowOf = (end: unknown): StoredRow | undefined => rows.get(String(end));
  if (twin) logLink(unit, link, twin, rowOf);
  logLink(unit, link, { id, after }, rowOf);
  logLink(unit, link, { id: before.id, before }, rowOf);
}
