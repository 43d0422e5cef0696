import type { FileColumn } from './file-columns';
import type { FileRow } from './files';

/** Separates the values of a list in one cell. */
const SEPARATOR = '; ';
/** Types whose values are numbers: a minus in front is no formula. */
const NUMBERS: ReadonlySet<string> = new Set(['Int', 'Float', 'Decimal']);

/** A value of a cell; null for an empty one. */
export type Cell = string | number | boolean | null;

/** The value of a column in a row. A list of values is one text. */
export function cellOf(row: FileRow, { path }: FileColumn): Cell {
  let value: unknown = row;
  for (const key of path) {
    if (value === null || value === undefined) return null;
    value = (value as FileRow)[key];
  }
  return plain(value);
}

function plain(value: unknown): Cell {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value) && value.every((part) => typeof part !== 'object')) return value.join(SEPARATOR);
  return JSON.stringify(value);
}

export function isNumber({ type }: FileColumn): boolean {
  return NUMBERS.has(type.name);
}

/** The beginning of a cell that a spreadsheet takes for a formula, or for the end of the cell before. */
const FORMULA = /^(?:[\t\r\n]|[\s\p{Cf}\p{Cc}]*[=+\-@])/u;

/**
 * A text that no spreadsheet takes for a formula: with an apostrophe in front of what could be one, as OWASP advises. Spreadsheets read wide characters
 * such as `＝` like narrow ones, and skip blanks.
 */
export function neutralised(text: string): string {
  return FORMULA.test(text.normalize('NFKC')) ? `'${text}` : text;
}
