import { isUuid } from '../../../uuid';
import type { Draft } from '../../rules/draft';
import { notFound } from '../../rules/named-records';
import { lockRows, type StoredRow } from '../../unit/stored-rows';
import { refuseArchived, refuseStale } from '../save';
import type { Unit } from '../../unit/unit';
import { NaturalKeys } from './natural-keys';
import { findIdentified } from './upserted-identifiers';
import type { WriteModel } from '../../model/write-model';

/**
 * Finds and locks the records of drafts: by id, by identifier, by natural key. A record that is not found is new. Two statements, and one for each
 * reference in the natural key that can be given by slug or can be merged.
 */
export async function findUpserted(unit: Unit, record: WriteModel, drafts: readonly Draft[]): Promise<void> {
  const identified = await findIdentified(unit, record, drafts);
  const keys = await NaturalKeys.of(unit, record, drafts);
  const rows = await lockFound(unit, record, drafts, keys, [...identified.values()]);
  const taken = new Set<string>();
  for (const draft of drafts) {
    const { name, row, key } = currentOf(record, draft, rows, identified, keys);
    if (!row) {
      missed(record, draft, name, key);
      continue;
    }
    if (taken.has(row.id))
      draft.refuse('INVALID', name, 'Another item is about the same record; give each record once.');
    taken.add(row.id);
    draft.current = row;
    draft.id = row.id;
    refuseStale(draft);
    refuseArchived(draft, name);
  }
}

/** A record that is not found is created, unless the client expects it to exist. @param key the natural key by which it was looked for */
function missed(record: WriteModel, draft: Draft, name: string, key: string | undefined): void {
  const { id, expectedVersion } = draft.input;
  if (name === 'id') {
    draft.refuseId('id', id, notFound(record.model, { key: 'id', value: String(id) }));
  } else if (typeof expectedVersion === 'number') {
    draft.refuse('NOT_FOUND', 'expectedVersion', 'There is no such record; leave out expectedVersion to create it.');
  }
  if (key !== undefined) draft.soughtBy = record.options.naturalKey.join();
}

interface Found {
  readonly byId: ReadonlyMap<string, StoredRow>;
  readonly byKey: ReadonlyMap<string, StoredRow>;
}

interface Current {
  /** The input by which it was looked for, for errors. */
  readonly name: string;
  readonly row: StoredRow | undefined;
  /** The natural key, if it was looked for by that. */
  readonly key?: string | undefined;
}

function currentOf(
  record: WriteModel,
  draft: Draft,
  { byId, byKey }: Found,
  identified: ReadonlyMap<Draft, string>,
  keys: NaturalKeys,
): Current {
  const { id } = draft.input;
  if (typeof id === 'string') return { name: 'id', row: byId.get(id.toLowerCase()) };
  const known = identified.get(draft);
  if (known !== undefined) return { name: 'identifier', row: byId.get(known) };
  const key = keys.ofDraft(draft);
  return { name: record.options.naturalKey.at(-1) ?? 'id', row: byKey.get(key ?? ''), key };
}

async function lockFound(
  unit: Unit,
  record: WriteModel,
  drafts: readonly Draft[],
  keys: NaturalKeys,
  known: readonly string[],
): Promise<Found> {
  const ids = drafts.flatMap(({ input: { id } }) => (isUuid(id) ? [id.toLowerCase()] : []));
  const given = drafts.flatMap((draft) => keys.ofDraft(draft) ?? []);
  const condition = `id = ANY($1::uuid[] || ARRAY(${keys.idsSql('$2::text[]')}))`;
  const rows = await lockRows(unit, record.model, condition, [[...ids, ...known], given]);
  return {
    byId: new Map(rows.map((row) => [row.id, row])),
    byKey: new Map([...rows].sort(livingLast).flatMap((row) => keyed(keys, row))),
  };
}

/** If several rows have the same key, the last one is found. */
function livingLast(one: StoredRow, other: StoredRow): number {
  return Number(!one.archivedAt) - Number(!other.archivedAt);
}

function keyed(keys: NaturalKeys, row: StoredRow): [string, StoredRow][] {
  const key = keys.ofRow(row);
  return key === undefined ? [] : [[key, row]];
}
