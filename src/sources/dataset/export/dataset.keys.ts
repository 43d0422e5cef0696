import { fieldName } from '../../../platform/naming';
import { rules } from '../../../platform/writing';
import { recordName, seedId } from '../dataset.names';
import type { RecordShape } from '../dataset.shape';
import type { TableRow } from './dataset.tables';

/** What the files call each record by, by its id. Of a record that stands inside another, only its own part. */
export function ownKeys(type: RecordShape, rows: readonly TableRow[]): ReadonlyMap<string, string> {
  const { record, key } = type;
  if (!record.model.columns.has(key)) return madeKeys(type, rows);
  return new Map(rows.map((row) => [row.id, String(row[key])]));
}

/**
 * Keys for records that have none in the hub, made from their names: `jane-doe`, `jane-doe-2`. A record that was loaded under such a key keeps it,
 * so that an export of what was loaded is the same again.
 */
function madeKeys({ record }: RecordShape, rows: readonly TableRow[]): ReadonlyMap<string, string> {
  const bases = new Map(rows.map((row) => [row, baseOf(record, row)]));
  const offered = candidates([...bases.values()]);
  const keys = new Map<string, string>();
  const taken = new Set<string>();
  const take = (row: TableRow, key: string | undefined): void => {
    if (key === undefined) return;
    keys.set(row.id, key);
    taken.add(key);
  };
  for (const [row, base] of bases)
    take(
      row,
      offered(base).find((key) => seedId(recordName(record, key)) === row.id),
    );
  for (const [row, base] of inOrder(bases)) {
    if (!keys.has(row.id))
      take(
        row,
        offered(base).find((key) => !taken.has(key)),
      );
  }
  return keys;
}

type Candidates = (base: string) => readonly string[];

/** As many keys for each base as can be needed: `a-2` may be the base of another record. */
function candidates(bases: readonly string[]): Candidates {
  const counts = new Map<string, number>();
  const add = (base: string): void => void counts.set(base, (counts.get(base) ?? 0) + 1);
  for (const base of bases) {
    add(base);
    const stem = base.replace(/-\d+$/, '');
    if (stem !== base) add(stem);
  }
  return (base) => {
    const more = Array.from({ length: counts.get(base) ?? 0 }, (_none, index) => `${base}-${index + 2}`);
    return [base, ...more];
  };
}

function baseOf({ model, options }: RecordShape['record'], row: TableRow): string {
  const named = [model.options.label, ...options.naturalKey].map((property) => row[property ?? '']);
  const bases = named.flatMap((value) => (typeof value === 'string' ? [rules.slugOf(value)] : []));
  const base = bases.find((each) => each !== '') ?? rules.slugOf(fieldName(model.type));
  // Room for a number after it.
  return base.slice(0, 90).replace(/-$/, '');
}

/** By what the records say, so that equal records are numbered alike wherever they are. */
function inOrder(bases: ReadonlyMap<TableRow, string>): [TableRow, string][] {
  const text = ({ id, ...values }: TableRow): string => `${JSON.stringify(values)} ${id}`;
  const texts = new Map([...bases.keys()].map((row) => [row, text(row)]));
  return [...bases].sort(([a], [b]) => (String(texts.get(a)) < String(texts.get(b)) ? -1 : 1));
}
