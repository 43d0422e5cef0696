import { groupedBy } from '../../platform/grouped-by';
import {
  citableIn,
  enterCitation,
  isSame,
  lockCited,
  type Cited,
  type GivenCitation,
  type LinkModel,
  type StoredRow,
  type Unit,
  type Values,
  type WriteModel,
} from '../../platform/writing';

/** A citation to add. */
interface Missing {
  readonly id: string;
  readonly values: Values;
}

/**
 * Adds citations to records and links. To those that are stored already, it adds them as a change of their own. If such a record has another value
 * by now, the citation contradicts it, and says so.
 * @param made the rows that the same unit of work makes, by id
 */
export async function cite(
  unit: Unit,
  missing: readonly Missing[],
  made: ReadonlyMap<string, StoredRow>,
): Promise<void> {
  for (const [type, group] of groupedBy(missing, ({ values }) => values.recordType)) {
    const written = [...unit.types.records, ...unit.types.links].find(({ model }) => model.table === type);
    if (!written) continue;
    const byRecord = groupedBy(group, ({ values }) => String(values.recordId));
    const stored = [...byRecord.keys()].filter((id) => !made.has(id));
    const cited = await lockCited(unit, written, stored);
    await unit.citations?.load(stored);
    for (const [id, those] of byRecord) give(unit, written, made.get(id) ?? cited.get(id), those);
  }
}

function give(
  unit: Unit,
  written: WriteModel | LinkModel,
  to: StoredRow | Cited | undefined,
  missing: readonly Missing[],
): void {
  if (!to) return;
  const row = 'row' in to ? (to as Cited).row : to;
  const given = missing.map((one) => givenOf(written, row, one));
  const isNews = unit.citations?.give(row.id, given, new Set());
  if (isNews && 'row' in to) enterCitation(unit, to as Cited, 'CITED');
}

function givenOf(written: WriteModel | LinkModel, row: StoredRow, { id, values }: Missing): GivenCitation {
  const { field, sourceId, value, recordType: _type, recordId: _record, ...passage } = values;
  const fact = citableIn(written).find((one) => one.field === field);
  const agrees = isSame(value, fact && row[fact.property.property]);
  return { id, fact, sourceId: String(sourceId), passage, value: value ?? null, agrees };
}
