import { stringify } from 'csv-stringify/sync';
import { cellOf, isNumber, neutralised } from './cells';
import type { FileColumn } from './file-columns';
import type { FileRow, OpenFile } from './files';

/** As RFC 4180 has it: commas, lines that end with CRLF, quotes where a text needs them. Some readers end a line at any line break, or a cell at other separators. */
const OPTIONS = { record_delimiter: 'windows', quoted_match: /[\r\n;\t]/ } as const;

/** A file as CSV, part by part. */
export async function* csv({ columns, parts }: OpenFile): AsyncGenerator<string> {
  yield stringify([columns.map(({ path }) => path.join('.'))], OPTIONS);
  for await (const rows of parts)
    yield stringify(
      rows.map((row) => columns.map((column) => text(row, column))),
      OPTIONS,
    );
}

function text(row: FileRow, column: FileColumn): string {
  const cell = cellOf(row, column);
  if (cell === null) return '';
  return typeof cell === 'string' && !isNumber(column) ? neutralised(cell) : String(cell);
}
