import { normalText } from '../../platform/text';
import type { Fault } from './dataset.faults';
import type { DatasetFile, Path } from './dataset.reader';

/** The lists that a file may hold; any list may be in any file, and be spread over several. */
export const SECTIONS = ['sources', 'organizations', 'cores', 'programs', 'contacts', 'taxonomies'] as const;
export type Section = (typeof SECTIONS)[number];

/** A part of a file as written, before anything is known about its form. */
export interface Part {
  section: string;
  file: DatasetFile;
  path: Path;
  value: unknown;
}

/** A record as written. */
export interface Entry extends Part {
  section: Section;
}

export function entriesOf(file: DatasetFile): Entry[] {
  return SECTIONS.flatMap((section) =>
    listAt(file.content, section).map((value, index) => ({ section, file, path: [section, index], value })),
  );
}

/** What a value says, whether it is written plainly or as `{ is: value, cite: ... }`. Undefined when it is not there. */
export function valueAt(holder: unknown, ...path: string[]): unknown {
  const found = path.reduce<unknown>((inner, key) => (isRecord(inner) ? inner[key] : undefined), holder);
  return isRecord(found) && 'is' in found ? found['is'] : found;
}

export function textAt(holder: unknown, ...path: string[]): string | undefined {
  const value = valueAt(holder, ...path);
  return typeof value === 'string' ? normalText(value) : undefined;
}

export function listAt(holder: unknown, key: string): unknown[] {
  const value = valueAt(holder, key);
  return Array.isArray(value) ? (value as unknown[]) : [];
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A fault at a place inside a record, told with the record's name: `organizations "chop", parent: ...`. */
export function faultIn(entry: Part, path: Path, message: string): Fault {
  const name = textAt(entry.value, 'slug') ?? textAt(entry.value, 'key');
  const inside = path
    .filter((step) => step !== 'is')
    .map(readable)
    .join('.');
  const place = [name ? `${entry.section} "${name}"` : entry.section, inside].filter(Boolean).join(', ');
  return { file: entry.file.name, line: lineIn(entry, path), message: `${place}: ${message}` };
}

/** People count the items of a list from 1. */
function readable(step: PropertyKey): string {
  return typeof step === 'number' ? `#${step + 1}` : String(step);
}

export function lineIn(entry: Part, path: Path): number {
  return entry.file.lineOf([...entry.path, ...path]);
}
