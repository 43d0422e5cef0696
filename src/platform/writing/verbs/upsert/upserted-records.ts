import { foldedSql, type Model } from '../../../reading';
import { isStorable } from '../../../text';
import { isUuid } from '../../../uuid';
import type { Draft } from '../../rules/draft';
import { notFound } from '../../rules/named-records';
import { lockRows, type StoredRow } from '../../unit/stored-rows';
import { refuseArchived, refuseStale } from '../save';
import type { Unit } from '../../unit/unit';
import { findIdentified } from './upserted-identifiers';
import type { Unique, WriteModel } from '../../model/write-model';

/** Finds and locks the records of drafts in two statements: by id, by identifier, by natural key. A record that is not found is new. */
export async function findUpserted(unit: Unit, record: WriteModel, drafts: readonly Draft[]): Promise<void> {
  const identified = await findIdentified(unit, record, drafts);
  const rows = await lockFound(unit, record, drafts, [...identified.values()]);
  const taken = new Set<string>();
  for (const draft of drafts) {
    const [name, row] = currentOf(record, draft, rows, identified);
    if (!row) {
      missed(record, draft, name);
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

/** A record that is not found is created, unless the client expects it to exist. */
function missed(record: WriteModel, draft: Draft, name: string): void {
  const { id, expectedVersion } = draft.input;
  if (name === 'id') {
    draft.refuseId('id', id, notFound(record.model, { key: 'id', value: String(id) }));
  } else if (typeof expectedVersion === 'number') {
    draft.refuse('NOT_FOUND', 'expectedVersion', 'There is no such record; leave out expectedVersion to create it.');
  }
  if (draft.input[name] !== undefined) draft.soughtBy = name;
}

interface Found {
  readonly byId: ReadonlyMap<string, StoredRow>;
  readonly byKey: ReadonlyMap<string, StoredRow>;
}

function currentOf(
  record: WriteModel,
  draft: Draft,
  { byId, byKey }: Found,
  identified: ReadonlyMap<Draft, string>,
): [name: string, row: StoredRow | undefined] {
  const { naturalKey } = record.options;
  const { id } = draft.input;
  if (typeof id === 'string') return ['id', byId.get(id.toLowerCase())];
  const known = identified.get(draft);
  if (known !== undefined) return ['identifier', byId.get(known)];
  return [naturalKey, byKey.get(comparable(record, draft.input[naturalKey]) ?? '')];
}

async function lockFound(
  unit: Unit,
  record: WriteModel,
  drafts: readonly Draft[],
  known: readonly string[],
): Promise<Found> {
  const { model, options } = record;
  const ids = drafts.flatMap(({ input: { id } }) => (isUuid(id) ? [id.toLowerCase()] : []));
  const keys = drafts.flatMap(({ input }) => comparable(record, input[options.naturalKey]) ?? []);
  const column = model.column(options.naturalKey).name;
  const { ignoresCase, livingOnly } = uniqueOf(record);
  const byKey = `${ignoresCase ? foldedSql(column) : column} = ANY($2::text[])${livingOnly ? ` AND ${claiming(model)}` : ''}`;
  const rows = await lockRows(unit, model, `id = ANY($1::uuid[]) OR (${byKey})`, [[...ids, ...known], keys]);
  return {
    byId: new Map(rows.map((row) => [row.id, row])),
    byKey: new Map([...rows].sort(livingLast).flatMap((row) => keyed(record, row))),
  };
}

/** The rows that a key can find: current rows, and merged rows, which lead to another record. Archived rows are not found. */
function claiming({ options }: Model): string {
  return options.mergeable ? '(archived_at IS NULL OR merged_into_id IS NOT NULL)' : 'archived_at IS NULL';
}

/** If several rows have the same key, the last one is found. */
function livingLast(one: StoredRow, other: StoredRow): number {
  return Number(!one.archivedAt) - Number(!other.archivedAt);
}

function keyed(record: WriteModel, row: StoredRow): [string, StoredRow][] {
  if (uniqueOf(record).livingOnly && row.archivedAt && !row.mergedIntoId) return [];
  const key = comparable(record, row[record.options.naturalKey]);
  return key === undefined ? [] : [[key, row]];
}

function comparable(record: WriteModel, value: unknown): string | undefined {
  if (typeof value !== 'string' || !isStorable(value)) return undefined;
  return uniqueOf(record).ignoresCase ? value.toLowerCase() : value;
}

function uniqueOf({ options }: WriteModel): Unique {
  const { naturalKey, unique } = options;
  return unique.find(({ properties }) => properties.join() === naturalKey) ?? { properties: [naturalKey] };
}
