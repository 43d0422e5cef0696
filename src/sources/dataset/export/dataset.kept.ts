import type { Model } from '../../../platform/reading';
import type { WritableProperty } from '../../../platform/writing';
import { ownKeys } from './dataset.keys';
import type { LeftOut } from './dataset.left-out';
import type { DatasetShape, RecordShape } from '../dataset.shape';
import type { TableRow, Tables } from './dataset.tables';
import { accepts, keyForm, valueForm } from '../dataset.values';

/** The records that are exported, by their ids. */
export class Kept {
  private readonly records = new Map<Model, Map<string, KeptRecord>>();

  of(model: Model): readonly KeptRecord[] {
    return [...(this.records.get(model)?.values() ?? [])];
  }

  get(model: Model, id: unknown): KeptRecord | undefined {
    return this.records.get(model)?.get(String(id));
  }

  add(model: Model, record: KeptRecord): void {
    this.records.set(model, (this.records.get(model) ?? new Map<string, KeptRecord>()).set(record.row.id, record));
  }

  remove(model: Model, { row }: KeptRecord): void {
    this.records.get(model)?.delete(row.id);
  }
}

export interface KeptRecord {
  readonly row: TableRow;
  /** What the files call it by, inside its holder if it has one. */
  readonly own: string;
  /** The record that it stands inside. */
  readonly holder: KeptRecord | undefined;
}

/** What other records call it by: `audiences:residents`. */
export function keyOf({ own, holder }: KeptRecord): string {
  return holder ? `${keyOf(holder)}:${own}` : own;
}

/** All current records that can be written down; of every other one it is said why it is left out. */
export function keptRecords(shape: DatasetShape, tables: Tables, leftOut: LeftOut): Kept {
  const kept = new Kept();
  for (const type of shape.records) {
    const { model } = type.record;
    const rows = tables.get(model) ?? [];
    const current = rows.filter((row) => isCurrent(model, row, leftOut));
    const keys = ownKeys(type, current);
    for (const row of current) {
      const own = keys.get(row.id) ?? '';
      const why = faultOf(type, row, own);
      if (why) leftOut.say(model, row, why);
      else kept.add(model, { row, own, holder: holderOf(type, row, kept) });
    }
  }
  while (shape.records.some((type) => removeStrays(type, kept, leftOut)));
  return kept;
}

function isCurrent(model: Model, row: TableRow, leftOut: LeftOut): boolean {
  if (typeof row['mergedIntoId'] === 'string') leftOut.say(model, row, 'it is merged into another record');
  else if (row['archivedAt'] !== undefined) leftOut.say(model, row, 'it is archived');
  else return true;
  return false;
}

function holderOf({ record, within }: RecordShape, row: TableRow, kept: Kept): KeptRecord | undefined {
  const { within: property } = record.options;
  return within && property ? kept.get(within, row[property]) : undefined;
}

/** Why a record cannot be read again, whatever others there are. */
function faultOf({ record, key, fields }: RecordShape, row: TableRow, own: string): string | undefined {
  const property = record.properties.find((each) => each.property === key);
  if (!(property ? valueForm(property) : keyForm).safeParse(own).success)
    return `its ${key} breaks the rule for it; correct it`;
  const missing = fields.find(
    ({ required, property: { property: name, references } }) => required && !references && row[name] === undefined,
  );
  if (missing) return `it has no ${missing.name}, which a dataset must give`;
  const broken = fields.find((field) => field.required && !accepts(field.property, row[field.property.property]));
  if (broken) return `its ${broken.name} breaks the rule for it; correct it`;
  const [fault] = record.options.check?.(row) ?? [];
  return fault?.[1].replace(/\.$/, '');
}

/** Removes the records that cannot do without one that is left out. @returns whether there were some */
function removeStrays({ record, within, fields }: RecordShape, kept: Kept, leftOut: LeftOut): boolean {
  const needed = fields.filter(({ required, property }) => required && property.references);
  const strays = kept.of(record.model).flatMap((each) => {
    if (within && (!each.holder || !kept.get(within, each.holder.row.id)))
      return [{ each, why: `its ${within.type} is left out` }];
    const lost = needed.find(({ property }) => !kept.get(target(property), each.row[property.property]));
    return lost ? [{ each, why: `its ${lost.name} is left out` }] : [];
  });
  for (const { each, why } of strays) {
    kept.remove(record.model, each);
    leftOut.say(record.model, each.row, why);
  }
  return strays.length > 0;
}

function target({ references }: WritableProperty): Model {
  if (!references) throw new TypeError('Only a reference has a target.');
  return references();
}
