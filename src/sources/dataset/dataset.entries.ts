import { writtenText } from '../../platform/text';
import type { Fault } from './dataset.faults';
import type { DatasetFile, Path } from './dataset.reader';
import { partsOf, sectionsOf, type DatasetShape, type RecordShape } from './dataset.shape';

/** A part of a file as written, before it is validated. */
export interface Part {
  readonly file: DatasetFile;
  /** Its name in messages: `organizations "chop"`. */
  readonly title: string;
  readonly path: Path;
  readonly value: unknown;
}

/** A record as written: in a list of the file, or within another record. */
export interface Entry extends Part {
  readonly shape: RecordShape;
  /** The key by which other records refer to it; `audiences:residents` for a record within another one. Undefined if it has no key. */
  readonly key: string | undefined;
  /** The record that contains it. */
  readonly holder: Entry | undefined;
}

export function entriesOf(shape: DatasetShape, file: DatasetFile): Entry[] {
  return sectionsOf(shape).flatMap((section) =>
    listAt(file.content, section.list).flatMap((value, index): Entry[] => {
      const key = textAt(value, section.key);
      const title = key ? `${section.list} "${key}"` : section.list;
      const path = [section.list, index];
      return withParts(shape, { shape: section, file, title, path, value, key, holder: undefined });
    }),
  );
}

function withParts(shape: DatasetShape, holder: Entry): Entry[] {
  const parts = partsOf(shape, holder.shape.record.model).flatMap((part) =>
    listAt(holder.value, part.list).flatMap((value, index): Entry[] => {
      const own = textAt(value, part.key);
      const key = own === undefined || holder.key === undefined ? undefined : `${holder.key}:${own}`;
      const { file, title } = holder;
      return withParts(shape, {
        shape: part,
        file,
        title,
        path: [...holder.path, part.list, index],
        value,
        key,
        holder,
      });
    }),
  );
  return [holder, ...parts];
}

/** The value of a key, written either directly or as `{ is: value, cite: ... }`. Undefined if it is absent. */
export function valueAt(holder: unknown, key: string): unknown {
  const found = isRecord(holder) ? holder[key] : undefined;
  return isRecord(found) && 'is' in found ? found['is'] : found;
}

/** The value as a text, if it is a text or a number. */
export function textAt(holder: unknown, key: string): string | undefined {
  const value = valueAt(holder, key);
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? writtenText(value) : undefined;
}

export function listAt(holder: unknown, key: string): unknown[] {
  const value = valueAt(holder, key);
  return Array.isArray(value) ? (value as unknown[]) : [];
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A fault at a place within a part, with the title of the part: `organizations "chop", parent: ...`. */
export function faultIn({ file, title, path: start }: Part, path: Path, message: string): Fault {
  // The title already says which list and which record.
  const inside = [...start.slice(2), ...path].filter((step) => step !== 'is' && step !== 'at').map(readable);
  const place = [title, inside.join('.')].filter(Boolean).join(', ');
  return { file: file.name, line: file.lineOf([...start, ...path]), message: `${place}: ${message}` };
}

/** People count the items of a list from 1. */
function readable(step: PropertyKey): string {
  return typeof step === 'number' ? `#${step + 1}` : String(step);
}
