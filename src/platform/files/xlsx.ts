import { PassThrough } from 'node:stream';
import { finished } from 'node:stream/promises';
import { setImmediate as turn } from 'node:timers/promises';
import type { Worksheet } from 'exceljs';
import { cellOf, isNumber, type Cell } from './cells';
import type { FileColumn } from './file-columns';
import type { FileRow, OpenFile } from './files';

/** The most characters of a sheet's name. */
const LONGEST_NAME = 31;
/** The most digits that a number of a spreadsheet keeps. */
const EXACT_DIGITS = 15;
/** The first day that all spreadsheets count in the same way. */
const FIRST_DAY = Date.UTC(1900, 2, 1);
/** How many rows are written before other work of the hub has its turn: it takes longer than reading them. */
const AT_ONCE = 50;
/** How dates look, by the scalar of their column. */
const DATE_FORMATS: Readonly<Record<string, string>> = { Date: 'yyyy-mm-dd', DateTime: 'yyyy-mm-dd hh:mm:ss' };

/** A file as a workbook with one sheet, part by part. Texts are texts, never formulas; numbers and dates have their own type. */
export async function* xlsx({ name, columns, parts }: OpenFile): AsyncGenerator<Buffer> {
  // Takes a while to load, and only this format needs it.
  const { stream } = (await import('exceljs')).default;
  const written: Buffer[] = [];
  const output = new PassThrough().on('data', (chunk: Buffer) => void written.push(chunk));
  try {
    const workbook = new stream.xlsx.WorkbookWriter({ stream: output, useStyles: true });
    const sheet = workbook.addWorksheet(name.slice(0, LONGEST_NAME), { views: [{ state: 'frozen', ySplit: 1 }] });
    sheet.columns = columns.map((column) => ({ header: column.path.join('.'), ...styleOf(column) }));
    for await (const rows of parts) {
      await addRows(sheet, rows, columns);
      yield* written.splice(0);
    }
    await Promise.all([workbook.commit(), finished(output)]);
    yield* written.splice(0);
  } finally {
    output.destroy();
  }
}

async function addRows(
  sheet: Pick<Worksheet, 'addRow'>,
  rows: readonly FileRow[],
  columns: readonly FileColumn[],
): Promise<void> {
  for (const [index, row] of rows.entries()) {
    sheet.addRow(columns.map((column) => typed(cellOf(row, column), column))).commit();
    if (index % AT_ONCE === 0) await turn();
  }
  await turn();
}

function styleOf({ type }: FileColumn): { style?: { numFmt: string }; width?: number } {
  const numFmt = DATE_FORMATS[type.name];
  return numFmt ? { style: { numFmt }, width: numFmt.length + 1 } : {};
}

function typed(cell: Cell, column: FileColumn): Cell | Date {
  if (typeof cell !== 'string') return cell;
  if (DATE_FORMATS[column.type.name]) return dateOf(cell);
  return isNumber(column) ? numberOf(cell) : cell;
}

/** An instant, in UTC. Spreadsheets have no dates before 1900, so an earlier one stays a text. */
function dateOf(text: string): Date | string {
  const date = new Date(text);
  return date.getTime() >= FIRST_DAY ? date : text;
}

/** A number that a spreadsheet would round stays a text. */
function numberOf(text: string): number | string {
  return text.replace(/\D/g, '').length <= EXACT_DIGITS ? Number(text) : text;
}
