import { Workbook, type Worksheet } from 'exceljs';
import { makeCore, makeOrganization, makeProgram, makeRole } from '../support/factories';
import { startTestHub, type TestHub } from '../support/hub';
import { csvRows, fileOf, XLSX } from './file-client';

let hub: TestHub;
beforeAll(async () => {
  hub = await startTestHub();
  const { pool } = hub.database;
  const core_id = await makeCore(pool, { name: 'Research & <Education>' });
  const started = { started_year: 2020, created_at: '2026-01-02T03:04:05.678Z' };
  await makeProgram(pool, {
    name: 'Alpha "1"',
    core_id,
    support_max_amount: '2000.50',
    support_currency: 'USD',
    ...started,
  });
  const organization = await makeOrganization(pool, { name: 'Zeta' });
  for (const [role, started_on] of Object.entries({ LEAD: '2020-02-29', HOST: '1899-12-31', FUNDER: null }))
    await makeRole(pool, organization, { core_id, role, started_on });
  await makeProgram(pool, { name: '0012', support_max_amount: '1234567890.12', support_currency: 'USD' });
});
afterAll(() => hub.close());

async function sheetOf(query: string): Promise<Worksheet> {
  const { status, body, headers } = await fileOf(hub, query, { accept: XLSX });
  expect([status, headers.get('content-type')]).toEqual([200, XLSX]);
  const workbook = new Workbook();
  await workbook.xlsx.load(body as never);
  return workbook.worksheets[0] as Worksheet;
}

const rowOf = (sheet: Worksheet, row: number): unknown[] => (sheet.getRow(row).values as unknown[]).slice(1);

test('numbers, dates and texts have their own types', async () => {
  const sheet = await sheetOf(
    'query Programs { programs(orderBy: [{ field: STARTED_YEAR }]) { nodes { name startedYear createdAt supportMaxAmount core { name } } } }',
  );
  expect(sheet.name).toBe('Programs');
  expect(rowOf(sheet, 1)).toEqual(['name', 'startedYear', 'createdAt', 'supportMaxAmount', 'core.name']);
  expect(rowOf(sheet, 2)).toEqual([
    'Alpha "1"',
    2020,

    new Date('2026-01-02T03:04:05.678Z'),
    2000.5,
    'Research & <Education>',
  ]);
  expect(rowOf(sheet, 3)[0]).toBe('0012');
  expect(rowOf(sheet, 3)[3]).toBe(1_234_567_890.12);
  expect(sheet.getRow(2).getCell(3).numFmt).toBe('yyyy-mm-dd hh:mm:ss');
});

test('a list of links is a file too, and its days are days', async () => {
  const query =
    '{ organizationRoles { nodes { role startedOn organization { name } program { name } core { name } } } }';
  const sheet = await sheetOf(query);
  const [header, ...rows] = [1, 2, 3, 4].map((row) => rowOf(sheet, row));
  expect(header).toEqual(['role', 'startedOn', 'organization.name', 'program.name', 'core.name']);
  expect(rows.map(([role, startedOn]) => [role, startedOn ?? null])).toEqual([
    ['FUNDER', null],
    // Spreadsheets count no days before 1900.
    ['HOST', '1899-12-31'],
    ['LEAD', new Date('2020-02-29T00:00:00Z')],
  ]);
  expect(sheet.getRow(4).getCell(2).numFmt).toBe('yyyy-mm-dd');
  const [, , lead] = csvRows(await fileOf(hub, query));
  expect(lead).toEqual({
    role: 'LEAD',
    startedOn: '2020-02-29',
    'organization.name': 'Zeta',
    'program.name': '',
    'core.name': 'Research & <Education>',
  });
});

test('an empty list has its header', async () => {
  const sheet = await sheetOf('{ programs(where: { name: { eq: "nothing" } }) { nodes { name } } }');
  expect([sheet.rowCount, rowOf(sheet, 1)]).toEqual([1, ['name']]);
});
