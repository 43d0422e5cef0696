import { sources } from '../../source.entity';
import type { WrittenCites } from './dataset.cites';
import { keyOf, type Kept, type KeptRecord } from './dataset.kept';
import type { LeftOut } from './dataset.left-out';
import type { Content, WrittenLinks } from './dataset.links';
import { partsOf, type DatasetShape, type FieldShape, type RecordShape } from '../dataset.shape';
import type { TableRow } from './dataset.tables';
import { accepts, isImplied } from '../dataset.values';

/** What the files are made of. */
export interface Sheets {
  readonly shape: DatasetShape;
  readonly kept: Kept;
  readonly cites: WrittenCites;
  readonly links: WrittenLinks;
  readonly leftOut: LeftOut;
}

/** The records of a type, in the order of their keys; of a type that stands inside another, those of the holder. */
export function recordsOf(type: RecordShape, sheets: Sheets, holder?: KeptRecord): Content[] {
  return sheets.kept
    .of(type.record.model)
    .filter((record) => record.holder === holder)
    .sort((a, b) => (a.own < b.own ? -1 : 1))
    .map((record) => contentOf(type, record, sheets));
}

function contentOf(type: RecordShape, record: KeptRecord, sheets: Sheets): Content {
  const { shape, cites, leftOut } = sheets;
  const { model } = type.record;
  const isCited = model.options.cited !== false;
  const { row, own } = record;
  const found = cites.of(model, row);
  const entries = type.fields.flatMap((field) => {
    const value = fieldValue(type, field, row, sheets);
    const isOwn = isCited && (field.cited || found.has(field.name));
    if (value === undefined || (!isOwn && isImplied(field, value))) return [];
    return [
      [
        field.name,
        isOwn
          ? { is: value, cite: found.take(field.name, (given) => writtenValue(field, given, sheets) ?? given) }
          : value,
      ],
    ];
  });
  const whole = isCited ? [['cite', found.take(null)]] : [];
  found.sayRest();
  leftOut.sayPlaceless(model, row, [type.key, ...type.record.properties.map(({ property }) => property)]);
  return Object.fromEntries([
    [type.key, own],
    ...entries,
    ...whole,
    ...(model === sources ? [['lines', cites.lastLineOf(keyOf(record))]] : []),
    ...lists(partsOf(shape, model).map((part) => [part.list, recordsOf(part, sheets, record)] as const)),
    ...lists(type.links.map((link) => [link.list, sheets.links.take(link, record)] as const)),
  ]) as Content;
}

/** The value as the files have it, or undefined where there is none to write. */
function fieldValue({ record }: RecordShape, field: FieldShape, row: TableRow, { kept, leftOut }: Sheets): unknown {
  const { property, name } = field;
  const { references, initial, derived } = property;
  const value = row[property.property];
  const refuse = (why: string): undefined => leftOut.say(record.model, row, `its ${name} ${why}`);
  if (value === undefined) {
    const isGivenLater = initial !== undefined || derived !== undefined;
    return isGivenLater ? refuse('has no value, but would get one when it is loaded') : undefined;
  }
  if (!references) return accepts(property, value) ? value : refuse('breaks the rule for it; correct it');
  return writtenValue(field, value, { kept }) ?? refuse('leads to a record that is left out');
}

/** A reference as the files write it; undefined if its record is left out. */
function writtenValue({ property }: FieldShape, value: unknown, { kept }: Pick<Sheets, 'kept'>): unknown {
  if (!property.references) return value;
  const target = kept.get(property.references(), value);
  return target && keyOf(target);
}

function lists(given: readonly (readonly [string, unknown])[]): (readonly [string, unknown])[] {
  return given.filter(([, list]) => (Array.isArray(list) ? list.length > 0 : list !== undefined));
}
