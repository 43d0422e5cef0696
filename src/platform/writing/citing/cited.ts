import type { Model } from '../../reading';
import { groupedBy } from '../../grouped-by';
import type { LinkModel } from '../model/link-model';
import type { WriteModel } from '../model/write-model';
import { Overtaken } from '../unit/overtaken';
import type { StoredRow } from '../unit/stored-rows';
import type { Unit } from '../unit/unit';
import { logLink, type CitationKind } from '../verbs/link/logged-link';
import { isSame } from './facts';

/** A record or link whose citations change by themselves. */
export interface Cited {
  readonly written: WriteModel | LinkModel;
  readonly row: StoredRow;
  /** Finds the records at the ends of a link. */
  readonly endOf: (id: unknown) => StoredRow | undefined;
}

/** Locks records; of links, first the records whose histories have them. @returns those that exist, by id */
export async function lockCited(
  unit: Unit,
  written: WriteModel | LinkModel,
  ids: readonly string[],
): Promise<Map<string, Cited>> {
  const ends = 'recordType' in written ? new Map<string, StoredRow>() : await lockEnds(unit, written, ids);
  const rows = await unit.lock(written.model, ids);
  for (const row of rows.values()) refuseMoved(written, row, ends);
  const endOf = (id: unknown): StoredRow | undefined => ends.get(String(id));
  return new Map([...rows].map(([id, row]) => [id, { written, row, endOf }]));
}

/** Adds the change to which the unit adds citations: to the record, or to the owners of the link. */
export function enterCitation(unit: Unit, { written, row, endOf }: Cited, kind: CitationKind): void {
  if ('recordType' in written)
    return unit.enter(written, row, { kind, fields: [], visibility: written.visibilityOf(row, row) });
  unit.changePart(written.model, row, {});
  logLink(unit, written, { id: row.id, kind, before: row, after: row }, endOf);
}

/** Locks the records at the ends of links, with one statement for each type. */
async function lockEnds(
  unit: Unit,
  { model, options }: LinkModel,
  ids: readonly string[],
): Promise<Map<string, StoredRow>> {
  const columns = options.ends.map(({ property }) => `${model.column(property).name} AS "${property}"`);
  const { rows } =
    ids.length === 0
      ? { rows: [] }
      : await unit.client.query<Record<string, string | null>>(
          `SELECT ${columns.join(', ')} FROM ${model.table} WHERE id = ANY($1::uuid[])`,
          [ids],
        );
  const found = new Map<string, StoredRow>();
  for (const [end, properties] of groupedBy(options.ends, (one): Model => one.model)) {
    const wanted = rows.flatMap((row) => properties.flatMap(({ property }) => row[property] ?? []));
    for (const [id, row] of await unit.lock(end, [...new Set(wanted)])) found.set(id, row);
  }
  return found;
}

/** @throws Overtaken if another writer has moved the link meanwhile */
function refuseMoved(written: WriteModel | LinkModel, row: StoredRow, ends: ReadonlyMap<string, StoredRow>): void {
  if ('recordType' in written) return;
  const isKnown = (id: unknown): boolean => isSame(id, null) || ends.has(String(id));
  if (!written.options.ends.every(({ property }) => isKnown(row[property]))) throw new Overtaken('link');
}
